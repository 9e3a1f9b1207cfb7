// npm run map: writes countries.json, from which the world map is drawn. Geometry: Natural Earth, public
// domain, as world-atlas packs it; at 1:110 million, and points at 1:50 million for what is too small there.
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import {
  geoCentroid,
  geoEqualEarth,
  type ExtendedFeatureCollection,
  geoPath,
  type GeoProjection,
} from 'd3-geo';
import countries from 'i18n-iso-countries';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import { width } from '../subprocessors/map/size.ts';

type Atlas = Topology<{ countries: GeometryCollection<{ name: string }> }>;
type Country = ReturnType<typeof countriesOf>[number];

const files = {
  areas: import.meta.resolve('world-atlas/countries-110m.json'),
  points: import.meta.resolve('world-atlas/countries-50m.json'),
};

async function readAtlas(url: string): Promise<readonly Country[]> {
  return countriesOf(JSON.parse(await readFile(fileURLToPath(url), 'utf8')));
}

function countriesOf(atlas: Atlas) {
  return feature(atlas, atlas.objects.countries).features;
}

/** ISO 3166-1 alpha-2. Natural Earth gives no number to territories whose status is disputed. */
function codeOf({ id, properties: { name } }: Country): string {
  if (name === 'Kosovo') return 'XK';
  return (id !== undefined && countries.numericToAlpha2(id)) || name;
}

/** Where a point is drawn, in whole units of the drawing. */
type Point = readonly [x: number, y: number];

/** SVG path data in steps from point to point, each ring closed; a ring of fewer than three points is no area. */
function pathOf(projection: GeoProjection, country: Country): string {
  const absolute = geoPath(projection).digits(0)(country) ?? '';
  const rings = absolute
    .split('M')
    .slice(1)
    .map((ring) => ring.replace('Z', '').split('L').map(readPoint))
    .filter((ring) => new Set(ring.map(String)).size > 2);
  return rings.map(ringPath).join('');
}

function readPoint(text: string): Point {
  const [x = 0, y = 0] = text.split(',').map(Number);
  return [x, y];
}

function ringPath(points: readonly Point[]): string {
  const steps: string[] = [];
  let [lastX, lastY] = points[0] ?? [0, 0];
  for (const [x, y] of points.slice(1)) {
    if (x === lastX && y === lastY) continue;
    steps.push(`${x - lastX}${y < lastY ? '' : ' '}${y - lastY}`);
    [lastX, lastY] = [x, y];
  }
  return `M${points[0]?.join(' ')}l${steps.join(' ').replaceAll(' -', '-')}z`;
}

/** Everything that `countries.json` holds. */
export async function prepareMap() {
  const large = (await readAtlas(files.areas)).filter(
    ({ properties }) => properties.name !== 'Antarctica',
  );
  const land: ExtendedFeatureCollection = { type: 'FeatureCollection', features: [...large] };
  // Turned by as much as keeps the east of Russia in one piece.
  const projection = geoEqualEarth().rotate([-11, 0]).fitWidth(width, land);
  const areas = large.map((country) => [codeOf(country), pathOf(projection, country)] as const);
  const drawn = new Set(areas.flatMap(([code, path]) => (path === '' ? [] : [code])));
  const points = (await readAtlas(files.points))
    .filter((country) => !drawn.has(codeOf(country)) && codeOf(country).length === 2)
    .map((country) => {
      const [x = 0, y = 0] = projection(geoCentroid(country))?.map(Math.round) ?? [];
      return [codeOf(country), { x, y }] as const;
    })
    .filter(([code]) => code !== 'AQ');
  const [, [, bottom]] = geoPath(projection).bounds(land);
  return {
    height: Math.ceil(bottom),
    areas: Object.fromEntries(areas.filter(([, path]) => path !== '').toSorted(byCode)),
    points: Object.fromEntries(points.toSorted(byCode)),
  };
}

function byCode([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}

if (process.argv[1] !== undefined && import.meta.filename === process.argv[1])
  await writeFile(
    new URL('../subprocessors/map/countries.json', import.meta.url),
    `${JSON.stringify(await prepareMap(), null, 2)}\n`,
  );
