import { dayInWords, placeName } from '../changes/field-text.ts';
import type { Change } from '../changes/model.ts';
import { changesDue, windowOf } from '../changes/standing.ts';
import { dayOf } from '../core/day.ts';
import type { Place, Snapshot } from '../publication/model.ts';
import type { Entry } from './model/entry.ts';
import type { Location } from './model/facts.ts';
import { TableHead } from '../http/tables.tsx';

type Props = {
  readonly snapshot: Snapshot;
  readonly place: Place;
  readonly entries: readonly Entry[];
};

/** Nothing but the list; every link leaves the frame. Ended entries stay in the register. */
export function renderEmbedPage(props: Props): string {
  return `<!doctype html>${(<EmbedPage {...props} />).toString()}`;
}

function EmbedPage({ snapshot, place, entries }: Props) {
  const { organisation } = snapshot;
  const shown = entries.filter(({ state }) => state !== 'ended');
  return (
    <html lang={organisation.languages[0] ?? 'en'}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <title>{`Sub-processors of ${organisation.name}`}</title>
        <link rel="canonical" href={`${place.origin}${place.base}/subprocessors`} />
        <link rel="stylesheet" href={`${place.base}/embed.css`} />
      </head>
      <body>
        <main>
          <h1 id="list">{`Sub-processors of ${organisation.name}`}</h1>
          {shown.length === 0 ? (
            <p>There are no sub-processors on this list.</p>
          ) : (
            <List snapshot={snapshot} place={place} entries={shown} />
          )}
          <p class="foot">
            <LastChanged snapshot={snapshot} />
            <a href={`${place.base}/subprocessors`} target="_top">
              Full register, past entries and changes
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
      <TableHead labels={['Sub-processor', 'What for', 'Where', 'Status']} />
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
  const { name, legalName, description, locations = [] } = entry.facts;
  return (
    <tr role="row">
      <th scope="row" role="rowheader">
        <a href={`${place.base}/subprocessors/${entry.slug}`} target="_top">
          {name}
        </a>
        {legalName !== undefined && legalName !== name && <small>{legalName}</small>}
      </th>
      <td role="cell">{description}</td>
      <td role="cell">
        <ul>
          {locations.map((location) => (
            <li>{placeIn(location)}</li>
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
  if (state !== 'announced') return <span>Current</span>;
  const from = facts.effectiveFrom;
  return (
    <span class="announced">
      Announced{from && ', from '}
      {from && <time datetime={from}>{dayInWords(from)}</time>}
    </span>
  );
}

function Due({ change, place }: { change: Change; place: Place }) {
  const window = windowOf(change);
  return (
    <small>
      <a href={`${place.base}/changes/${change.id}`} target="_top">
        Change {change.id}, {dayInWords(change.effectiveOn)}
      </a>
      {window?.isOpen ? `, objections until ${dayInWords(window.objectionEndsOn)}` : null}
    </small>
  );
}

function LastChanged({ snapshot }: { snapshot: Snapshot }) {
  const { listPublishedAt, organisation } = snapshot;
  if (listPublishedAt === undefined) return null;
  const day = dayOf(listPublishedAt, organisation.timeZone);
  return (
    <>
      Last changed <time datetime={day}>{dayInWords(day)}</time>.{' '}
    </>
  );
}

function placeIn({ label, ...place }: Location): string {
  if (place.country === undefined && place.region === undefined) return label ?? '';
  const name = placeName(place);
  if (label === undefined) return name;
  return label.includes(name) ? label : `${name} (${label})`;
}
