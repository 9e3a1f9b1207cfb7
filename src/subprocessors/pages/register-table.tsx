import type { Child } from 'hono/jsx';
import { joined, Unstated } from '../../http/facts.tsx';
import { useLanguage, useWords, useTextLang } from '../../http/language.tsx';
import { addressIn } from '../../publication/addresses.ts';
import type { Snapshot } from '../../publication/model.ts';
import type { RenderInput } from '../../publication/representation.ts';
import type { Entry } from '../model/entry.ts';
import type { EntryState, Facts, Location } from '../model/facts.ts';
import { filterNames, groupByState, readSortOrder } from '../model/filter.ts';
import { homeOf, placeDetail, placeName, transferBasis } from '../model/words.ts';
import { registerWords } from '../words/pages.ts';
import type { RegisterWords } from '../words/register-en.tsx';
import { eventsOf, type EntryEvents } from './entry-events.ts';
import { Status } from './status.tsx';

type Props = { readonly input: RenderInput; readonly found: readonly Entry[] };

export function RegisterTable({ input, found }: Props) {
  const { snapshot } = input;
  const words = useWords(registerWords);
  const events = eventsOf(snapshot);
  const bySlug = new Map(snapshot.entries.map((entry) => [entry.slug, entry]));
  const groups = groupByState(found).filter(({ entries }) => entries.length > 0);
  return (
    <>
      <table class="fold register" role="table">
        <caption class="unseen">{words.table.caption(snapshot.organisation.name)}</caption>
        <Head input={input} />
        {groups.map(({ state, entries }) => (
          <tbody role="rowgroup">
            <tr role="row" class="group">
              <th scope="rowgroup" role="rowheader" colspan={6}>
                {words.states[state]} <span>{remarkOf(state, snapshot, words.table)}</span>
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
function remarkOf(
  state: EntryState,
  { past }: Snapshot,
  { remarks, processingThen, inEffectThen }: RegisterWords['table'],
): string {
  if (past === undefined || state !== 'current') return remarks[state];
  return past.asOf === undefined ? processingThen : inEffectThen;
}

const columns = [
  { key: 'name', order: 'name' },
  { key: 'purpose', order: 'purpose' },
  { key: 'where', order: 'country' },
  { key: 'transfer' },
  { key: 'service' },
  { key: 'status', order: 'since' },
] as const;

function Head({ input }: { input: RenderInput }) {
  const labels = useWords(registerWords).table.columns;
  const isOrdered = input.snapshot.entries.some(({ facts }) => facts.order !== undefined);
  const sort = readSortOrder(input.params['sort']) ?? (isOrdered ? '' : 'name');
  return (
    <thead role="rowgroup">
      <tr role="row">
        {columns.map((column) =>
          'order' in column ? (
            <th scope="col" role="columnheader" aria-sort={directionOf(column.order, sort)}>
              <a href={sortedAt(input, sort === column.order ? `-${column.order}` : column.order)}>
                {labels[column.key]}
              </a>
            </th>
          ) : (
            <th scope="col" role="columnheader">
              {labels[column.key]}
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
  return `${place.pages}${addressIn(snapshot, '/subprocessors', query)}`;
}

type RowProps = {
  readonly input: RenderInput;
  readonly entry: Entry;
  readonly events: ReadonlyMap<string, EntryEvents>;
  readonly bySlug: ReadonlyMap<string, Entry>;
};

function Row({ input, entry, events, bySlug }: RowProps) {
  const { facts, slug } = entry;
  const { columns, labels, ...words } = useWords(registerWords).table;
  const language = useLanguage();
  return (
    <tr role="row" id={slug} data-also={alsoFoundBy(facts)}>
      <th scope="row" role="rowheader">
        <a href={`${input.place.pages}${addressIn(input.snapshot, `/subprocessors/${slug}`)}`}>
          <bdi>{facts.name}</bdi>
        </a>
        <Sub>
          {joined([facts.legalName && <bdi>{facts.legalName}</bdi>, homeOf(facts, language)])}
        </Sub>
      </th>
      <Cell label={labels.purpose}>
        <bdi lang={useTextLang(facts, 'description')}>{facts.description}</bdi>
        <Sub lang={useTextLang(facts, 'dataCategories')}>
          {(facts.dataCategories ?? []).join(', ')}
        </Sub>
      </Cell>
      <Cell label={columns.where}>
        <Places locations={facts.locations ?? []} />
      </Cell>
      <Cell label={labels.transfer}>
        {transferBasis(facts, 'list', language).join('; ') || <Unstated />}
      </Cell>
      <Cell label={columns.service}>{scopeInWords(entry, input.snapshot, words)}</Cell>
      <Cell label={columns.status}>
        <Status entry={entry} events={events.get(slug)} bySlug={bySlug} base={input.place.pages} />
      </Cell>
    </tr>
  );
}

/** What the filter finds a row by and the row does not show; `narrow.js` reads it. */
function alsoFoundBy({ parentGroup, category }: Facts): string | undefined {
  return [parentGroup, category].filter(Boolean).join('\n') || undefined;
}

function Cell({ label, children }: { label: string; children?: Child }) {
  return (
    <td role="cell" data-label={label}>
      <div>{children}</div>
    </td>
  );
}

function Sub({ lang, children }: { lang?: string | undefined; children?: Child }) {
  return !children ? null : (
    <div class="sub" lang={lang}>
      {children}
    </div>
  );
}

export function Places({ locations }: { locations: readonly Location[] }) {
  if (locations.length === 0) return <Unstated />;
  const language = useLanguage();
  return (
    <ul class="places">
      {locations.map((location) => (
        <li>
          <span class="cc">{location.country ?? '–'}</span>{' '}
          <bdi>{placeName(location, language)}</bdi>{' '}
          <span class="fine quiet">{placeDetail(location, language)}</span>
        </li>
      ))}
    </ul>
  );
}

function scopeInWords(
  { facts }: Entry,
  { services }: Snapshot,
  words: Pick<RegisterWords['table'], 'allServices' | 'optional'>,
): Child {
  const slugs = facts.scope?.services ?? [];
  const names = slugs.map(
    (slug) => services.find((service) => service.slug === slug)?.name ?? slug,
  );
  const called = names.length === 0 ? words.allServices : <bdi>{names.join(', ')}</bdi>;
  return facts.scope?.optional === true ? (
    <>
      {called}, {words.optional}
    </>
  ) : (
    called
  );
}

/** What the abbreviations mean, and why a filter by service shows more than the service's own entries. */
function Key({ input, found }: Props) {
  const words = useWords(registerWords).table;
  const bases = found.flatMap(({ facts }) => transferBasis(facts, 'list')).join(' ');
  const isWider =
    Boolean(input.params['service']) && found.some(({ facts }) => !facts.scope?.services?.length);
  const sentences = [
    ...Object.entries(words.key)
      .filter(([short]) => bases.includes(short))
      .map(([, meaning]) => meaning),
    ...(isWider ? [words.wider] : []),
  ];
  return sentences.length === 0 ? null : <p class="key">{sentences.join(' ')}</p>;
}
