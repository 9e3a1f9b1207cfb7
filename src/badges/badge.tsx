import { shorten } from '../core/shorten.ts';

/** Each passes 4.5 : 1 with white on it (WCAG 2.2, 1.4.3). */
export const colours = {
  plain: '#00585f',
  good: '#17603a',
  open: '#8a4300',
  over: '#565e64',
} as const;

export type Badge = {
  readonly label: string;
  readonly value: string;
  readonly colour: keyof typeof colours;
};

const height = 20;
const pad = 7;
const mostLetters = 48;

/**
 * A badge as it stands on other sites: no font, style or script of its own. Texts are stretched to widths that
 * are guessed here (`textLength`), so it looks the same whatever font a reader has.
 */
export function badgeSvg({ label, value, colour }: Badge): string {
  const [left, right] = [shorten(label, mostLetters), shorten(value, mostLetters)];
  const [leftWidth, rightWidth] = [widthOf(left), widthOf(right)];
  const split = leftWidth + 2 * pad;
  const width = split + rightWidth + 2 * pad;
  const name = `${label}: ${value}`;
  const svg = (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={name}
    >
      <title>{name}</title>
      <rect width={width} height={height} rx="3" fill="#33393d" />
      <path
        d={`M${split} 0H${width - 3}a3 3 0 0 1 3 3V17a3 3 0 0 1-3 3H${split}z`}
        fill={colours[colour]}
      />
      <g fill="#fff" font-family="Verdana,DejaVu Sans,Arial,sans-serif" font-size="11">
        <text x={pad} y="14" textLength={leftWidth}>
          {left}
        </text>
        <text x={split + pad} y="14" textLength={rightWidth}>
          {right}
        </text>
      </g>
    </svg>
  );
  return `${svg.toString()}\n`;
}

// Of Verdana at 11 px; what is wider or narrower than usual only.
const widths: readonly (readonly [RegExp, number])[] = [
  [/[\u1100-\u11ff\u2e80-\ua4cf\uac00-\ud7a3\uff00-\uff60]|\p{Extended_Pictographic}/u, 11],
  [/\p{M}/u, 0],
  [/[iIjl.,:;|'’!\s]/u, 4],
  [/[frt()/-]/u, 5],
  [/[mwMW@%]/u, 10.5],
  [/\p{Lu}/u, 7.5],
  [/\p{N}/u, 7],
];

function widthOf(text: string): number {
  const sum = [...text]
    .map((character) => widths.find(([kind]) => kind.test(character))?.[1] ?? 6.6)
    .reduce((total, each) => total + each, 0);
  return Math.ceil(sum);
}
