import type { Child } from 'hono/jsx';
import { joined, Unstated } from '../../http/facts.tsx';
import { addressIn } from '../../publication/addresses.ts';
import type { Snapshot } from '../../publication/model.ts';
import type { RenderInput } from '../../publication/representation.ts';
import type { Entry } from '../model/entry.ts';
import type { EntryState, Location } from '../model/facts.ts';
import { filterNames, groupByState, readSortOrder } from '../model/filter.ts';
import { homeOf, placeDetail, placeName, stateWords, transferBasis } from '../model/words.ts';
import { eventsOf, type EntryEvents } from './entry-events.ts';
import { Status } from './status.tsx';

type Props = { readonly input: RenderInput; readonly found: readonly Entry[] };

const remarks: Readonly<Record<EntryState, string>> = {
  announced: 'not yet in effect',
  current: 'processing today',
  ended: 'kept for the record',
  withdrawn: 'taken back before its day',
};

export function RegisterTable({ input, found }: Props) {
  const { snapshot } = input;
  const events = eventsOf(snapshot);
  const bySlug = new Map(snapshot.entries.map((entry) => [entry.slug, entry]));
  const groups = groupByState(found).filter(({ entries }) => entries.length > 0);
  return (
    <>
      <table class="fold register" role="table">
        <caption class="unseen">
          Sub-processors of {snapshot.organisation.name}, announced, current and ended
        </caption>
        <Head input={input} />
        {groups.map(({ state, entries }) => (
          <tbody role="rowgroup">
            <tr role="row" class="group">
              <th scope="rowgroup" role="rowheader" colspan={6}>
                {stateWords[state]} <span>{remarkOf(state, snapshot)}</span>
              </th>
            </tr>
            {entries.map((entry) => (
              <Row input={input} entry={entry} events={events} bySlug={bySlug} />
            ))}
          </tbody>
        ))}
      </table>
      <Key input={input} found={found} />
    </>
  );
}

/** What "current" means depends on when it was said. */
function remarkOf(state: EntryState, { past }: Snapshot): string {
  if (past === undefined || state !== 'current') return remarks[state];
  return past.asOf === undefined ? 'processing then' : 'in effect on that day';
}

const columns = [
  { label: 'Sub-processor', order: 'name' },
  { label: 'What for, which data', order: 'purpose' },
  { label: 'Where', order: 'country' },
  { label: 'Transfer basis' },
  { label: 'Service' },
  { label: 'Status', order: 'since' },
] as const;

function Head({ input }: { input: RenderInput }) {
  const isOrdered = input.snapshot.entries.some(({ facts }) => facts.order !== undefined);
  const sort = readSortOrder(input.params['sort']) ?? (isOrdered ? '' : 'name');
  return (
    <thead role="rowgroup">
      <tr role="row">
        {columns.map((column) =>
          'order' in column ? (
            <th scope="col" role="columnheader" aria-sort={directionOf(column.order, sort)}>
              <a href={sortedAt(input, sort === column.order ? `-${column.order}` : column.order)}>
                {column.label}
              </a>
            </th>
          ) : (
            <th scope="col" role="columnheader">
              {column.label}
            </th>
          ),
        )}
      </tr>
    </thead>
  );
}

function directionOf(column: string, sort: string): 'ascending' | 'descending' | undefined {
  if (sort === column) return 'ascending';
  return sort === `-${column}` ? 'descending' : undefined;
}

function sortedAt({ place, params, snapshot }: RenderInput, sort: string): string {
  const kept = filterNames.flatMap((name) => (params[name] ? [[name, params[name]]] : []));
  const query = `?${new URLSearchParams([...kept, ['sort', sort]])}`;
  return `${place.base}${addressIn(snapshot, '/subprocessors', query)}`;
}

type RowProps = {
  readonly input: RenderInput;
  readonly entry: Entry;
  readonly events: ReadonlyMap<string, EntryEvents>;
  readonly bySlug: ReadonlyMap<string, Entry>;
};

function Row({ input, entry, events, bySlug }: RowProps) {
  const { facts, slug } = entry;
  return (
    <tr role="row" id={slug}>
      <th scope="row" role="rowheader">
        <a href={`${input.place.base}${addressIn(input.snapshot, `/subprocessors/${slug}`)}`}>
          <bdi>{facts.name}</bdi>
        </a>{' '}
        <Sub>{joined([facts.legalName && <bdi>{facts.legalName}</bdi>, homeOf(facts)])}</Sub>
      </th>
      <Cell label="What for">
        <bdi>{facts.description}</bdi> <Sub>{(facts.dataCategories ?? []).join(', ')}</Sub>
      </Cell>
      <Cell label="Where">
        <Places locations={facts.locations ?? []} />
      </Cell>
      <Cell label="Transfer">{transferBasis(facts, 'list').join('; ') || <Unstated />}</Cell>
      <Cell label="Service">{scopeInWords(entry, input.snapshot)}</Cell>
      <Cell label="Status">
        <Status entry={entry} events={events.get(slug)} bySlug={bySlug} base={input.place.base} />
      </Cell>
    </tr>
  );
}

function Cell({ label, children }: { label: string; children?: Child }) {
  return (
    <td role="cell" data-label={label}>
      <div>{children}</div>
    </td>
  );
}

function Sub({ children }: { children?: Child }) {
  return !children ? null : <span class="sub">{children}</span>;
}

export function Places({ locations }: { locations: readonly Location[] }) {
  if (locations.length === 0) return <Unstated />;
  return (
    <ul class="places">
      {locations.map((location) => (
        <li>
          <span class="cc">{location.country ?? '–'}</span>
          <bdi>{placeName(location)}</bdi> <span class="fine quiet">{placeDetail(location)}</span>
        </li>
      ))}
    </ul>
  );
}

function scopeInWords({ facts }: Entry, { services }: Snapshot): string {
  const slugs = facts.scope?.services ?? [];
  const names = slugs.map(
    (slug) => services.find((service) => service.slug === slug)?.name ?? slug,
  );
  const optional = facts.scope?.optional === true ? ['optional'] : [];
  return [...(names.length === 0 ? ['All services'] : names), ...optional].join(', ');
}

const abbreviations: readonly (readonly [string, string])[] = [
  ['DPF', 'DPF: EU-US Data Privacy Framework.'],
  [
    'SCC',
    'SCC: standard contractual clauses of the EU; module 3 covers a processor and its sub-processor.',
  ],
  ['IDTA', 'IDTA: International Data Transfer Agreement of the United Kingdom.'],
];

/** What the abbreviations mean, and why a filter by service shows more than the service's own entries. */
function Key({ input, found }: Props) {
  const bases = found.flatMap(({ facts }) => transferBasis(facts, 'list')).join(' ');
  const isWider =
    Boolean(input.params['service']) && found.some(({ facts }) => !facts.scope?.services?.length);
  const sentences = [
    ...abbreviations.filter(([short]) => bases.includes(short)).map(([, meaning]) => meaning),
    ...(isWider
      ? ['Entries that name no service concern all of them, and are shown with each.']
      : []),
  ];
  return sentences.length === 0 ? null : <p class="key">{sentences.join(' ')}</p>;
}
