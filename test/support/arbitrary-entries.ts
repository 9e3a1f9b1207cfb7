import fc from 'fast-check';
import type { Change } from '../../src/changes/model.ts';
import { parseDay, type Day } from '../../src/core/day.ts';
import { newEventId, newId, type Ids } from '../../src/core/ids.ts';
import type { Entry } from '../../src/subprocessors/model/entry.ts';
import {
  activities,
  type ContactPerson,
  type Facts,
  mechanisms,
  regions,
} from '../../src/subprocessors/model/facts.ts';

/** Any Unicode string that is not empty, controls, quotes, formulae and right-to-left included. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'binary', minLength: 1, maxLength: 20 }),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }),
  fc.constantFrom(
    '=HYPERLINK("https://evil.example")',
    ' +1',
    '\t@x',
    '＝1',
    'a;b,"c"\r\nd',
    '<script>alert(1)</script>',
    ']]>&amp;',
    '\u202Eevil',
    '\uFEFFname',
  ),
);

const anyUrl = fc.oneof(
  fc.webUrl({ withQueryParameters: true, withFragments: true }),
  anyText.map((text) => `https://vendor.example/${text.replaceAll('@', '')}`),
  fc.constantFrom('javascript:alert(1)', 'https://a.example/{x}|y^[z]%zz?q=|#a#b', 'nowhere'),
);
const anyDay: fc.Arbitrary<Day> = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2090-12-31'), noInvalidDate: true })
  .map((date) => parseDay(date.toISOString().slice(0, 10)))
  .filter((day) => day !== undefined);
const country = fc.constantFrom('DE', 'US', 'XK', 'JP');
const texts = fc.array(anyText, { maxLength: 3 });
const slug = fc.constantFrom('postmark', 'aws', 'x-1');

function some<T extends object, K extends keyof T>(
  members: { [Key in keyof T]: fc.Arbitrary<T[Key]> },
  ...requiredKeys: K[]
) {
  return fc.record(members, { requiredKeys });
}

const address = some({ lines: texts, postalCode: anyText, locality: anyText, country });

const entity = some(
  {
    name: anyText,
    legalName: anyText,
    legalAddress: address,
    establishment: some({ country, label: anyText }),
    companyNumber: anyText,
    lei: fc.constant('529900T8BM49AURSDO55'),
    euid: anyText,
    parentGroup: anyText,
    kind: fc.constantFrom('third-party' as const, 'affiliate' as const),
    category: anyText,
    description: anyText,
    responsibilities: anyText,
    nature: anyText,
    duration: anyText,
    frequency: fc.constantFrom('continuous' as const, 'one-off' as const, 'on-demand' as const),
    dataCategories: texts,
    dataSubjects: texts,
    specialCategories: fc.boolean(),
    protectedHealthInformation: fc.boolean(),
  },
  'name',
  'kind',
  'description',
);

const terms = some({
  locations: fc.array(
    some({
      country,
      region: fc.constantFrom(...regions),
      label: anyText,
      activity: fc.constantFrom(...activities),
      condition: anyText,
    }),
    { maxLength: 3 },
  ),
  transfers: fc.array(
    some(
      {
        mechanism: fc.constantFrom(...mechanisms),
        sccModule: fc.constantFrom(1 as const, 2 as const, 3 as const, 4 as const),
        from: anyDay,
        until: anyDay,
        assessmentAvailable: fc.boolean(),
        note: anyText,
      },
      'mechanism',
    ),
    { maxLength: 3 },
  ),
  scope: some({
    services: fc.array(slug, { maxLength: 2 }),
    regions: texts,
    plans: texts,
    optional: fc.boolean(),
    feature: anyText,
  }),
  ai: some({ used: fc.boolean(), trainsOnData: fc.boolean(), zeroRetention: fc.boolean() }, 'used'),
  certifications: fc.array(some({ name: anyText, validUntil: anyDay, url: anyUrl }, 'name')),
  contract: some({ dpaUrl: anyUrl, signedOn: anyDay, baaSignedOn: anyDay }),
  contact: some({ role: anyText, email: fc.constant('privacy@vendor.example'), url: anyUrl }),
  links: some({ website: anyUrl, privacy: anyUrl, security: anyUrl, subprocessors: anyUrl }),
  parent: slug,
  rank: fc.integer({ min: 1, max: 9 }),
  effectiveFrom: anyDay,
  effectiveUntil: anyDay,
  disposal: some(
    { on: anyDay, method: fc.constantFrom('returned' as const, 'deleted' as const) },
    'method',
  ),
  lastReviewedOn: anyDay,
  nextReviewDue: anyDay,
  order: fc.integer({ min: -5, max: 500 }),
});

export const anyFacts: fc.Arbitrary<Facts> = fc
  .tuple(entity, terms)
  .map(([who, what]) => ({ ...who, ...what }));

const anyPerson: fc.Arbitrary<ContactPerson> = some(
  {
    name: anyText,
    position: anyText,
    email: fc.constant('a.person@vendor.example'),
    url: anyUrl,
    published: fc.boolean(),
  },
  'name',
  'published',
);

const fixed: Ids = {
  uuid: () => '00000000-0000-4000-8000-000000000001',
  bytes: (length) => new Uint8Array(length),
};
const instant = fc.date({
  min: new Date('2000-01-01'),
  max: new Date('2060-01-01'),
  noInvalidDate: true,
});

export const anyEntry: fc.Arbitrary<Entry> = some(
  {
    id: fc.constant(newId(fixed, 'sub')),
    slug,
    state: fc.constantFrom('announced' as const, 'current' as const, 'ended' as const),
    facts: anyFacts,
    contactPerson: anyPerson,
    listedAt: instant,
    changedAt: instant,
    lastChangeId: fc.integer({ min: 1, max: 900 }),
    replaces: slug,
    replacedBy: slug,
    version: fc.integer({ min: 1, max: 9 }),
  },
  'id',
  'slug',
  'state',
  'facts',
  'listedAt',
  'changedAt',
  'lastChangeId',
  'version',
);

/** A change that is announced and touches the given entry. */
export function pendingChangeOf({ id, slug, facts }: Entry, effectiveOn: Day): Change {
  const step = {
    name: 'announced' as const,
    at: new Date(0),
    eventId: newEventId(fixed),
    listVersion: 1,
  };
  const item = {
    subprocessorId: id,
    slug,
    kind: 'amended' as const,
    class: 'substantive' as const,
  };
  return {
    id: 7,
    class: 'substantive',
    reason: 'A reason.',
    effectiveOn,
    items: [{ ...item, aspects: ['location'], before: facts, after: facts }],
    steps: [step],
  };
}
