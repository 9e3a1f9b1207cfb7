import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Colour } from '../../src/branding/model.ts';
import {
  contrastOf,
  grounds,
  leastContrastOn,
  nearestPassing,
  passes,
} from '../../src/branding/model/contrast.ts';

const colours = fc
  .integer({ min: 0, max: 0xffffff })
  .map((value): Colour => `#${value.toString(16).padStart(6, '0')}`);

test('contrast is that of WCAG 2.2, by examples that others have published', () => {
  expect(contrastOf('#000000', '#ffffff')).toBe(21);
  expect(contrastOf('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
  expect(contrastOf('#ffffff', '#767676')).toBeCloseTo(4.54, 2);
  expect(contrastOf('#ff0000', '#ffffff')).toBeCloseTo(4, 2);
});

test('whatever is chosen, the nearest passes, and a colour that passes is its own nearest', () => {
  fc.assert(
    fc.property(colours, fc.constantFrom('light' as const, 'dark' as const), (colour, ground) => {
      const nearest = nearestPassing(ground, colour);
      expect(leastContrastOn(ground, nearest)).toBeGreaterThanOrEqual(4.5);
      expect(nearest === colour).toBe(passes(ground, colour));
    }),
    { numRuns: 300 },
  );
});

test('the grounds are those of the stylesheet, and its own accents pass on them', () => {
  const css = readFileSync('src/site/style.css', 'utf8');
  const [light = '', dark = ''] = css.split('@media (prefers-color-scheme: dark)');
  const token = (part: string, name: string) =>
    new RegExp(`--${name}: (#[0-9a-f]+);`)
      .exec(part)?.[1]
      ?.replace(/^#(.)(.)(.)$/, '#$1$1$2$2$3$3');
  for (const [part, ground] of [
    [light, 'light'],
    [dark, 'dark'],
  ] as const) {
    const behind = ['paper', 'sunk', 'gone-bg', 'come-bg'].map((name) => token(part, name));
    expect(grounds[ground].behind).toEqual(behind);
    expect(grounds[ground].on).toBe(token(part, 'on-accent'));
    expect(passes(ground, token(part, 'accent') as Colour)).toBe(true);
  }
});
