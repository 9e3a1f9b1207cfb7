import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { changedFields, fieldOrder } from '../../src/changes/model.ts';
import { newId } from '../../src/core/ids.ts';
import { applyItem } from '../../src/subprocessors/model/applying.ts';
import { proposeClass } from '../../src/subprocessors/model/classify.ts';
import { completenessOf } from '../../src/subprocessors/model/completeness.ts';
import { compareEntries, concernsService } from '../../src/subprocessors/model/entry.ts';
import { anyEntry, anyFacts } from '../support/arbitrary-entries.ts';
import { countingIds, facts, fullFacts, person } from '../support/factories.ts';

const amendment = {
  subprocessorId: newId(countingIds(), 'sub'),
  slug: 'x',
  kind: 'amended',
  class: 'substantive',
  aspects: [],
} as const;

describe('a change laid over an entry', () => {
  test('gives what it says, when nothing else happened in between', () => {
    fc.assert(
      fc.property(anyFacts, anyFacts, (before, after) => {
        expect(applyItem(before, { ...amendment, before, after })).toEqual(after);
        expect(applyItem(undefined, { ...amendment, after })).toEqual(after);
      }),
    );
  });

  test('leaves what it does not concern, whatever happened in between', () => {
    fc.assert(
      fc.property(anyFacts, anyFacts, anyFacts, (before, after, current) => {
        const result = applyItem(current, { ...amendment, before, after });
        const touched = changedFields(before, after);
        for (const field of fieldOrder)
          expect(result[field]).toEqual(touched.includes(field) ? after[field] : current[field]);
      }),
    );
  });
});

test('every field of an entry has its place in the order in which entries state them', () => {
  const whole = {
    ...fullFacts(),
    responsibilities: 'x',
    parent: 'x',
    effectiveUntil: 'x',
    disposal: {},
  };
  expect(Object.keys(whole).toSorted()).toEqual(fieldOrder.toSorted());
});

test('an amendment is substantive exactly when it touches who, where, what for, which data or on what basis', () => {
  expect(
    proposeClass(['name', 'links', 'contact', 'order', 'lastReviewedOn', 'certifications'], facts())
      .class,
  ).toBe('correction');
  expect(proposeClass(['transfers', 'legalName', 'links'], facts())).toEqual({
    class: 'substantive',
    aspects: ['transfer', 'entity'],
  });
  expect(proposeClass([], facts())).toEqual({ class: 'correction', aspects: [] });
});

test('an identifier added where none stood is a correction; one changed for another is a new entity', () => {
  expect(proposeClass(['lei', 'euid', 'companyNumber'], facts()).class).toBe('correction');
  expect(proposeClass(['lei'], facts({ lei: '529900T8BM49AURSDO55' }))).toEqual({
    class: 'substantive',
    aspects: ['entity'],
  });
});

describe('completeness', () => {
  test('is 100 only when every item of Annex III is stated', () => {
    expect(completenessOf(fullFacts(), person())).toEqual({ percent: 100, missing: [] });
    expect(completenessOf(fullFacts())).toEqual({ percent: 85, missing: ['contactName'] });
  });

  test('takes a role mailbox for contact details, but not for a person; an address needs lines and a country', () => {
    const { missing } = completenessOf(
      facts({
        contact: { role: 'Desk', email: 'a@vendor.example' },
        legalAddress: { country: 'DE' },
      }),
    );
    expect(missing).toEqual(['legalName', 'legalAddress', 'contactName', 'responsibilities']);
  });
});

test('the order of the list is total: no two entries of different slugs are equal, and no cycle', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(anyEntry, { selector: (entry) => entry.slug, maxLength: 3 }),
      (entries) => {
        const sorted = entries.toSorted(compareEntries);
        expect(entries.toReversed().toSorted(compareEntries)).toEqual(sorted);
      },
    ),
  );
});

test('an entry without services concerns every service', () => {
  expect(concernsService(facts(), 'website')).toBe(true);
  expect(concernsService(facts({ scope: { services: [], plans: ['Pro'] } }), 'website')).toBe(true);
  expect(concernsService(facts({ scope: { services: ['shop'] } }), 'website')).toBe(false);
});
