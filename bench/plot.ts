/** One line of a plot: how much at which size. */
export type Series = {
  readonly name: string;
  readonly points: readonly (readonly [size: number, value: number])[];
};

type Plot = {
  readonly title: string;
  /** What the sizes count, and the unit of the values. */
  readonly across: string;
  readonly up: string;
  readonly series: readonly Series[];
};

const width = 860;
const height = 460;
const frame = { left: 70, right: 230, top: 50, bottom: 60 };
const colours = [
  '#1b6ca8',
  '#c2410c',
  '#15803d',
  '#7e22ce',
  '#a16207',
  '#be123c',
  '#0f766e',
  '#444',
];

type Scale = (value: number) => number;

/** Lines over logarithmic axes, on which whatever is linear rises by one decade for each; as SVG. */
export function plot({ title, across, up, series }: Plot): string {
  const all = series.flatMap(({ points }) => points);
  const [x, decadesAcross] = scaleOf(
    all.map(([size]) => size),
    frame.left,
    width - frame.right,
  );
  const [y, decadesUp] = scaleOf(
    all.map(([, value]) => value),
    height - frame.bottom,
    frame.top,
  );
  const bottom = height - frame.bottom;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" font-family="sans-serif" font-size="12">`,
    `<title>${escape(title)}</title>`,
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    `<text x="${frame.left}" y="28" font-size="15" font-weight="bold">${escape(title)}</text>`,
    ...decadesAcross.flatMap((size) => [
      `<path d="M${at(x(size))} ${frame.top}V${bottom}" stroke="#ddd"/>`,
      `<text x="${at(x(size))}" y="${bottom + 18}" text-anchor="middle">${label(size)}</text>`,
    ]),
    ...decadesUp.flatMap((value) => [
      `<path d="M${frame.left} ${at(y(value))}H${width - frame.right}" stroke="#ddd"/>`,
      `<text x="${frame.left - 8}" y="${at(y(value) + 4)}" text-anchor="end">${label(value)}</text>`,
    ]),
    `<text x="${(frame.left + width - frame.right) / 2}" y="${height - 16}" text-anchor="middle">${escape(across)}</text>`,
    `<text x="16" y="${height / 2}" text-anchor="middle" transform="rotate(-90 16 ${height / 2})">${escape(up)}</text>`,
    ...series.flatMap((each, index) => lineOf(each, index, { x, y })),
    ...labelsOf(series, y),
    '</svg>\n',
  ].join('\n');
}

function lineOf(
  { points }: Series,
  index: number,
  { x, y }: { x: Scale; y: Scale },
): readonly string[] {
  const colour = colours[index % colours.length];
  const places = points.map(([size, value]) => [at(x(size)), at(y(value))] as const);
  return [
    `<polyline points="${places.map((place) => place.join(',')).join(' ')}" fill="none" stroke="${colour}" stroke-width="2"/>`,
    ...places.map(([left, top]) => `<circle cx="${left}" cy="${top}" r="3" fill="${colour}"/>`),
  ];
}

/** Beside the end of each line, moved apart where lines end close to each other. */
function labelsOf(series: readonly Series[], y: Scale): readonly string[] {
  const ends = series
    .map(({ name, points }, index) => ({ name, index, top: y(points.at(-1)?.[1] ?? 1) }))
    .toSorted((one, other) => one.top - other.top);
  let lowest = 0;
  return ends.map(({ name, index, top }) => {
    lowest = Math.max(top, lowest + 15);
    return `<text x="${width - frame.right + 10}" y="${at(lowest + 4)}" fill="${colours[index % colours.length]}">${escape(name)}</text>`;
  });
}

/** From whole decade to whole decade. */
function scaleOf(values: readonly number[], from: number, to: number): [Scale, readonly number[]] {
  const least = Math.floor(Math.log10(Math.min(...values)));
  const most = Math.max(least + 1, Math.ceil(Math.log10(Math.max(...values))));
  const decades = Array.from({ length: most - least + 1 }, (_, index) => 10 ** (least + index));
  return [(value) => from + ((Math.log10(value) - least) / (most - least)) * (to - from), decades];
}

const at = (place: number) => place.toFixed(1);
const label = (value: number) => (value < 1 ? String(value) : value.toLocaleString('en'));
const escape = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
