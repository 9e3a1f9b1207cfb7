import fc from 'fast-check';
import { expect, it } from 'vitest';
import { addDays, type Day } from '../../src/core/day.ts';
import {
  dispositionOf,
  fileNameOf,
  nameInDisposition,
} from '../../src/documents/model/file-names.ts';
import { validityOn, warningDue } from '../../src/documents/model/validity.ts';
import { day } from '../support/factories.ts';

const anyName = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc
    .array(fc.constantFrom('..', '/', '\\', '\0', '\r\n', 'a', '.', ' ', '%2e', '"', 'é', '文'))
    .map((parts) => parts.join('')),
);

it('a name of a file holds no path, no control character and no header, and is never empty', () => {
  fc.assert(
    fc.property(anyName, (given) => {
      const name = fileNameOf(given, 'a-document', 'pdf');
      expect(name).toMatch(/^[^.\s/\\:*?"<>|%;\p{C}][^/\\:*?"<>|%;\p{C}]*\.pdf$/u);
      expect(new TextEncoder().encode(name).length).toBeLessThanOrEqual(124);
      expect(fileNameOf(name, 'a-document', 'pdf')).toBe(name);
    }),
  );
});

it('a name that a header carries is read from it again', () => {
  fc.assert(
    fc.property(anyName, (given) => {
      const name = fileNameOf(given, 'a-document', 'pdf');
      const header = dispositionOf(name);
      expect(header).toMatch(/^[\x20-\x7e]+$/);
      expect(new Headers({ 'content-disposition': header }).get('content-disposition')).toBe(
        header,
      );
      expect(nameInDisposition(header)).toBe(name);
    }),
  );
});

it.each([
  [undefined, undefined],
  ['attachment', undefined],
  ['attachment; filename=plain.pdf', 'plain.pdf'],
  ['attachment; filename="with \\"quotes\\".pdf"', 'with "quotes".pdf'],
  ["attachment; filename=old.pdf; filename*=UTF-8'en'new%20%E2%82%AC.pdf", 'new €.pdf'],
  ["attachment; filename*=UTF-8''%ff.pdf", undefined],
])('%j names %j', (header, name) => {
  expect(nameInDisposition(header)).toBe(name);
});

it('a reminder is due 60 days before the last day, another 14 days before, and what is over has ended', () => {
  const until = day('2027-03-01');
  const on = (days: number): Day => addDays(until, days);
  expect([-61, -60, -15, -14, 0, 1].map((days) => warningDue(on(days), until))).toEqual([
    undefined,
    60,
    60,
    14,
    14,
    14,
  ]);
  expect([-61, -60, 0, 1].map((days) => validityOn(on(days), until))).toEqual([
    'valid',
    'expiring',
    'expiring',
    'expired',
  ]);
});
