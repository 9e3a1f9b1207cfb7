import type { Accent, Colour } from '../model.ts';

/** WCAG 2.2, success criterion 1.4.3: of text that is not large. */
export const leastContrast = 4.5;

/** What an accent stands on, as text, and what stands on it (tokens of site/style.css). */
export const grounds = {
  light: { behind: ['#ffffff', '#f6f7f7', '#fcf0ef', '#edf6f0'], on: '#ffffff' },
  dark: { behind: ['#101314', '#181c1d', '#2a1819', '#14251b'], on: '#071314' },
} as const satisfies Readonly<
  Record<string, { readonly behind: readonly Colour[]; readonly on: Colour }>
>;
export type Ground = keyof typeof grounds;

/** 1 to 21: WCAG 2.2, definition of contrast ratio. */
export function contrastOf(one: Colour, other: Colour): number {
  const [bright = 0, dim = 0] = [luminanceOf(one), luminanceOf(other)].toSorted((a, b) => b - a);
  return (bright + 0.05) / (dim + 0.05);
}

/** The least that it has with anything it stands on or under. */
export function leastContrastOn(ground: Ground, colour: Colour): number {
  const { behind, on } = grounds[ground];
  return Math.min(...[...behind, on].map((other) => contrastOf(colour, other)));
}

export function passes(ground: Ground, colour: Colour): boolean {
  return leastContrastOn(ground, colour) >= leastContrast;
}

const steps = 255;

/** The colour itself where it passes; else as little darker, or on the dark ground lighter, as it takes. */
export function nearestPassing(ground: Ground, colour: Colour): Colour {
  const end = ground === 'light' ? 0 : 255;
  for (let step = 0; step < steps; step += 1) {
    const mixed = mix(colour, end, step / steps);
    if (passes(ground, mixed)) return mixed;
  }
  return end === 0 ? '#000000' : '#ffffff';
}

/** Both colours of an accent, of which only one need be chosen. */
export function coloursOf({ light, dark }: Accent): Readonly<Record<Ground, Colour>> {
  return { light, dark: dark ?? nearestPassing('dark', light) };
}

function mix(colour: Colour, end: number, share: number): Colour {
  const mixed = channelsOf(colour).map((value) =>
    Math.round(value + (end - value) * share)
      .toString(16)
      .padStart(2, '0'),
  );
  return `#${mixed.join('')}`;
}

/** WCAG 2.2, definition of relative luminance. */
function luminanceOf(colour: Colour): number {
  const [red = 0, green = 0, blue = 0] = channelsOf(colour).map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function channelsOf(colour: Colour): readonly number[] {
  return [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
}
