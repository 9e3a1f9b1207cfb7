import { isInEea } from '../../core/countries.ts';
import { useWords } from '../../http/language.tsx';
import { drawnWords } from '../words/pages.ts';
import type { DrawnWords } from '../words/drawn-en.tsx';
import type { Tally } from '../model/tally.ts';
import { width } from './size.ts';

/** `countries.json`: areas and points by ISO 3166-1 code, or by name where a territory has none. */
export type Geometry = {
  readonly height: number;
  readonly areas: Readonly<Record<string, string>>;
  readonly points: Readonly<Record<string, { readonly x: number; readonly y: number }>>;
};

/** Loaded for the first map: it is as large as all other pages together. */
export async function readGeometry(): Promise<Geometry> {
  const { height, areas, points } = (await import('./countries.json')).default;
  return { height, areas, points };
}

/** Above and below the land. */
const margin = 10;

/** From how many on a country is a shade darker. */
const steps = [1, 2, 4, 8] as const;

/** The EEA without Iceland, Liechtenstein and Norway (Article 126 of the EEA Agreement). */
const isInEu = (code: string) => isInEea(code) && !['IS', 'LI', 'NO'].includes(code);

/** A picture beside its table, which says the same in words: it is one image for whoever does not see it. */
export function WorldMap({
  tallies,
  geometry: { height, areas, points },
}: {
  readonly tallies: readonly Tally[];
  readonly geometry: Geometry;
}) {
  const words = useWords(drawnWords).map;
  const shading = shadesOf(tallies, words);
  return (
    <figure class="world">
      <svg
        viewBox={`0 ${-margin} ${width} ${height + 2 * margin}`}
        role="img"
        aria-label={altOf(tallies, words)}
      >
        {Object.entries(areas).map(([code, path]) => {
          const { shade, words } = shading(code);
          return (
            <path class={shade} d={path}>
              {words === undefined ? null : <title>{words}</title>}
            </path>
          );
        })}
        {Object.entries(points).map(([code, { x, y }]) => {
          const { shade, words } = shading(code);
          return words === undefined ? null : (
            <circle class={shade} cx={x} cy={y} r="5">
              <title>{words}</title>
            </circle>
          );
        })}
      </svg>
      <Legend tallies={tallies} />
    </figure>
  );
}

type MapWords = DrawnWords['map'];

/** How a country is drawn, and what is said of it; nothing of land where nobody processes. */
function shadesOf(tallies: readonly Tally[], words: MapWords) {
  const byCode = new Map(tallies.map((tally) => [tally.country, tally]));
  const regions = tallies.filter(({ region, now, next }) => region && now + next > 0);
  const covers = (code: string) =>
    regions.find(
      ({ region }) => (region === 'EU' && isInEu(code)) || (region === 'EEA' && isInEea(code)),
    );
  return (code: string): { readonly shade?: string; readonly words?: string } => {
    const tally = byCode.get(code);
    if (tally !== undefined)
      return { shade: tally.now > 0 ? shadeOf(tally.now) : 'next', words: countOf(tally, words) };
    const around = covers(code);
    return around === undefined
      ? {}
      : { shade: 'part', words: words.partOf(around.name, around.now) };
  };
}

function shadeOf(count: number): string {
  return `s${steps.filter((from) => count >= from).length}`;
}

function countOf({ name, now, next }: Tally, words: MapWords): string {
  return `${name}: ${[now > 0 ? `${now}` : '', next > 0 ? words.announced(next) : ''].filter(Boolean).join(', ')}`;
}

function altOf(tallies: readonly Tally[], words: MapWords): string {
  const [first, second, third] = tallies.filter(({ country }) => country !== undefined);
  const most = [first, second, third].flatMap((tally) => (tally ? countOf(tally, words) : []));
  return words.alt(most);
}

/** What the shades mean; those that do not occur are not explained. */
function Legend({ tallies }: { readonly tallies: readonly Tally[] }) {
  const words = useWords(drawnWords).map;
  const countries = tallies.filter(({ country }) => country !== undefined);
  const shades = new Set(countries.map(({ now }) => (now > 0 ? shadeOf(now) : 'next')));
  const hasRegion = tallies.some(({ region }) => region === 'EU' || region === 'EEA');
  const others = tallies.filter(
    ({ country, region }) => !country && region !== 'EU' && region !== 'EEA',
  );
  return (
    <figcaption class="key">
      <ul class="inline signs">
        {steps.map((from, index) => {
          const next = steps[index + 1];
          const last = next === undefined ? undefined : next - 1;
          return shades.has(`s${index + 1}`) ? (
            <Sign shade={`s${index + 1}`}>
              {last === undefined
                ? words.orMore(from)
                : last === from
                  ? `${from}`
                  : words.fromTo(from, last)}
            </Sign>
          ) : null;
        })}
        {shades.has('next') ? <Sign shade="next">{words.announcedOnly}</Sign> : null}
        {hasRegion ? <Sign shade="part">{words.partOfRegion}</Sign> : null}
      </ul>
      <p>
        {others.length > 0 ? words.notDrawn(others.map((tally) => countOf(tally, words))) : null}
        {words.borders}
      </p>
    </figcaption>
  );
}

function Sign({ shade, children }: { readonly shade: string; readonly children?: string }) {
  return (
    <li>
      <svg class="swatch" width="18" height="12" aria-hidden="true">
        <rect class={shade} x="1" y="1" width="16" height="10" />
      </svg>{' '}
      {children}
    </li>
  );
}
