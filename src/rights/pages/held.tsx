import { Moment } from '../../http/dates.tsx';
import { wordsIn } from '../../core/worded.ts';
import { useLanguage, useWords } from '../../http/language.tsx';
import { TableHead } from '../../http/tables.tsx';
import { presentRun } from '../../personal-data/present.ts';
import type { Run } from '../../personal-data/model/run.ts';
import type { RenderInput } from '../../publication/representation.ts';
import type { LawId } from '../model.ts';
import type { CaseWords } from '../words/case-en.tsx';
import { rightsWords } from '../words/pages.ts';
import { caseWords } from '../words/cases.ts';
import type { Shown } from './case-page.tsx';

type Props = { readonly input: RenderInput; readonly shown: Shown };

/** What was done with the data: a copy to be opened, and what was erased or corrected. */
export function HeldPart({ input, shown: { request, held, path } }: Props) {
  const zone = input.snapshot.organisation.timeZone;
  const words = useWords(caseWords).held;
  if (held === undefined) return null;
  const { copyUntil, runs, addresses } = held;
  return (
    <>
      {copyUntil === undefined ? null : (
        <section class="block due" aria-labelledby="copy">
          <h2 id="copy">{words.copy}</h2>
          <p class="small">{words.copyUntil(<Moment at={copyUntil} zone={zone} />)}</p>
          <form class="acts" action={`${path}/copy-session`} method="post">
            <button class="button" type="submit">
              {words.open}
            </button>
          </form>
        </section>
      )}
      {runs.map((run) => (
        <RunPart run={run} law={request.law} zone={zone} />
      ))}
      {addresses.length === 0 ? null : (
        <section class="block" aria-labelledby="addresses">
          <h2 id="addresses">{words.addresses}</h2>
          <p class="small">{words.addressesLead}</p>
          <ul>
            {addresses.map((address) => (
              <li>
                <bdi>{address}</bdi>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

type RunProps = { readonly run: Run; readonly law: LawId; readonly zone: string };

function RunPart({ run, law, zone }: RunProps) {
  const { act, finishedAt } = run;
  const { records, kept } = presentRun(run, law);
  const id = `run-${run.id}`;
  const words = useWords(caseWords).held;
  const { source } = useWords(rightsWords);
  const language = useLanguage();
  return (
    <section class="block" aria-labelledby={id}>
      <h2 id={id}>{act === 'erase' ? words.erased : words.corrected}</h2>
      <p class="small">
        {finishedAt === undefined
          ? words.goesOn
          : words.doneOn(<Moment at={finishedAt} zone={zone} />)}
      </p>
      {records.length === 0 && finishedAt !== undefined ? <p>{words.nothing}</p> : null}
      {records.length === 0 ? null : (
        <table class="fold" role="table">
          <TableHead labels={[words.records, words.became]} />
          <tbody role="rowgroup">
            {records.map(({ record, ...tally }) => (
              <tr role="row">
                <th scope="row" role="rowheader">
                  {wordsIn(record, language).text}
                </th>
                <td role="cell" data-label={words.became}>
                  {inWords(tally, words.tally)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {kept.length === 0 ? null : (
        <>
          <h3>{words.kept}</h3>
          <ul class="said">
            {kept.map(({ words: why, basis, count }) => (
              <li>{words.keptFor(count, wordsIn(why, language).text, source(basis))}</li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

type Tally = Readonly<Record<'deleted' | 'erased' | 'corrected' | 'kept', number>>;

function inWords(
  { deleted, erased, corrected, kept }: Tally,
  words: CaseWords['held']['tally'],
): string {
  const said: readonly (readonly [number, string])[] = [
    [deleted, words.deleted],
    [erased, words.erased],
    [corrected, words.corrected],
    [kept, words.kept],
  ];
  return said.flatMap(([count, what]) => (count === 0 ? [] : `${count} ${what}`)).join('; ');
}
