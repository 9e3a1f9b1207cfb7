import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { z } from 'zod';
import { keyOf, keysFor } from '../../src/catalogue/model/matching.ts';
import {
  catalogue,
  namesOf,
  proposalsFor,
  searchCatalogue,
} from '../../src/catalogue/model/proposals.ts';
import { isCountryCode } from '../../src/core/countries.ts';
import { parseDay } from '../../src/core/day.ts';
import { faultInText, safeUrl, slugify } from '../../src/core/text.ts';

const line = z.string().refine((text) => faultInText(text) === undefined && text.trim() === text);
const slug = z.string().refine((text) => text !== '' && slugify(text) === text);
const link = z.string().refine((text) => text.startsWith('https://') && safeUrl(text) === text);
const day = z.string().refine((text) => parseDay(text) !== undefined);
const kinds = ['document', 'directory', 'unread'] as const;

const fact = <T extends z.ZodType>(value: T) => z.strictObject({ value, source: slug });
const file = z.strictObject({
  sources: z.array(
    z.strictObject({
      id: slug,
      kind: z.enum(kinds),
      title: line,
      url: link.optional(),
      readOn: day.optional(),
      publisher: slug.optional(),
    }),
  ),
  vendors: z.array(
    z.strictObject({
      id: slug,
      name: fact(line),
      otherNames: z.array(line),
      entities: z.array(
        z
          .strictObject({
            legalName: fact(line).optional(),
            country: fact(z.string().refine(isCountryCode)).optional(),
          })
          .refine((entity) => Object.keys(entity).length > 0),
      ),
      website: fact(link).optional(),
      subprocessors: fact(link).optional(),
      dpa: fact(link).optional(),
    }),
  ),
});

describe('vendors.json', () => {
  const { sources, vendors } = catalogue;
  const ids = vendors.map(({ id }) => id);
  const factsOf = (vendor: (typeof vendors)[number]) => [
    vendor.name,
    ...vendor.entities.flatMap(({ legalName, country }) => [legalName, country]),
    vendor.website,
    vendor.subprocessors,
    vendor.dpa,
  ];

  it('has the shape that docs/catalogue.md describes, and at least sixty vendors', () => {
    expect(file.safeParse(catalogue).error?.issues ?? []).toEqual([]);
    expect(vendors.length).toBeGreaterThanOrEqual(60);
  });

  it('is in alphabetical order, vendors by name and sources by id, each once', () => {
    const names = vendors.map(({ name }) => name.value.toLowerCase());
    expect(names).toEqual([...new Set(names)].toSorted());
    expect(new Set(ids).size).toBe(ids.length);
    const sourceIds = sources.map(({ id }) => id);
    expect(sourceIds).toEqual([...new Set(sourceIds)].toSorted());
  });

  it('has a source for every fact, and no source without a fact', () => {
    const used = vendors.flatMap((vendor) => factsOf(vendor).flatMap((each) => each?.source ?? []));
    expect([...new Set(used)].toSorted()).toEqual(sources.map(({ id }) => id));
  });

  it('says of every source that was read where and when, and of no other', () => {
    for (const { id, kind, url, readOn, publisher } of sources) {
      const isRead = kind !== 'unread';
      expect([url !== undefined, readOn !== undefined], id).toEqual([isRead, isRead]);
      if (publisher !== undefined) expect(ids, id).toContain(publisher);
    }
  });

  it('takes legal names and countries from documents that were read, never from a directory', () => {
    const documents = new Set(sources.flatMap(({ id, kind }) => (kind === 'document' ? id : [])));
    const said = vendors.flatMap(({ entities }) =>
      entities.flatMap(({ legalName, country }) => [legalName, country]),
    );
    for (const each of said) expect(each === undefined || documents.has(each.source)).toBe(true);
  });

  it('has no name that two vendors go by', () => {
    const owners = new Map<string, string>();
    for (const vendor of vendors)
      for (const name of namesOf(vendor)) {
        const key = keyOf(name);
        expect([key, owners.get(key) ?? vendor.id]).toEqual([key, vendor.id]);
        owners.set(key, vendor.id);
      }
  });
});

const idsFor = (name: string) => proposalsFor(name).map(({ id }) => id);

