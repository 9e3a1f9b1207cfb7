import { absolute, renderPage } from '../../http/layout.tsx';
import { Choice } from '../../http/forms.tsx';
import { nameInSentence } from '../../organisation/model.ts';
import { addressIn, clockQuery } from '../../publication/addresses.ts';
import type { Published, RenderInput } from '../../publication/representation.ts';
import { refusedPage } from '../../site/refused.tsx';
import { listFilters } from '../list-document.ts';
import type { Entry } from '../model/entry.ts';
import { filterEntries } from '../model/filter.ts';
import { type Tally, tallyPlaces } from '../model/tally.ts';
import { type Geometry, readGeometry, WorldMap } from '../map/world-map.tsx';

const { country: _, category: __, ...params } = listFilters;

/** Where data is processed, as a map of the world with the table behind it. */
export const mapPage: Published = {
  kind: 'published',
  path: '/map',
  mediaType: 'text/html; charset=utf-8',
  params,
  refused: refusedPage,
  links: [{ rel: 'up', href: '/subprocessors', type: 'text/html' }],
  render: async (input) => {
    const geometry = await readGeometry();
    const { name } = input.snapshot.organisation;
    return renderPage(
      {
        input,
        title: 'Map of processing',
        description: `The countries in which sub-processors of ${name} process personal data.`,
        path: '/map',
        current: 'subprocessors',
      },
      <Places input={input} geometry={geometry} />,
    );
  },
};

function Places({ input, geometry }: { input: RenderInput; geometry: Geometry }) {
  const { snapshot, place, params: asked } = input;
  const entries = filterEntries(snapshot.entries, { service: asked['service'] });
  const tallies = tallyPlaces(entries);
  return (
    <>
      <div class="title">
        <p class="crumb">
          <a href={`${place.base}${addressIn(snapshot, '/subprocessors')}`}>Sub-processors</a> / Map
        </p>
        <h1>Where data is processed</h1>
        <p class="lead">
          For <bdi>{nameInSentence(snapshot.organisation)}</bdi>, {leadOf(entries, tallies)}.
        </p>
        <p class="paper">{absolute(input, addressIn(snapshot, '/map'))}</p>
      </div>
      <ServiceFilter input={input} />
      {tallies.length === 0 ? (
        <p class="nothing">No place of processing is stated here.</p>
      ) : (
        <>
          <WorldMap tallies={tallies} geometry={geometry} />
          <PlaceTable input={input} tallies={tallies} />
        </>
      )}
    </>
  );
}

/** `14 sub-processors process personal data in 9 countries` */
function leadOf(entries: readonly Entry[], tallies: readonly Tally[]): string {
  const stated = entries.filter(
    ({ state, facts }) => state === 'current' && (facts.locations ?? []).length > 0,
  ).length;
  const countries = tallies.filter(({ country, now }) => country !== undefined && now > 0).length;
  const who = stated === 1 ? '1 sub-processor processes' : `${stated} sub-processors process`;
  return `${who} personal data in ${countries === 1 ? '1 country' : `${countries} countries`}`;
}

function ServiceFilter({ input: { snapshot, place, params: asked } }: { input: RenderInput }) {
  if (snapshot.services.length === 0) return null;
  return (
    <form class="filter" action={`${place.base}/map`} method="get" aria-label="Filter the map">
      <Choice
        name="service"
        label="Service"
        all="All services"
        options={snapshot.services.map(({ slug, name }) => ({ value: slug, text: name }))}
        chosen={asked['service']}
      />
      <div>
        {(snapshot.past === undefined ? [] : clockQuery(snapshot.past)).map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        <button class="button plain" type="submit">
          Apply
        </button>
      </div>
    </form>
  );
}

function PlaceTable({
  input: { snapshot, place, params: asked },
  tallies,
}: {
  input: RenderInput;
  tallies: readonly Tally[];
}) {
  const service = asked['service'] ? `&service=${encodeURIComponent(asked['service'])}` : '';
  const to = (country: string) =>
    `${place.base}${addressIn(snapshot, '/subprocessors', `?country=${country}${service}`)}`;
  const hasNext = tallies.some(({ next }) => next > 0);
  return (
    <table class="places">
      <caption>Sub-processors by place of processing</caption>
      <thead>
        <tr>
          <th scope="col">Place</th>
          <th scope="col" class="num">
            Process there
          </th>
          {hasNext ? (
            <th scope="col" class="num">
              Announced
            </th>
          ) : null}
        </tr>
      </thead>
      <tbody>
        {tallies.map(({ name, country, now, next }) => (
          <tr>
            <th scope="row">
              {country === undefined ? <bdi>{name}</bdi> : <a href={to(country)}>{name}</a>}
            </th>
            <td class="num">{now}</td>
            {hasNext ? <td class="num">{next}</td> : null}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
