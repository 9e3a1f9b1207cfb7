import { useWords } from '../../http/language.tsx';
import { absolute, renderPage } from '../../http/layout.tsx';
import { addressIn } from '../../publication/addresses.ts';
import type { Published, RenderInput } from '../../publication/representation.ts';
import { refusedPage } from '../../site/refused.tsx';
import { listFilters } from '../list-document.ts';
import type { Entry } from '../model/entry.ts';
import { filterEntries } from '../model/filter.ts';
import { type Tally, tallyPlaces } from '../model/tally.ts';
import { type Geometry, readGeometry, WorldMap } from '../map/world-map.tsx';
import { drawnWords } from '../words/pages.ts';
import { flowWords } from '../words/flow.ts';
import { Publisher } from './publisher.tsx';
import { ServiceFilter } from './service-filter.tsx';

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
    const words = drawnWords[input.place.language].map;
    return renderPage(
      {
        input,
        title: words.title,
        description: words.description(name),
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
  const tallies = tallyPlaces(entries, place.language);
  const { register, map: words } = useWords(drawnWords);
  return (
    <>
      <div class="title">
        <p class="crumb">
          <a href={`${place.pages}${addressIn(snapshot, '/subprocessors')}`}>{register}</a> /{' '}
          {words.crumb}
        </p>
        <h1>{words.heading}</h1>
        <p class="lead">
          {words.lead(
            <Publisher organisation={snapshot.organisation} />,
            countStated(entries),
            tallies.filter(({ country, now }) => country !== undefined && now > 0).length,
          )}
        </p>
        <p class="stamp screen">
          <span>
            <a href={`${place.pages}${addressIn(snapshot, '/data-flow')}`}>
              {useWords(flowWords).crumb}
            </a>
          </span>
        </p>
        <p class="paper">{absolute(input, addressIn(snapshot, '/map'))}</p>
      </div>
      <ServiceFilter input={input} path="/map" label={useWords(drawnWords).map.filter} />
      {tallies.length === 0 ? (
        <p class="nothing">{words.none}</p>
      ) : (
        <>
          <WorldMap tallies={tallies} geometry={geometry} />
          <PlaceTable input={input} tallies={tallies} />
        </>
      )}
    </>
  );
}

/** Those of whom it is stated where they process. */
function countStated(entries: readonly Entry[]): number {
  return entries.filter(
    ({ state, facts }) => state === 'current' && (facts.locations ?? []).length > 0,
  ).length;
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
    `${place.pages}${addressIn(snapshot, '/subprocessors', `?country=${country}${service}`)}`;
  const words = useWords(drawnWords).map;
  const hasNext = tallies.some(({ next }) => next > 0);
  return (
    <table class="places">
      <caption>{words.caption}</caption>
      <thead>
        <tr>
          <th scope="col">{words.place}</th>
          <th scope="col" class="num">
            {words.now}
          </th>
          {hasNext ? (
            <th scope="col" class="num">
              {words.next}
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
