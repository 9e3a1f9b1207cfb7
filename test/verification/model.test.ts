import fc from 'fast-check';
import { expect, it } from 'vitest';
import { differencesOf } from '../../src/verification/model/json.ts';
import { readLeaf, splitBundle } from '../../src/verification/model/leaf.ts';
import { readMemory } from '../../src/verification/model/memory.ts';
import { Findings } from '../../src/verification/model/report.ts';

const entries = fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 20 });

it('a bundle is read as the entries that were written, and as no other number of them', () => {
  fc.assert(
    fc.property(entries, fc.integer({ min: 0, max: 30 }), (written, count) => {
      const found = splitBundle(bundleOf(written), count);
      if (count !== written.length) expect(found).toBeUndefined();
      else expect(found?.map((entry) => [...entry])).toEqual(written.map((entry) => [...entry]));
    }),
  );
});

it('a bundle that is cut or longer is read as none', () => {
  fc.assert(
    fc.property(
      entries,
      fc.nat(),
      fc.uint8Array({ minLength: 1, maxLength: 5 }),
      (written, at, more) => {
        const bundle = bundleOf(written);
        fc.pre(bundle.length > 0);
        expect(splitBundle(bundle.subarray(0, at % bundle.length), written.length)).toBeUndefined();
        expect(splitBundle(Buffer.concat([bundle, more]), written.length)).toBeUndefined();
      },
    ),
  );
});

it('the largest entry that a bundle can hold is read', () => {
  const largest = new Uint8Array(65_535).fill(7);
  expect(splitBundle(bundleOf([largest, largest]), 2)?.map(({ length }) => length)).toEqual([
    65_535, 65_535,
  ]);
});

it('bytes that are no event are read as none, and nothing throws', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.uint8Array(),
        fc.json().map((text) => Buffer.from(text)),
      ),
      (bytes) => {
        expect(readLeaf(bytes, 0)).toBeUndefined();
      },
    ),
  );
});

it('two documents differ in no place exactly when they are the same JSON', () => {
  const json = fc.jsonValue({ maxDepth: 3 }).map((value) => JSON.parse(JSON.stringify(value)));
  fc.assert(
    fc.property(json, json, (a, b) => {
      expect(differencesOf(a, structuredClone(a))).toEqual([]);
      const isEqual = JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
      expect(differencesOf(a, b).length === 0).toBe(isEqual);
    }),
  );
});

it('faults of one kind beyond twenty are counted', () => {
  const findings = new Findings();
  for (let count = 0; count < 25; count += 1) findings.fault('register', `fault ${count}`);
  expect(findings.checks).toMatchObject([{ topic: 'register', moreFaults: 5 }]);
  expect(findings.checks[0]?.faults).toHaveLength(20);
});

it.each([
  '',
  '{}',
  'null',
  '{"format":"annex-verify-state/1"}',
  '{"format":"annex-verify-state/1","checkpoint":"x","verifierKey":"y"}',
])('a state that says %s is none', async (text) => {
  expect(await readMemory(text)).toBeUndefined();
});

function bundleOf(written: readonly Uint8Array[]): Buffer {
  return Buffer.concat(
    written.flatMap((entry) => [Buffer.of(entry.length >> 8, entry.length & 255), entry]),
  );
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return members.map(([name, each]) => [name, sorted(each)]);
}
