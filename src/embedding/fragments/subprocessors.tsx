import { valueWords } from '../../changes/words/values.ts';
import type { Change } from '../../changes/model.ts';
import { changesDue, windowOf } from '../../changes/standing.ts';
import { countryName } from '../../core/countries.ts';
import { Time, TimeOf } from '../../http/dates.tsx';
import { useLanguage, useWords } from '../../http/language.tsx';
import { TableHead } from '../../http/tables.tsx';
import type { Published, RenderInput } from '../../publication/representation.ts';
import { listFilters } from '../../subprocessors/list-document.ts';
import type { Entry } from '../../subprocessors/model/entry.ts';
import type { Location } from '../../subprocessors/model/facts.ts';
import { filterStrictly } from '../../subprocessors/model/filter.ts';
import { fragmentWords } from '../words/fragments.ts';
import { fragmentOf, Quoted, renderFragment, rootOf, unindexed } from './fragment.tsx';

/** The list for sites that are built before they are served. Ended entries stay in the register. */
export const subprocessorsFragment: Published = {
  ...fragmentOf('/subprocessors'),
  kind: 'published',
  path: '/embed/subprocessors.html',
  params: { service: listFilters.service },
  render: (input) => {
    const entries = filterStrictly(input.snapshot, input.params);
    const shown = entries.filter(({ state }) => state !== 'ended');
    return {
      body: renderFragment(input, 'subprocessors', <List input={input} entries={shown} />),
      headers: unindexed,
    };
  },
};

function List({ input, entries }: { input: RenderInput; entries: readonly Entry[] }) {
  const words = useWords(fragmentWords);
  const { organisation, listPublishedAt } = input.snapshot;
  return (
    <>
      {entries.length === 0 ? <p>{words.none}</p> : <Table input={input} entries={entries} />}
      <p class="annex-foot">
        {listPublishedAt && (
          <>
            {words.lastChanged}
            <TimeOf at={listPublishedAt} zone={organisation.timeZone} prose />.{' '}
          </>
        )}
        <a href={`${rootOf(input)}/subprocessors`}>{words.register}</a>
      </p>
    </>
  );
}

function Table({ input, entries }: { input: RenderInput; entries: readonly Entry[] }) {
  const words = useWords(fragmentWords);
  // The nearest one of each entry, so that a long list stays linear.
  const due = new Map(
    changesDue(input.snapshot)
      .toReversed()
      .flatMap((change) => change.items.map(({ slug }) => [slug, change] as const)),
  );
  return (
    <table class="annex-table" role="table">
      <caption>
        {words.listOf}
        <bdi>{input.snapshot.organisation.name}</bdi>
      </caption>
      <TableHead labels={words.heads} />
      <tbody role="rowgroup">
        {entries.map((entry) => (
          <Row entry={entry} root={rootOf(input)} due={due.get(entry.slug)} />
        ))}
      </tbody>
    </table>
  );
}

type RowProps = {
  readonly entry: Entry;
  readonly root: string;
  readonly due: Change | undefined;
};

function Row({ entry, root, due }: RowProps) {
  const { name, legalName, description, locations = [] } = entry.facts;
  return (
    <tr class="annex-row" role="row">
      <th class="annex-name" scope="row" role="rowheader">
        <a href={`${root}/subprocessors/${entry.slug}`}>
          <bdi>{name}</bdi>
        </a>
        {legalName !== undefined && legalName !== name && (
          <span class="annex-legal">
            {' '}
            <bdi>{legalName}</bdi>
          </span>
        )}
      </th>
      <td class="annex-purpose" role="cell">
        <Quoted>{description}</Quoted>
      </td>
      <td class="annex-place" role="cell">
        {locations.length > 0 && (
          <ul class="annex-places">
            {locations.map((location) => (
              <li>
                <PlaceOf location={location} />
              </li>
            ))}
          </ul>
        )}
      </td>
      <td class="annex-status" role="cell">
        <Status entry={entry} />
        {due && <Due change={due} root={root} />}
      </td>
    </tr>
  );
}

/** The country in the reader's language, with the published spelling where that says more. */
function PlaceOf({ location: { label, country, region } }: { location: Location }) {
  const language = useLanguage();
  const name =
    country === undefined
      ? region && valueWords[language].regions[region]
      : countryName(country, language);
  if (label === undefined) return <>{name}</>;
  if (name === undefined || label.includes(name)) return <Quoted>{label}</Quoted>;
  return (
    <>
      {name} (<Quoted>{label}</Quoted>)
    </>
  );
}

function Status({ entry: { state, facts } }: { entry: Entry }) {
  const words = useWords(fragmentWords);
  if (state !== 'announced') return <span class="annex-current">{words.current}</span>;
  return (
    <span class="annex-announced">
      {words.announced}
      {facts.effectiveFrom && (
        <>
          {words.from}
          <Time day={facts.effectiveFrom} prose />
        </>
      )}
    </span>
  );
}

function Due({ change, root }: { change: Change; root: string }) {
  const words = useWords(fragmentWords);
  return (
    <span class="annex-due">
      {' '}
      <a href={`${root}/changes/${change.id}`}>
        {words.changesOn}
        <Time day={change.effectiveOn} prose />
      </a>
      <ObjectionsUntil change={change} />
    </span>
  );
}

/** While its window is open. */
export function ObjectionsUntil({ change }: { change: Change }) {
  const words = useWords(fragmentWords);
  const window = windowOf(change);
  if (!window?.isOpen) return null;
  return (
    <>
      {words.objectionsUntil}
      <Time day={window.objectionEndsOn} prose />
    </>
  );
}
