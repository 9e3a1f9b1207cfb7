import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Fetch } from '../../src/verification/reader.ts';
import { toldOnce, type World } from '../support/app.ts';
import { facts, fullFacts, person } from '../support/factories.ts';
import { news, outage, post, withdraw } from '../updates/posting.ts';
import { leavesIn, verifyWorld, withLog } from './verifying.ts';
import { signerOf } from './paper-log.ts';
import { draws } from '../support/thorough.ts';

// Whatever is edited, anywhere: by drawing a place in a document and another value for it.

type Path = readonly (string | number)[];

/** Worked out from the rest, or not in the log: docs/verifying.md. */
const unchecked = new Set([
  'title',
  'label',
  'completeness',
  'dpo',
  'euRepresentative',
  'ukRepresentative',
  'securityContact',
  'html',
  'log',
]);
const parts = [
  'subprocessors',
  'pending',
  'services',
  'publisher',
  'listVersion',
  'publishedAt',
  'noticePolicy',
];
const values = fc.oneof(
  fc.constantFrom(null, '', 0, true, '2020-01-01', 'Somebody else', [], {}),
  fc.jsonValue({ maxDepth: 1 }),
);

it.each([
  '/subprocessors.json',
  '/changes.json',
  '/versions/1.json',
  '/versions/2.json',
  '/updates.json',
  '/updates/1.json',
])(
  'no value in %s can be another without being noticed',
  async (document) => {
    const { trust } = await eventful();
    const whole: unknown = await (await trust.fetch(`/trust${document}`)).json();
    const places = placesIn(whole).filter(([part = '']) =>
      document.startsWith('/updates/')
        ? true
        : /^\/(changes|updates)\.json$/.test(document)
          ? part === 'items'
          : parts.includes(String(part)),
    );
    expect(places.length).toBeGreaterThan(20);
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...places), values, async (place, value) => {
        const edited = put(whole, place, value);
        fc.pre(JSON.stringify(edited) !== JSON.stringify(whole));
        const { report } = await verifyWorld(trust, { fetch: instead(trust, document, edited) });
        expect([report.status, place]).toEqual(['does-not-verify', place]);
      }),
      { numRuns: draws(150) },
    );
  },
  60_000,
);

it('no leaf can be another and make anything but a report', async () => {
  const { trust } = await eventful();
  const origin = 'localhost:8787/trust/log';
  const leaves = await leavesIn(trust);
  const signers = [await signerOf(origin, 1)];
  const texts = leaves.map((leaf): unknown => JSON.parse(new TextDecoder().decode(leaf)));
  const drawn = fc
    .nat({ max: leaves.length - 1 })
    .chain((index) =>
      fc.record({ index: fc.constant(index), place: fc.constantFrom(...placesIn(texts[index])) }),
    );
  await fc.assert(
    fc.asyncProperty(drawn, values, async ({ index, place }, value) => {
      const edited = Buffer.from(JSON.stringify(put(texts[index], place, value)));
      const log = { origin, signers, leaves: leaves.with(index, edited) };
      const { report } = await verifyWorld(trust, { fetch: withLog(trust, log) });
      expect(report.reason).toBeUndefined();
      expect(report.checks.length).toBeGreaterThan(6);
    }),
    { numRuns: draws(300) },
  );
}, 60_000);

it('a list that says it stands elsewhere than its log does not verify', async () => {
  const { trust } = await eventful();
  const text = await (await trust.fetch('/trust/subprocessors.json')).text();
  const moved: unknown = JSON.parse(
    text.replaceAll('http://localhost:8787', 'https://other.example'),
  );
  const { report } = await verifyWorld(trust, {
    fetch: instead(trust, '/subprocessors.json', moved),
  });
  expect(report.checks.flatMap(({ faults }) => faults)).toContain(
    'The list says it stands at https://other.example/trust, and the log is that of localhost:8787/trust/log.',
  );
});

const eventful = toldOnce(
  async (trust) => {
    await trust.publish({
      entries: { aws: fullFacts(), postmark: facts() },
      persons: { aws: person({ published: true }) },
    });
    await trust.publish({ entries: { postmark: facts({ locations: [{ country: 'DE' }] }) } });
    await trust.publish({
      entries: { mailgun: facts({ name: 'Mailgun' }) },
      replaces: { mailgun: 'postmark' },
      effectiveOn: '2026-12-24',
    });
    await post(trust, outage);
    await post(trust, { follows: 1, status: 'monitoring', severity: 'minor', body: 'It runs.' });
    const { id } = await post(trust, { follows: 1, status: 'resolved', body: 'It is over.' });
    await withdraw(trust, id);
    await post(trust, { ...news, services: ['website'] });
  },
  { organisation: { legalForm: 'A Delaware corporation' } },
);

function instead(trust: World, document: string, edited: unknown): Fetch {
  return async (url, init) => {
    const path = url.slice('http://localhost:8787'.length);
    return path.split('?')[0] === `/trust${document}`
      ? Response.json(edited)
      : trust.fetch(path, init);
  };
}

/** Every place in a document that holds no further ones, and every list and object. */
function placesIn(value: unknown, path: Path = []): readonly Path[] {
  const here = path.length === 0 ? [] : [path];
  if (Array.isArray(value))
    return [...here, ...value.flatMap((item, index) => placesIn(item, [...path, index]))];
  if (typeof value !== 'object' || value === null) return here;
  return [
    ...here,
    ...Object.entries(value)
      .filter(([name]) => !unchecked.has(name) && name !== 'contactPerson')
      .flatMap(([name, each]) => placesIn(each, [...path, name])),
  ];
}

function put(document: unknown, [step, ...rest]: Path, value: unknown): unknown {
  if (step === undefined) return value;
  if (Array.isArray(document))
    return document.map((item, index) => (index === step ? put(item, rest, value) : item));
  const members = Object.entries(Object(document));
  return Object.fromEntries(
    members.map(([name, each]) => [name, name === step ? put(each, rest, value) : each]),
  );
}
