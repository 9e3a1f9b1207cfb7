import { Moment } from '../../http/dates.tsx';
import { TableHead } from '../../http/tables.tsx';
import { presentRun } from '../../personal-data/present.ts';
import type { Run } from '../../personal-data/model/run.ts';
import type { RenderInput } from '../../publication/representation.ts';
import type { LawId } from '../model.ts';
import type { Shown } from './case-page.tsx';

type Props = { readonly input: RenderInput; readonly shown: Shown };

/** What was done with the data: a copy to be opened, and what was erased or corrected. */
export function HeldPart({ input, shown: { request, held, path } }: Props) {
  const zone = input.snapshot.organisation.timeZone;
  if (held === undefined) return null;
  const { copyUntil, runs, addresses } = held;
  return (
    <>
      {copyUntil === undefined ? null : (
        <section class="block due" aria-labelledby="copy">
          <h2 id="copy">The copy of your data is ready</h2>
          <p class="small">
            It can be opened once, until <Moment at={copyUntil} zone={zone} />. Then you have a
            quarter of an hour to save it.
          </p>
          <form class="acts" action={`${path}/copy-session`} method="post">
            <button class="button" type="submit">
              Open the copy
            </button>
          </form>
        </section>
      )}
      {runs.map((run) => (
        <RunPart run={run} law={request.law} zone={zone} />
      ))}
      {addresses.length === 0 ? null : (
        <section class="block" aria-labelledby="addresses">
          <h2 id="addresses">Further addresses of yours</h2>
          <p class="small">We look for your data by these too. If one is not yours, tell us.</p>
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
  return (
    <section class="block" aria-labelledby={id}>
      <h2 id={id}>{act === 'erase' ? 'What was erased' : 'What was corrected'}</h2>
      <p class="small">
        {finishedAt === undefined ? (
          'It goes on; look again in a while.'
        ) : (
          <>
            Done on <Moment at={finishedAt} zone={zone} />.
          </>
        )}
      </p>
      {records.length === 0 && finishedAt !== undefined ? <p>Nothing is held about you.</p> : null}
      {records.length === 0 ? null : (
        <table class="fold" role="table">
          <TableHead labels={['Records', 'What became of them']} />
          <tbody role="rowgroup">
            {records.map(({ record, ...tally }) => (
              <tr role="row">
                <th scope="row" role="rowheader">
                  {record.en}
                </th>
                <td role="cell" data-label="What became of them">
                  {inWords(tally)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {kept.length === 0 ? null : (
        <>
          <h3>What is kept, and why</h3>
          <ul>
            {kept.map(({ words, basis, count }) => (
              <li>
                {count} {count === 1 ? 'record' : 'records'}: {words.en} ({basis})
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

type Tally = Readonly<Record<'deleted' | 'erased' | 'corrected' | 'kept', number>>;

function inWords({ deleted, erased, corrected, kept }: Tally): string {
  const said: readonly (readonly [number, string])[] = [
    [deleted, 'deleted'],
    [erased, 'erased, so that nothing names you'],
    [corrected, 'corrected'],
    [kept, 'kept'],
  ];
  return said.flatMap(([count, what]) => (count === 0 ? [] : `${count} ${what}`)).join('; ');
}
