import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { allCountryCodes, countryName, isCountryCode, isInEea } from '../../src/core/countries.ts';
import { pointerTo } from '../../src/core/errors.ts';
import { faultInText, safeUrl, slugify } from '../../src/core/text.ts';

describe('text that may be published', () => {
  test.for([
    'Postmark',
    'Amazon Web Services EMEA SARL',
    'S.à r.l.',
    '株式会社',
    'شركة',
    'עברית',
    '👩\u200D💻',
    'می\u200Cخواهم',
    'e\u0301',
    '=1+1',
    '<script>',
    '–',
  ])('%j', (text) => {
    expect(faultInText(text)).toBeUndefined();
  });

  test.for([
    '',
    ' ',
    '\u00A0',
    '\u3000',
    '\u200D',
    '\u2800',
    '\u3164',
    '\uFFA0\u115F',
    'a\u0000',
    'a\tb',
    'a\nb',
    'a\u007Fb',
    'a\u0085b',
    '\u202Ea',
    '\u2066a',
    '\u200Ba',
    '\uFEFFa',
    '\u00ADa',
    'a\u2028b',
    'a\u2029b',
    '\uE000',
    '\u{E0041}',
    '\uFFFE',
    '\uD800',
    'a\uDC00',
  ])('is not %j', (text) => {
    expect(faultInText(text)).toMatch(/\.$/);
  });

  test('in several lines may have line breaks, and nothing else that is hidden', () => {
    expect(faultInText('a\nb', { lines: true })).toBeUndefined();
    expect(faultInText('\n\n', { lines: true })).toMatch(/blank/);
    expect(faultInText('a\n\u202Eb', { lines: true })).toMatch(/invisible/);
    expect(faultInText('a\u2028b', { lines: true })).toMatch(/invisible/);
  });
});

describe('a slug', () => {
  test.for([
    ['AWS Europe (S.à r.l.)', 'aws-europe-s-a-r-l'],
    ['Twilio     (SendGrid)', 'twilio-sendgrid'],
    ['Digital Realty + OpenMetal', 'digital-realty-openmetal'],
    ['Straße', 'strasse'],
    ['ﬁle', 'file'],
    ['--x--', 'x'],
    ['株式会社', ''],
  ] as const)('of %s is %s', ([text, slug]) => {
    expect(slugify(text)).toBe(slug);
  });

  test('of any text is one that the API takes, or nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        expect(slugify(text)).toMatch(/^([a-z0-9]+(-[a-z0-9]+)*)?$/);
        expect(slugify(text).length).toBeLessThanOrEqual(60);
        expect(slugify(slugify(text))).toBe(slugify(text));
      }),
    );
  });
});

describe('a link', () => {
  test.for([
    'https://vendor.example/dpa',
    'http://vendor.example',
    'https://bücher.example/ä?q=1#x',
    'HTTPS://VENDOR.EXAMPLE/',
    'https://192.0.2.1/',
  ])('may be %s', (text) => {
    expect(safeUrl(text)).toMatch(/^https?:\/\//);
  });

  test.for([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    ' javascript:alert(1)',
    'java\tscript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    'file:///etc/passwd',
    'ftp://vendor.example/',
    'mailto:a@vendor.example',
    '//vendor.example/',
    '/dpa',
    'vendor.example',
    'https://user@vendor.example/',
    'https://user:x@vendor.example/',
    'https://:x@vendor.example/',
    'https://localhost/',
    'https://[::1]/',
    'https://',
    '',
  ])('may not be %j', (text) => {
    expect(safeUrl(text)).toBeUndefined();
  });

  test('is the same after it was read again, whatever was typed', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.webUrl(),
          fc.string({ unit: 'binary' }).map((text) => `https://a.example/${text}`),
        ),
        (text) => {
          const once = safeUrl(text);
          if (once !== undefined) expect(safeUrl(once)).toBe(once);
        },
      ),
    );
  });
});

test('a pointer escapes what RFC 6901 wants escaped, as a fragment', () => {
  expect(pointerTo()).toBe('#');
  expect(pointerTo('a/b', 'm~n', 'c%d', 'e^f', 0, ' ')).toBe('#/a~1b/m~0n/c%25d/e%5Ef/0/%20');
});

test('countries are the codes of ISO 3166-1 and XK, each with a name', () => {
  expect(allCountryCodes()).toHaveLength(250);
  expect(new Set(allCountryCodes()).size).toBe(250);
  for (const code of allCountryCodes()) expect(countryName(code)).not.toBe(code);
  expect(['DE', 'GB', 'XK'].every(isCountryCode)).toBe(true);
  expect(['EU', 'UK', 'de', 'AN', 'SU', 'ZZ', ''].some(isCountryCode)).toBe(false);
  expect(allCountryCodes().filter(isInEea)).toHaveLength(30);
  expect(isInEea('CH') || isInEea('GB')).toBe(false);
});
