import { num } from '../pdf/objects.ts';
import type { MarkFonts, Run } from './fonts.ts';
import type { Mark } from './model.ts';
import type { Page } from './page-tree.ts';

/** How a page is seen: upright, from its lower left corner, in points. */
export type Seen = { readonly width: number; readonly height: number };

export function seenSize({ box, rotation }: Pick<Page, 'box' | 'rotation'>): Seen {
  const [width, height] = [box.right - box.left, box.top - box.bottom];
  return rotation % 180 === 0 ? { width, height } : { width: height, height: width };
}

/** From what is seen to the page's own coordinates, which a viewer turns clockwise. */
export function seenMatrix({ box, rotation }: Pick<Page, 'box' | 'rotation'>): readonly number[] {
  const { left, bottom, right, top } = box;
  if (rotation === 90) return [0, 1, -1, 0, right, bottom];
  if (rotation === 180) return [-1, 0, 0, -1, right, top];
  if (rotation === 270) return [0, -1, 1, 0, left, top];
  return [1, 0, 0, 1, left, bottom];
}

/** The graphics states of `draw`: transparent, so that what is below stays readable. */
export const states = { Veil: 0.28, Plate: 0.82, Ink: 1 } as const;
// In the middle between black and white, with some blue: to be seen on any ground.
const veil = '0.42 0.44 0.58 rg';
const ink = '0.2 g';

/** The mark for a page of that size, as content: across the page, and one or two lines at its foot. */
export function draw(mark: Mark, fonts: MarkFonts, seen: Seen): string {
  return [...drawAcross(mark, fonts, seen), ...drawFoot(mark, fonts, seen)].join('\n');
}

const angle = (35 * Math.PI) / 180;
const mostBlocks = 60;
/** Three lines, in type sizes. */
const thickness = 3.6;

/** Blocks of three lines in rows and columns, each whole on the page. */
function drawAcross(mark: Mark, fonts: MarkFonts, seen: Seen): string[] {
  const lines = [
    fonts.text(joined(shortened(mark.name, 24), shortened(mark.company, 24))),
    fonts.text(shortened(mark.email, 42)),
    [fonts.reference(mark.reference), ...fonts.text(mark.on)],
  ];
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const short = Math.min(seen.width, seen.height);
  const widest = Math.max(...lines.map((line) => widthOf(line, 1)));
  // How far a block of type of size 1 reaches in each direction.
  const [across, up] = [widest * cos + thickness * sin, widest * sin + thickness * cos];
  const foot = short * 0.04;
  const size = Math.min(
    Math.max(short * 0.042, 6),
    (0.96 * seen.width) / across,
    (0.96 * (seen.height - foot)) / up,
  );
  const columns = clamp(Math.floor(seen.width / (across * size * 1.1)), 1, mostBlocks / 4);
  const spread = seen.height - foot - up * size;
  const rows = clamp(Math.floor(1 + spread / (short * 0.27)), 1, Math.floor(mostBlocks / columns));
  const blocks: string[] = [];
  for (let row = 0; row < rows; row += 1)
    for (let column = 0; column < columns; column += 1) {
      const x = (seen.width * (column + 0.5)) / columns;
      const share = rows === 1 ? 0.5 : row / (rows - 1);
      blocks.push(drawBlock(lines, size, x, foot + (up * size) / 2 + spread * share));
    }
  return ['q /Veil gs', veil, 'BT', ...blocks, 'ET', 'Q'];
}

function drawBlock(lines: readonly (readonly Run[])[], size: number, x: number, y: number): string {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return lines
    .map((line, index) => {
      const along = -widthOf(line, size) / 2;
      const up = (0.75 - index) * size * 1.25 - size * 0.1;
      const [left, bottom] = [x + along * cos - up * sin, y + along * sin + up * cos];
      return `${[cos, sin, -sin, cos].map(fine).join(' ')} ${num(left)} ${num(bottom)} Tm ${show(line, size)}`;
    })
    .join('\n');
}

/** On a light plate, dark on any page. */
function drawFoot(mark: Mark, fonts: MarkFonts, seen: Seen): string[] {
  const who = joined(mark.name, mark.company, mark.email);
  const reference = fonts.reference(mark.reference);
  const one = [reference, ...fonts.text(`${mark.on} · ${who}`)];
  const short = Math.min(seen.width, seen.height);
  const size = Math.max(short * 0.0118, Math.min(5, seen.height * 0.06));
  const room = seen.width - short * 0.05;
  const lines =
    widthOf(one, size * 0.8) <= room
      ? [one]
      : [
          [reference, ...fonts.text(`${mark.on} · ${mark.name}`)],
          fonts.text(joined(mark.company, mark.email)),
        ];
  const fitting = Math.min(size, ...lines.map((line) => room / Math.max(1, widthOf(line, 1))));
  const [left, bottom, step] = [short * 0.025, short * 0.02, fitting * 1.35];
  const width = Math.max(...lines.map((line) => widthOf(line, fitting)));
  const plate = [
    left - fitting * 0.4,
    bottom - fitting * 0.4,
    width + fitting * 0.8,
    step * lines.length,
  ];
  const texts = lines.map((line, index) => {
    const y = bottom + step * (lines.length - 1 - index);
    return `1 0 0 1 ${num(left)} ${num(y)} Tm ${show(line, fitting)}`;
  });
  return [
    `q /Plate gs 1 g ${plate.map(num).join(' ')} re f Q`,
    `q /Ink gs ${ink} BT`,
    ...texts,
    'ET Q',
  ];
}

function show(line: readonly Run[], size: number): string {
  return line.map(({ font, shown }) => `/${font} ${fine(size)} Tf ${shown} Tj`).join(' ');
}

function widthOf(line: readonly Run[], size: number): number {
  return line.reduce((sum, run) => sum + run.width, 0) * (size / 1000);
}

function joined(...parts: readonly string[]): string {
  return parts.filter((part) => part.trim() !== '').join(' · ');
}

/** Long names would make the type small; the foot says them whole. */
function shortened(text: string, most: number): string {
  const chars = [...text.trim()];
  return chars.length <= most ? text : `${chars.slice(0, most - 1).join('')}…`;
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, value));
}

function fine(value: number): string {
  return String(Math.round(value * 10_000) / 10_000);
}
