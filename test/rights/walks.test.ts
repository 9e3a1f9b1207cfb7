import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Refusal } from '../../src/core/errors.ts';
import { isOpen, lawIds } from '../../src/rights/model.ts';
import type { Act, Before } from '../../src/rights/model/acts.ts';
import { nextDue, openDays } from '../../src/rights/model/clock.ts';
import { decide } from '../../src/rights/model/deciding.ts';
import { laws } from '../../src/rights/model/laws.ts';
import { day } from '../support/factories.ts';
import { answers, latest, neverLonger, oracle } from './oracle.ts';

const walked = ['ask-identity', 'settle-identity', 'ask-clarification', 'hear', 'extend'] as const;
type Walked = (typeof walked)[number];

/** What happened to one request, by the day: all that the count by hand goes by. */
type Fact = { readonly on: string; readonly kind: Walked };

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

/** The last day of one thing that was asked, from the first fact to the last. */
function countByHand(key: string, received: string, facts: readonly Fact[]): string | undefined {
  const [law = ''] = key.split(' ');
  const isUk = law === 'uk-gdpr' && !key.endsWith('complaint');
  let [start, stood, isExtended] = [received, 0, false];
  let [identity, clarification]: [string?, string?] = [];
  const answered = (on: string) => {
    if (identity !== undefined && isUk) [start, stood] = [on, 0];
    identity = undefined;
  };
  for (const { on, kind } of facts) {
    if (kind === 'ask-identity') identity ??= on;
    if (kind === 'ask-clarification') clarification ??= on;
    if (kind === 'extend') isExtended = !neverLonger.includes(key);
    // A period that begins anew has not been waited in yet.
    if (kind === 'hear' && clarification !== undefined) {
      if (key === 'uk-gdpr access')
        stood += Math.max(0, oracle.between(clarification < start ? start : clarification, on));
      clarification = undefined;
    }
    if (kind === 'settle-identity' || kind === 'hear') answered(on);
  }
  const end = isExtended ? latest[law]?.(start) : (answers[key] ?? answers[law])?.(start);
  return end && oracle.days(end, stood);
}

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