test('a vendor is found whatever the case, punctuation, spacing and legal form', () => {
  const spellings = {
    'amazon-web-services': [
      'Amazon Web Services Inc (AWS)',
      'AWS',
      'amazon  web services',
      'Amazon Web Services, Inc.',
      'Amazon Web Services EMEA S.à r.l.',
    ],
    twilio: [
      'Twilio     (SendGrid)',
      'TWILIO INC',
      'SendGrid by Twilio, Inc.',
      'Twilio Ireland Ltd.',
    ],
    sentry: ['Functional Software, Inc. d/b/a Sentry', 'Functional Software (dba Sentry.io)'],
    vonage: ['NexMo Inc (aka Vonage)', 'Acquired Thing Inc (formerly Nexmo)'],
    ovhcloud: ['OVH SAS', 'OVHcloud', 'OVH S.A.S.'],
    messagebird: ['MessageBird BV', 'MessageBird B.V.'],
    monday: ['monday.com', 'Monday.com Ltd.'],
    linear: ['Linear', 'Linear Orbit, Inc.'],
  };
  for (const [id, names] of Object.entries(spellings))
    for (const name of names) expect([name, idsFor(name)]).toEqual([name, [id]]);
});

test('a name that only looks alike is not taken for another', () => {
  const strangers = [
    'Linear B Ltd',
    'Linear Technology Corporation',
    'Boxed Inc',
    'Box of Rain Ltd',
    'Frontline GmbH',
    'Stripey Ltd',
    'AWS Truepower LLC',
    'Slackware',
    'Neonatal Care Ltd',
    'Zoominfo',
    'Oracle Bones Press',
    'Hosting partner (AWS)',
    'Acme Ltd (hosted on Microsoft Azure)',
    'Inc.',
    'Ltd',
    '',
    '()',
    '株式会社',
  ];
  for (const name of strangers) expect([name, idsFor(name)]).toEqual([name, []]);
  expect(idsFor('Box')).toEqual(['box']);
  expect(idsFor('Dropbox')).toEqual(['dropbox']);
});

test('what one types finds names that begin with it at a word, exact ones first', () => {
  const found = (query: string) => searchCatalogue(query).map(({ id }) => id);
  expect(found('box')).toEqual(['box']);
  expect(found('linear b')).toEqual([]);
  expect(found('amaz')).toEqual(['amazon-web-services']);
  expect(found('cloud plat')).toEqual(['google']);
  expect(found('neon')[0]).toBe('neon');
  expect(found(' ')).toEqual(catalogue.vendors.map(({ id }) => id));
});

test('every proposed value has a source and a standing and waits for a person', () => {
  const [aws] = proposalsFor('AWS');
  expect(
    aws?.entities.map(({ legalName, establishment }) => [
      legalName?.value,
      establishment?.country.value,
    ]),
  ).toEqual([
    ['Amazon Web Services, Inc.', 'US'],
    ['Amazon Web Services EMEA SARL', 'LU'],
  ]);
  expect(aws?.entities.map(({ legalName }) => legalName?.standing)).toEqual(['vendor', 'other']);
  // An address that nobody has opened is left out, not proposed from memory.
  expect(proposalsFor('Vultr')[0]?.links.website).toBeUndefined();
  const all = JSON.stringify(searchCatalogue(''));
  expect(all).not.toContain('"standing":"unread"');
  expect(all.match(/"value":/g)?.length).toBe(all.match(/"toBeReviewed":true/g)?.length);
});

test('any text at all has keys that are keys, and never throws', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
      for (const key of keysFor(text)) expect(keyOf(key)).not.toBe('');
      expect(Array.isArray(proposalsFor(text))).toBe(true);
    }),
  );
});

// Names in real lists that the catalogue does not know, with the reason.
const unknown = {
  'GitHub subsidiaries': [
    'GitHub Australia Pty Ltd',
    'GitHub Canada ULC',
    'GitHub Germany GmbH',
    'GitHub India Pty Ltd',
    'npm Inc',
    'Semmle Inc',
  ],
};
const real = new URL('../../../shared/data/', import.meta.url);

test.skipIf(!existsSync(real))('of four real lists, every third party is known', () => {
  const missing = ['github', 'tailscale', 'basecamp', 'hey'].flatMap((name) => {
    const list = z
      .object({ subprocessors: z.array(z.object({ name: z.string() })) })
      .parse(JSON.parse(readFileSync(new URL(`${name}.json`, real), 'utf8')));
    return list.subprocessors.flatMap((row) => (idsFor(row.name).length === 1 ? [] : row.name));
  });
  expect(missing).toEqual(unknown['GitHub subsidiaries']);
});
