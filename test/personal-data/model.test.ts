import { describe, expect, it } from 'vitest';
import type { Declaration } from '../../src/core/personal.ts';
import { keepReasons } from '../../src/personal-data/model.ts';
import { typesFor, whyNot } from '../../src/personal-data/model/acting.ts';
import { collectedIn } from '../../src/personal-data/model/collected.ts';
import { nothingFound, sumOf, withDone } from '../../src/personal-data/model/findings.ts';
import { keepBasis } from '../../src/personal-data/model/words.ts';
import { type LawId, lawIds, type RightsRequest } from '../../src/rights/model.ts';
import { openDays } from '../../src/rights/model/clock.ts';
import { laws } from '../../src/rights/model/laws.ts';
import { asId } from '../../src/core/ids.ts';
import { day } from '../support/factories.ts';

const at = new Date('2026-11-22T09:00:00Z');

function request(law: LawId, parts: Partial<RightsRequest> = {}): RightsRequest {
  const { clock, items } = openDays(
    law,
    laws[law].rights.map(({ type }) => type),
    day('2026-11-22'),
  );
  return {
    id: asId('rrq', 'rrq_1'),
    reference: 'PRV-1',
    law,
    who: 'self',
    relation: 'visitor',
    source: 'form',
    state: 'in-progress',
    controller: 'us',
    receivedAt: at,
    clock,
    items,
    identity: {},
    authority: 'not-needed',
    person: { name: 'Robin Doe', email: 'robin@person.example' },
    language: 'en',
    looksAutomated: false,
    linkVersion: 1,
    changedAt: at,
    version: 1,
    ...parts,
  };
}

const proved = { result: 'verified', grade: 'reasonable' } as const;

describe('what may be done', () => {
  it.each(lawIds)(
    'under %s nothing is shown or erased without proof, but advertising ends',
    (law) => {
      const unknown = request(law);
      for (const act of ['copy', 'erase', 'correct'] as const)
        expect(whyNot(unknown, act), act).toBeDefined();
      expect(whyNot(unknown, 'no-marketing')).toBeUndefined();
      const known = request(law, { identity: proved });
      for (const act of ['find', 'erase', 'correct'] as const)
        expect(whyNot(known, act), act).toBeUndefined();
      // 11 CCR § 7062(c): of a copy item by item one must be surer.
      expect(whyNot(known, 'copy') === undefined).toBe(law !== 'ccpa');
    },
  );

  it.each([
    { person: undefined },
    { controller: 'customer' },
    { authority: 'pending' },
    { authority: 'refused' },
    { state: 'withdrawn' },
    { state: 'denied' },
    { state: 'forwarded' },
    { state: 'expired' },
    { items: [] },
  ] as const)('nothing where it says %j', (parts) => {
    const { person, ...rest } = request('gdpr', { identity: proved });
    const given = 'person' in parts ? rest : { ...rest, person, ...parts };
    for (const act of ['find', 'copy', 'erase', 'correct', 'no-marketing'] as const)
      expect(whyNot(given as RightsRequest, act), act).toBeDefined();
  });

  it('each act is for something that some law lets one ask', () => {
    const known = lawIds.flatMap((law) => laws[law].rights.map(({ type }) => type));
    for (const types of Object.values(typesFor))
      expect(types.filter((type) => known.includes(type))).toEqual(types);
  });
});

it('reasons have a provision under each law', () => {
  for (const law of lawIds)
    for (const why of keepReasons) expect(keepBasis(why, law)).toMatch(/GDPR|Civ\. Code|FADP/);
});

it('what was done is counted by kind, and what is kept by reason', () => {
  const holder = { kind: 'a', record: 'inquiries' };
  const words = { en: 'So.' };
  const findings = [
    { outcome: 'deleted' },
    { outcome: 'kept', why: 'hold', words },
    { outcome: 'kept', why: 'hold', words },
    { outcome: 'kept', why: 'in-force', words },
    { outcome: 'untouched' },
  ] as const;
  const all = findings.reduce((found, done) => withDone(found, holder, done), nothingFound);
  expect(sumOf(all)).toEqual({ deleted: 1, erased: 0, corrected: 0, kept: 3 });
  expect(all.kept.map(({ why, count }) => [why, count])).toEqual([
    ['hold', 2],
    ['in-force', 1],
  ]);
});

it('what is collected is told once for each purpose and rule', () => {
  const name = { category: 'identifiers', what: { en: 'Name' } } as const;
  const text = { category: 'communications', what: { en: 'Text' } } as const;
  const of = { record: 'inquiries', purpose: 'answering' } as const;
  const declared: readonly Declaration[] = [
    { table: 'one', ...of, sources: ['person'], columns: { id: 'no', name } },
    { table: 'two', record: null, columns: { id: 'no' } },
    { table: 'three', ...of, sources: ['person', 'staff'], columns: { name, text } },
  ];
  expect(collectedIn(declared)).toEqual([
    {
      ...of,
      sources: ['person', 'staff'],
      categories: [
        { category: 'identifiers', what: [{ en: 'Name' }] },
        { category: 'communications', what: [{ en: 'Text' }] },
      ],
    },
  ]);
});
