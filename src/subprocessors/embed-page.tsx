import { placeName } from './model/words.ts';
import type { Change } from '../changes/model.ts';
import { changesDue, windowOf } from '../changes/standing.ts';
import { dayOf } from '../core/day.ts';
import type { Language } from '../core/language.ts';
import type { Place, Snapshot } from '../publication/model.ts';
import type { Entry } from './model/entry.ts';
import type { Location } from './model/facts.ts';
import { dayInProse, Time } from '../http/dates.tsx';
import { PageLanguage, useLanguage, useWords, useTextLang } from '../http/language.tsx';
import { spokenIn } from '../http/layout.tsx';
import { embedWords } from './words/pages.ts';
import { TableHead } from '../http/tables.tsx';

type Props = {
  readonly snapshot: Snapshot;
  readonly place: Place;
  readonly entries: readonly Entry[];
};

/** Nothing but the list; every link leaves the frame. Ended entries stay in the register. */
export function renderEmbedPage(props: Props): string {
  const page = (
    <PageLanguage.Provider value={spokenIn(props.place, props.snapshot)}>
      <EmbedPage {...props} />
    </PageLanguage.Provider>
  );
  return `<!doctype html>${page.toString()}`;
}

function EmbedPage({ snapshot, place, entries }: Props) {
  const { organisation } = snapshot;
  const words = useWords(embedWords);
  const title = words.title(organisation.name);
  const shown = entries.filter(({ state }) => state !== 'ended');
  return (
    <html lang={place.language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <title>{title}</title>
        <link rel="canonical" href={`${place.origin}${place.pages}/subprocessors`} />
        <link rel="stylesheet" href={`${place.base}/embed.css`} />
      </head>
      <body>
        <main>
          <h1 id="list">{title}</h1>
          {shown.length === 0 ? (
            <p>{words.none}</p>
          ) : (
            <List snapshot={snapshot} place={place} entries={shown} />
          )}
          <p class="foot">
            <LastChanged snapshot={snapshot} />
            <a href={`${place.pages}/subprocessors`} target="_top">
              {words.register}
            </a>
          </p>
        </main>
      </body>
    </html>
  );
}

function List({ snapshot, place, entries }: Props) {
  // The nearest one of each entry, so that a long list stays linear.
  const due = new Map(
    changesDue(snapshot)
      .toReversed()
      .flatMap((change) => change.items.map(({ slug }) => [slug, change] as const)),
  );
  return (
    <table role="table" aria-labelledby="list">
      <TableHead labels={useWords(embedWords).heads} />
      <tbody role="rowgroup">
        {entries.map((entry) => (
          <Row entry={entry} place={place} due={due.get(entry.slug)} />
        ))}
      </tbody>
    </table>
  );
}

type RowProps = {
  readonly entry: Entry;
  readonly place: Place;
  readonly due: Change | undefined;
};

function Row({ entry, place, due }: RowProps) {
  const language = useLanguage();
  const { name, legalName, description, locations = [] } = entry.facts;
  return (
    <tr role="row">
      <th scope="row" role="rowheader">
        <a href={`${place.pages}/subprocessors/${entry.slug}`} target="_top">
          {name}
        </a>
        {legalName !== undefined && legalName !== name && <div class="sub">{legalName}</div>}
      </th>
      <td role="cell" lang={useTextLang(entry.facts, 'description')}>
        {description}
      </td>
      <td role="cell">
        <ul>
          {locations.map((location) => (
            <li>{placeIn(location, language)}</li>
          ))}
        </ul>
      </td>
      <td role="cell">
        <Status state={entry.state} facts={entry.facts} />
        {due && <Due change={due} place={place} />}
      </td>
    </tr>
  );
}

function Status({ state, facts }: Pick<Entry, 'state' | 'facts'>) {
  const words = useWords(embedWords);
  if (state !== 'announced') return <span>{words.current}</span>;
  const from = facts.effectiveFrom;
  return <span class="announced">{words.announced(from && <Time day={from} prose />)}</span>;
}

function Due({ change, place }: { change: Change; place: Place }) {
  const window = windowOf(change);
  const words = useWords(embedWords);
  const language = useLanguage();
  return (
    <div class="sub">
      <a href={`${place.pages}/changes/${change.id}`} target="_top">
        {words.change(change.id, dayInProse(change.effectiveOn, language))}
      </a>
      {window?.isOpen ? words.objections(dayInProse(window.objectionEndsOn, language)) : null}
    </div>
  );
}

function LastChanged({ snapshot }: { snapshot: Snapshot }) {
  const { listPublishedAt, organisation } = snapshot;
  if (listPublishedAt === undefined) return null;
  const day = dayOf(listPublishedAt, organisation.timeZone);
  return <>{useWords(embedWords).changed(<Time day={day} prose />)}</>;
}

function placeIn({ label, ...place }: Location, language: Language): string {
  if (place.country === undefined && place.region === undefined) return label ?? '';
  const name = placeName(place, language);
  if (label === undefined) return name;
  return label.includes(name) ? label : `${name} (${label})`;
}
