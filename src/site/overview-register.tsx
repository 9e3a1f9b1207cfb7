import { Time } from '../http/dates.tsx';
import { Unstated } from '../http/facts.tsx';
import { TableHead } from '../http/tables.tsx';
import { addressIn } from '../publication/addresses.ts';
import type { RenderInput } from '../publication/representation.ts';
import type { Entry } from '../subprocessors/model/entry.ts';
import { placeName, transferBasis } from '../subprocessors/model/words.ts';

// A longer list belongs on its own page, where it can be filtered.
const most = 25;

/** The register in four columns: those announced, then those who process today. */
export function RegisterInBrief({ input: { snapshot, place } }: { input: RenderInput }) {
  const listed = [
    ...snapshot.entries.filter(({ state }) => state === 'announced'),
    ...snapshot.entries.filter(({ state }) => state === 'current'),
  ];
  const shown = listed.slice(0, most);
  const to = (path: string) => `${place.base}${addressIn(snapshot, path)}`;
  return (
    <section class="block" aria-labelledby="reg">
      <div class="head">
        <h2 id="reg">Sub-processors</h2>{' '}
        <a class="small" href={to('/subprocessors')}>
          Full register, filters and downloads
        </a>
      </div>
      {shown.length === 0 ? (
        <p class="small">No sub-processor is published yet.</p>
      ) : (
        <BriefTable shown={shown} to={to} />
      )}
      {listed.length > most ? (
        <p class="small go">
          <a href={to('/subprocessors')}>{listed.length - most} more in the full register</a>
        </p>
      ) : null}
      <Key shown={shown} />
    </section>
  );
}

const heads = ['Sub-processor', 'What for', 'Where', 'Transfer basis'];

type To = (path: string) => string;

function BriefTable({ shown, to }: { shown: readonly Entry[]; to: To }) {
  return (
    <table class="fold terse brief" role="table">
      <caption class="unseen">Sub-processors, their purpose, place and transfer basis</caption>
      <TableHead labels={heads} />
      <tbody role="rowgroup">
        {shown.map((entry) => (
          <BriefRow entry={entry} to={to} />
        ))}
      </tbody>
    </table>
  );
}

function BriefRow({ entry: { slug, state, facts }, to }: { entry: Entry; to: To }) {
  const places = [...new Set((facts.locations ?? []).map(placeName))];
  return (
    <tr role="row">
      <th scope="row" role="rowheader">
        <a href={to(`/subprocessors/${slug}`)}>
          <bdi>{facts.name}</bdi>
        </a>
        {state === 'announced' ? (
          <span class="sub">
            <span class="is is-announced">
              {facts.effectiveFrom ? (
                <>
                  From <Time day={facts.effectiveFrom} />
                </>
              ) : (
                'Announced'
              )}
            </span>
          </span>
        ) : null}
      </th>
      <td role="cell" data-label="What for">
        <bdi>{facts.description}</bdi>
      </td>
      <td role="cell" data-label="Where">
        {places.length === 0 ? <Unstated /> : <bdi>{places.join(', ')}</bdi>}
      </td>
      <td role="cell" data-label="Transfer">
        {transferBasis(facts, 'short').join(', ') || <Unstated />}
      </td>
    </tr>
  );
}

function Key({ shown }: { shown: readonly Entry[] }) {
  const bases = new Set(shown.flatMap(({ facts }) => transferBasis(facts, 'short')));
  const meanings = [
    ...(bases.has('DPF') ? ['DPF: EU-US Data Privacy Framework.'] : []),
    ...(bases.has('SCC') ? ['SCC: standard contractual clauses of the EU.'] : []),
  ];
  return meanings.length === 0 ? null : <p class="key">{meanings.join(' ')}</p>;
}
