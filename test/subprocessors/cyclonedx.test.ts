import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Params, Snapshot } from '../../src/publication/model.ts';
import type { Entry } from '../../src/subprocessors/model/entry.ts';
import { listCycloneDx } from '../../src/subprocessors/cyclonedx.ts';
import { anyEntry } from '../support/arbitrary-entries.ts';
import { cycloneDxSchema } from '../support/cyclonedx-schema.ts';
import { emptySnapshot, renderInput, snapshotOf, storySnapshot } from '../support/snapshot.ts';

const validate = await cycloneDxSchema();

test('the story is a bill of materials by the official schema of CycloneDX 1.7', async () => {
  const bom = await bomOf();
  expect(bom).toMatchObject({ bomFormat: 'CycloneDX', specVersion: '1.7' });
  expect(validate(bom), JSON.stringify(validate.errors)).toBe(true);
  const { $schema: _, services: __, ...broken } = bom;
  expect(validate({ ...broken, services: [{ name: 1, unknown: true }] })).toBe(false);
});

test('any register is', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyEntry, { maxLength: 3 }), async (entries) => {
      const unique = [...new Map(entries.map((entry) => [entry.slug, entry])).values()];
      const bom = await bomOf({}, { ...storySnapshot(), entries: unique });
      expect(validate(bom), JSON.stringify(validate.errors)).toBe(true);
      expect(bom.services).toHaveLength(unique.filter(({ state }) => state !== 'ended').length);
    }),
    { numRuns: 150 },
  );
  expect(validate(await bomOf({}, emptySnapshot()))).toBe(true);
});

test('services are those listed and announced, each with its state; what ended is left out', async () => {
  const { services } = await bomOf();
  const states = services.map(({ name, properties }) => [name, propertyOf(properties, 'state')]);
  expect(Object.fromEntries(states)).toMatchObject({
    'Mistral AI': 'announced',
    Stripe: 'current',
  });
  expect(states.map(([name]) => name)).not.toContain('Twilio SendGrid');
});

test('a row says who, where, on what basis and which data', async () => {
  const { services } = await bomOf({ q: 'Amazon' });
  expect(services).toHaveLength(1);
  expect(services[0]).toMatchObject({
    'bom-ref': 'subprocessor:amazon-web-services',
    group: 'Infrastructure',
    'x-trust-boundary': true,
    provider: {
      name: 'Amazon Web Services EMEA SARL',
      address: { country: 'LU', locality: 'Luxembourg', postalCode: 'L-1855' },
    },
  });
  expect(services[0]?.data?.length).toBeGreaterThan(0);
});

test('the serial number is of this place and filter, the version and the time are those of the list', async () => {
  const [whole, again, part] = [await bomOf(), await bomOf(), await bomOf({ service: 'website' })];
  expect(whole.serialNumber).toMatch(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab]/);
  expect(again).toEqual(whole);
  expect(part.serialNumber).not.toBe(whole.serialNumber);
  const snapshot = storySnapshot();
  expect(whole.version).toBe(snapshot.listVersion);
  expect(whole.metadata.timestamp).toBe(snapshot.listPublishedAt?.toISOString());
  const elsewhere = { ...renderInput().place, origin: 'https://elsewhere.example' };
  const other = JSON.parse(
    String((await listCycloneDx.render(renderInput({ place: elsewhere }))).body),
  );
  expect(other.serialNumber).not.toBe(whole.serialNumber);
});

test('a chain is a chain of dependencies, each under the one that engages it', async () => {
  const facts = { description: 'x', kind: 'third-party' } as const;
  const { dependencies } = await bomOf(
    {},
    snapshotOf([
      { slug: 'a', facts: { ...facts, name: 'a' } },
      { slug: 'b', facts: { ...facts, name: 'b', parent: 'a' } },
      { slug: 'c', facts: { ...facts, name: 'c', parent: 'unknown' } },
    ]),
  );
  expect(Object.fromEntries(dependencies.map(({ ref, dependsOn }) => [ref, dependsOn]))).toEqual({
    product: ['subprocessor:a', 'subprocessor:c'],
    'subprocessor:a': ['subprocessor:b'],
    'subprocessor:b': [],
    'subprocessor:c': [],
  });
});

test('an unpublished contact person is not named', async () => {
  const hidden = { name: 'Zoe Hidden', email: 'zoe@vendor.example', published: false };
  const entries = storySnapshot().entries.map((entry): Entry => ({
    ...entry,
    contactPerson: hidden,
  }));
  const text = JSON.stringify(await bomOf({}, { ...storySnapshot(), entries }));
  expect(text).not.toContain('Zoe');
  expect(text).not.toContain('zoe@');
});

type Named = { name: string; value: string };
type Bom = {
  $schema: string;
  serialNumber: string;
  version: number;
  metadata: { timestamp: string };
  services: { name: string; data?: unknown[]; properties: Named[] }[];
  dependencies: { ref: string; dependsOn: string[] }[];
};

function propertyOf(properties: readonly Named[], name: string) {
  return properties.find((property) => property.name === `annex:subprocessor:${name}`)?.value;
}

async function bomOf(params: Params = {}, snapshot: Snapshot = storySnapshot()): Promise<Bom> {
  return JSON.parse(String((await listCycloneDx.render(renderInput({ params, snapshot }))).body));
}
