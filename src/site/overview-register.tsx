import { Time } from '../http/dates.tsx';
import { Unstated } from '../http/facts.tsx';
import { useLanguage, useWords, useTextLang } from '../http/language.tsx';
import { TableHead } from '../http/tables.tsx';
import { addressIn } from '../publication/addresses.ts';
import type { RenderInput } from '../publication/representation.ts';
import type { Entry } from '../subprocessors/model/entry.ts';
import { placeName, transferBasis } from '../subprocessors/model/words.ts';
import { siteWords } from './words/pages.ts';

// A longer list belongs on its own page, where it can be filtered.
const most = 25;

/** The register in four columns: those announced, then those who process today. */
export function RegisterInBrief({ input: { snapshot, place } }: { input: RenderInput }) {
  const words = useWords(siteWords).register;
  const listed = [
    ...snapshot.entries.filter(({ state }) => state === 'announced'),
    ...snapshot.entries.filter(({ state }) => state === 'current'),
  ];
  const shown = listed.slice(0, most);
  const to = (path: string) => `${place.pages}${addressIn(snapshot, path)}`;
  return (
    <section class="block" aria-labelledby="reg">
      <div class="head">
        <h2 id="reg">{words.title}</h2>{' '}
        <a class="small" href={to('/subprocessors')}>
          {words.full}
        </a>
      </div>
      {shown.length === 0 ? (
        <p class="small">{words.none}</p>
      ) : (
        <BriefTable shown={shown} to={to} />
      )}
      {listed.length > most ? (
        <p class="small go">
          <a href={to('/subprocessors')}>{words.more(listed.length - most)}</a>
        </p>
      ) : null}
      <Key shown={shown} />
    </section>
  );
}

type To = (path: string) => string;

function BriefTable({ shown, to }: { shown: readonly Entry[]; to: To }) {
  const words = useWords(siteWords).register;
  return (
    <table class="fold terse brief" role="table">
      <caption class="unseen">{words.caption}</caption>
      <TableHead labels={words.heads} />
      <tbody role="rowgroup">
        {shown.map((entry) => (
          <BriefRow entry={entry} to={to} />
        ))}
      </tbody>
    </table>
  );
}

function BriefRow({ entry: { slug, state, facts }, to }: { entry: Entry; to: To }) {
  const words = useWords(siteWords).register;
  const language = useLanguage();
  const places = [...new Set((facts.locations ?? []).map((each) => placeName(each, language)))];
  return (
    <tr role="row">
      <th scope="row" role="rowheader">
        <a href={to(`/subprocessors/${slug}`)}>
          <bdi>{facts.name}</bdi>
        </a>
        {state === 'announced' ? (
          <div class="sub">
            <span class="is is-announced">
              {facts.effectiveFrom
                ? words.from(<Time day={facts.effectiveFrom} />)
                : words.announced}
            </span>
          </div>
        ) : null}
      </th>
      <td role="cell" data-label={words.labels.purpose}>
        <bdi lang={useTextLang(facts, 'description')}>{facts.description}</bdi>
      </td>
      <td role="cell" data-label={words.labels.where}>
        {places.length === 0 ? <Unstated /> : <bdi>{places.join(', ')}</bdi>}
      </td>
      <td role="cell" data-label={words.labels.transfer}>
        {transferBasis(facts, 'short', language).join(', ') || <Unstated />}
      </td>
    </tr>
  );
}

function Key({ shown }: { shown: readonly Entry[] }) {
  const { key } = useWords(siteWords).register;
  const bases = new Set(shown.flatMap(({ facts }) => transferBasis(facts, 'short')));
  const meanings = [...(bases.has('DPF') ? [key.DPF] : []), ...(bases.has('SCC') ? [key.SCC] : [])];
  return meanings.length === 0 ? null : <p class="key">{meanings.join(' ')}</p>;
}
