import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Refusal } from '../../src/core/errors.ts';
import { isOpen, lawIds } from '../../src/rights/model.ts';
import type { Act, Before } from '../../src/rights/model/acts.ts';
import { nextDue, openDays } from '../../src/rights/model/clock.ts';
import { decide } from '../../src/rights/model/deciding.ts';
import { laws } from '../../src/rights/model/laws.ts';
import { day } from '../support/factories.ts';
import { countByHand, type Fact, oracle, type Walked, walked } from './oracle.ts';

const someActs = fc.array(
  fc.record({
    wait: fc.nat(25),
    kind: fc.constantFrom(...walked),
  }),
  { maxLength: 10 },
);

const anyRequest = fc.constantFrom(...lawIds).chain((law) =>
  fc.record({
    law: fc.constant(law),
    types: fc.subarray(
      laws[law].rights.map(({ type }) => type),
      { minLength: 1 },
    ),
    on: fc
      .date({ min: new Date('2027-01-01'), max: new Date('2029-03-31'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10)),
    acts: someActs,
  }),
);

function act(kind: Walked): Act {
  if (kind === 'settle-identity')
    return { kind, isVerified: false, matched: [], isDeclared: false };
  return kind === 'extend' ? { kind, until: undefined } : { kind };
}

it('whatever happens to a request of whatever law, each of its days is the one that a count by hand gives', () => {
  let extended = 0;
  let moved = 0;
  fc.assert(
    fc.property(anyRequest, ({ law, types, on, acts }) => {
      const days = openDays(law, types, day(on));
      const facts: Fact[] = [];
      let request: Before = {
        ...days,
        state: 'acknowledged',
        law,
        who: 'self',
        identity: {},
        authority: 'not-needed',
        controller: 'us',
      };
      let today = on;
      for (const { wait, kind } of acts) {
        today = oracle.days(today, wait);
        const before = request;
        try {
          const { moves = [], ...after } = decide(request, act(kind), day(today));
          request = { ...request, ...after };
          moved += moves.length;
          facts.push({ on: today, kind });
          if (kind === 'extend') extended += 1;
          // What moved is said, and nothing else has moved.
          for (const [index, { type, dueOn }] of request.items.entries()) {
            const was = before.items[index]?.dueOn;
            const said = moves.find((each) => each.type === type);
            expect(said?.after).toBe(was === dueOn ? undefined : dueOn);
            expect(said?.before).toBe(was === dueOn ? undefined : was);
          }
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
        }
      }
      for (const { type, dueOn } of request.items)
        expect({ type, dueOn }).toEqual({
          type,
          dueOn: countByHand(`${law} ${type}`, on, facts),
        });
      expect(isOpen(request)).toBe(true);
      const due = request.items.flatMap((item) => item.dueOn ?? []).toSorted()[0];
      const confirmed = { ...request.clock, acknowledgedOn: day(on) };
      expect(nextDue({ ...request, clock: confirmed })).toBe(due);
    }),
    { numRuns: 1_000 },
  );
  expect(extended).toBeGreaterThan(100);
  expect(moved).toBeGreaterThan(100);
});
