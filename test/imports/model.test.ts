import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readDay } from '../../src/imports/model/days.ts';
import { fieldNamed } from '../../src/imports/model/fields.ts';
import { readPlaces } from '../../src/imports/model/places.ts';
import { coreName, isSimilarName } from '../../src/imports/model/similar-names.ts';
import { readTransfers } from '../../src/imports/model/notation.ts';

describe('places', () => {
  test.each([
    ['United States', [{ country: 'US', label: 'United States' }]],
    ['Ireland (Dublin)', [{ country: 'IE', label: 'Ireland (Dublin)' }]],
    ['the Netherlands', [{ country: 'NL', label: 'the Netherlands' }]],
    ['Türkiye', [{ country: 'TR', label: 'Türkiye' }]],
    ['FR', [{ country: 'FR', label: 'FR' }]],
    ['European Economic Area', [{ region: 'EEA', label: 'European Economic Area' }]],
    ['Trinidad & Tobago', [{ country: 'TT', label: 'Trinidad & Tobago' }]],
    ['Bosnia and Herzegovina', [{ country: 'BA', label: 'Bosnia and Herzegovina' }]],
    [
      'USA and UK',
      [
        { country: 'US', label: 'USA' },
        { country: 'GB', label: 'UK' },
      ],
    ],
  ])('%s is what it says, with its words', (text, locations) => {
    expect(readPlaces(text)).toEqual({ locations, warnings: [] });
  });

  test.each([
    'Varies',
    'Europe',
    'Georgia',
    'Korea',
    'CA',
    'San Francisco, CA',
    'Germany or USA',
    'Germany (or USA)',
    'constructor',
    '__proto__',
    'Unted States',
  ])('%s stays as it is, and that is said', (text) => {
    const { locations, warnings } = readPlaces(text);
    expect(locations).toEqual([{ label: text }]);
    expect(warnings).toHaveLength(1);
  });

  test('a town before its country keeps its words and is named', () => {
    expect(readPlaces('Frankfurt, Germany')).toEqual({
      locations: [{ country: 'DE', label: 'Frankfurt, Germany' }],
      warnings: ['“Frankfurt” names no country: kept beside Germany.'],
    });
    expect(readPlaces('Georgia, USA').locations).toEqual([
      { country: 'US', label: 'Georgia, USA' },
    ]);
  });

  test('no word of a place is ever lost', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('USA', 'Varies', 'Berlin', 'EU', 'and', ',', ';', '(x)', '\n'), {
          maxLength: 8,
        }),
        (words) => {
          const text = words.join(' ');
          const kept = readPlaces(text)
            .locations.map(({ label }) => label)
            .join(' ');
          for (const word of ['USA', 'Varies', 'Berlin', 'EU'])
            expect(kept.split(word).length).toBe(text.split(word).length);
        },
      ),
    );
  });
});

test.each([
  ['2026-01-31', '2026-01-31'],
  ['2026/1/31', '2026-01-31'],
  ['2026-01-31T10:00:00Z', '2026-01-31'],
  ['May, 15, 2025', '2025-05-15'],
  ['Nov. 5, 2021', '2021-11-05'],
  ['5th of November 2021', '2021-11-05'],
  ['5-Nov-2021', '2021-11-05'],
  ['25.12.2021', '2021-12-25'],
  ['12/25/2021', '2021-12-25'],
  ['05/05/2021', '2021-05-05'],
  ['11/05/2021', undefined],
  ['Novemebr 5, 2021', undefined],
  ['2022-11-027', undefined],
  ['2026-02-29', undefined],
  ['31 June 2026', undefined],
  ['Q3 2026', undefined],
  ['', undefined],
])('the day %s is %s', (text, day) => {
  expect(readDay(text)).toBe(day);
});

test.each([
  ['Name of Sub-processor(s)', 'name'],
  ['VENDOR', 'name'],
  ['Third-party Subprocessor', 'name'],
  ['dataTypes', 'dataCategories'],
  ['Customer data involved', 'dataCategories'],
  ['Corporate Location', 'establishment'],
  ['Location of Subprocessors', 'locations'],
  ['Description/Purpose', 'description'],
  ['Relevant Acme Services', 'scope'],
  ['Transfer mechanism', 'transfers'],
  ['contract_signed_on', 'contract.signedOn'],
  ['Completeness percent', undefined],
  ['Notes', undefined],
  ['constructor', undefined],
  ['', undefined],
])('a column called %s is %s', (column, field) => {
  expect(fieldNamed(column)).toBe(field);
});

test.each([
  ['Intercom, Inc..', 'Intercom, Inc.', true],
  ['OpenAI, Inc.', 'OpenAI, LLC', true],
  ['Temporal Technologies', 'Temporal Technologies, Inc.', true],
  ['Google Cloud Platform (GCP)', 'Google Cloud Platform', true],
  ['Elasticserch', 'Elasticsearch B.V.', true],
  ['Datadog', 'AppSignal', false],
  ['AWS', 'Amazon Web Services', false],
  ['Inc.', 'LLC', false],
])('%s and %s may be one: %s', (a, b, similar) => {
  expect(isSimilarName(a, b)).toBe(similar);
  expect(isSimilarName(b, a)).toBe(similar);
});

test('a name of nothing but a legal form keeps it', () => {
  expect(coreName('The Limited')).toBe('the limited');
});

test('an instrument is taken where its word means one, else its words are kept', () => {
  expect(readTransfers('EU-US Data Privacy Framework; SCCs').facts?.transfers).toEqual([
    { mechanism: 'eu-us-dpf' },
    { mechanism: 'other', note: 'SCCs' },
  ]);
  expect(
    readTransfers('scc-2021-914 module 3 (from 2026-01-15, until 2029-01-15, for support)').facts,
  ).toEqual({
    transfers: [
      {
        mechanism: 'scc-2021-914',
        sccModule: 3,
        from: '2026-01-15',
        until: '2029-01-15',
        note: 'for support',
      },
    ],
  });
});
