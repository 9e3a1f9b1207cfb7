import { describe, expect, test } from 'vitest';
import { chooseEncoding, isUnmodified, prefersJson } from '../../src/http/cache.ts';
import { conditions } from '../support/conditions.ts';

describe('Accept-Encoding', () => {
  test.each([
    [undefined, 'identity'],
    ['', 'identity'],
    ['gzip, deflate, br, zstd', 'br'],
    ['GZIP', 'gzip'],
    ['br;q=0.1, gzip', 'gzip'],
    ['br;q=0, gzip;q=0', 'identity'],
    ['gzip;q=0.5, identity', 'identity'],
    ['*', 'br'],
    ['*;q=0', 'identity'],
    ['identity;q=0', 'identity'],
    ['identity;q=0, gzip', 'gzip'],
    ['identity;q=0, br;q=0, gzip;q=0', 'identity'],
    ['gzip;q=abc', 'identity'],
  ])('%j gets %s: never a coding that was not named', (accept, encoding) => {
    expect(chooseEncoding(accept)).toBe(encoding);
  });
});

describe('Accept', () => {
  test.each([
    [undefined, false],
    ['*/*', false],
    ['text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', false],
    ['application/json', true],
    ['APPLICATION/JSON', true],
    ['application/json, text/plain, */*', true],
    ['application/json;q=0.1, */*', false],
    ['text/*, application/json;q=0.5', false],
    ['text/html;q=0.1, application/json;q=0.2, */*', true],
    ['application/json;q=0', false],
    ['application/ld+json', false],
  ])('%j prefers JSON: %s', (accept, expected) => {
    expect(prefersJson(accept)).toBe(expected);
  });
});

describe('a conditional request', () => {
  const current = { etag: '"a"', lastModified: Date.parse('2026-11-22T09:00:00.400Z') };

  test('is decided by If-None-Match alone where it is sent, in a list, weakly, or by *', () => {
    for (const tags of ['"a"', 'W/"a"', '"b", W/"a"', '*'])
      expect(isUnmodified(current, conditions(tags))).toBe(true);
    const later = 'Mon, 23 Nov 2026 09:00:00 GMT';
    expect(isUnmodified(current, conditions('"b"', later))).toBe(false);
    expect(isUnmodified(current, conditions(undefined, later))).toBe(true);
    expect(isUnmodified(current, conditions(undefined, 'Sun, 22 Nov 2026 08:59:59 GMT'))).toBe(
      false,
    );
    expect(isUnmodified(current, conditions(undefined, 'yesterday'))).toBe(false);
  });
});
