import fc from 'fast-check';
import { expect, it } from 'vitest';
import { shorten } from '../../src/core/shorten.ts';

it('what fits stays as it is', () => {
  expect(shorten('Grüße', 5)).toBe('Grüße');
});

it('is cut before a character that does not fit, with all that belongs to it', () => {
  expect(shorten('ab👩‍👩‍👧cd', 6)).toBe('ab…');
  expect(shorten('abe\u0301\u0302cd', 5)).toBe('ab…');
  expect(shorten('🇩🇪🇫🇷🇮🇹', 9)).toBe('🇩🇪🇫🇷…');
  expect(shorten('ab', 0)).toBe('');
});

it('is never longer than asked, never half a character, and begins as the text does', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 60 });
  fc.assert(
    fc.property(text, fc.integer({ min: 1, max: 80 }), (whole, limit) => {
      const short = shorten(whole, limit);
      expect(short.length).toBeLessThanOrEqual(limit);
      expect(short.isWellFormed()).toBe(true);
      expect(whole.startsWith(short.replace(/…$/, ''))).toBe(true);
    }),
  );
});
