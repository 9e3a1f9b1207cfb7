import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Refusal } from '../../src/core/errors.ts';
import {
  dataPoints,
  type Grade,
  isOpen,
  type Item,
  rightsStates,
  type RightsState,
} from '../../src/rights/model.ts';
import type { Act, Before } from '../../src/rights/model/acts.ts';
import { openDays, pause } from '../../src/rights/model/clock.ts';
import { decide } from '../../src/rights/model/deciding.ts';
import { gradeReached, isEnough } from '../../src/rights/model/verifying.ts';
import { day } from '../support/factories.ts';

const received = day('2026-11-22');
const today = day('2026-12-01');

function request(parts: Partial<Before> = {}): Before {
  const { clock, items } = openDays('gdpr', ['access', 'erasure'], received);
  return {
    state: 'in-progress',
    law: 'gdpr',
    who: 'self',
    clock: { ...clock, acknowledgedOn: received },
    items,
    identity: { settledOn: received, result: 'verified', grade: 'address' },
    authority: 'not-needed',
    controller: 'us',
    ...parts,
  };
}

const denied: readonly Item[] = request().items.map((item) => ({
  ...item,
  outcome: 'denied',
  basis: 'legal-duty',
  answeredOn: received,
}));
const basis = 'legal-duty' as const;
const appealed: readonly Item[] = [
  { type: 'access', ruleId: 'appeal', dueOn: day('2026-12-31'), appealed: { basis } },
];

/** A request as it looks in each state; an answer has been awaited for 99 days where one is. */
function standing(state: RightsState): Before {
  const asked = day('2026-08-24');
  const decided = { decidedOn: received, decidedBy: 'configured-key' } as const;
  const clock = { ...request().clock, acknowledgedOn: received };
  const { acknowledgedOn: _, ...unacknowledged } = clock;
  if (state === 'received') return request({ state, clock: unacknowledged, identity: {} });
  if (state === 'acknowledged') return request({ state, identity: {} });
  if (state === 'identity-pending') {
    const paused = pause(request(), 'identity', asked);
    return request({ ...paused, state, identity: { askedOn: asked } });
  }
  if (state === 'clarification-pending')
    return request({ ...pause(request(), 'clarification', asked), state });
  if (state === 'appealed') return request({ state, items: appealed, ...decided });
  if (state === 'denied') return request({ state, items: denied, ...decided });
  if (state === 'partially-denied') {
    const [first, ...others] = denied;
    const granted = others.map((item) => ({ ...item, outcome: 'granted' as const }));
    return request({ state, items: first ? [first, ...granted] : [], ...decided });
  }
  return request({ state });
}

const grant = (items: readonly Item[]) =>
  items.map(({ type }) => ({ type, outcome: 'granted' as const }));

function actOn(kind: Act['kind'], { items }: Before): Act {
  if (kind === 'settle-identity')
    return { kind, isVerified: true, matched: ['email', 'name'], isDeclared: false };
  if (kind === 'extend') return { kind, until: undefined };
  if (kind === 'decide') return { kind, answers: grant(items), by: 'somebody-else' };
  return { kind };
}

/** Where each act leads from each state; not named: it is refused. */
const leads: Readonly<Record<Act['kind'], Partial<Record<RightsState, RightsState>>>> = {
  acknowledge: { received: 'acknowledged' },
  'ask-identity': {
    acknowledged: 'identity-pending',
  },
  'settle-identity': {
    acknowledged: 'in-progress',
    'identity-pending': 'in-progress',
    'clarification-pending': 'clarification-pending',
    'in-progress': 'in-progress',
    appealed: 'appealed',
  },
  'ask-clarification': {
    acknowledged: 'clarification-pending',
    'identity-pending': 'clarification-pending',
    'in-progress': 'clarification-pending',
    appealed: 'clarification-pending',
  },
  hear: {
    received: 'received',
    acknowledged: 'acknowledged',
    'identity-pending': 'identity-pending',
    'clarification-pending': 'in-progress',
    'in-progress': 'in-progress',
    appealed: 'appealed',
  },
  'confirm-authority': {},
  extend: {
    received: 'received',
    acknowledged: 'acknowledged',
    'identity-pending': 'identity-pending',
    'clarification-pending': 'clarification-pending',
    'in-progress': 'in-progress',
  },
  decide: {
    'clarification-pending': 'fulfilled',
    'in-progress': 'fulfilled',
    appealed: 'fulfilled',
  },
  forward: {},
  withdraw: {
    received: 'withdrawn',
    acknowledged: 'withdrawn',
    'identity-pending': 'withdrawn',
    'clarification-pending': 'withdrawn',
    'in-progress': 'withdrawn',
    appealed: 'withdrawn',
  },
  disown: {
    received: 'withdrawn',
    acknowledged: 'withdrawn',
    'identity-pending': 'withdrawn',
    'clarification-pending': 'withdrawn',
    'in-progress': 'withdrawn',
    appealed: 'withdrawn',
  },
  appeal: { denied: 'appealed', 'partially-denied': 'appealed' },
  expire: { 'identity-pending': 'expired', 'clarification-pending': 'expired' },
};

function outcome(before: Before, act: Act): RightsState | 'refused' {
  try {
    return decide(before, act, today).state;
  } catch (error) {
    if (error instanceof Refusal && error.detail !== '') return 'refused';
    throw error;
  }
}

const kinds = Object.keys(leads).filter((kind): kind is Act['kind'] => kind in leads);

describe('a request', () => {
  it.each(kinds)('goes on by "%s" from each state as the table says, or says why not', (kind) => {
    for (const state of rightsStates) {
      const before = standing(state);
      const after = outcome(before, actOn(kind, before));
      expect({ state, after }).toEqual({ state, after: leads[kind][state] ?? 'refused' });
    }
  });

  it('that is a customer’s to answer is passed on, and never granted here', () => {
    for (const state of rightsStates.filter((each) => isOpen({ state: each }))) {
      const before = { ...standing(state), controller: 'customer' } as const;
      expect(outcome(before, { kind: 'forward' })).toBe(
        state === 'appealed' ? 'refused' : 'forwarded',
      );
      expect(outcome(before, actOn('decide', before))).toBe('refused');
    }
  });

  it('of an agent is granted only once the person, or staff, have let them', () => {
    const pending = request({ who: 'agent', authority: 'pending' });
    expect(outcome(pending, actOn('decide', pending))).toBe('refused');
    const let_ = decide(pending, { kind: 'confirm-authority' }, today);
    expect(let_).toMatchObject({ authority: 'confirmed', state: 'in-progress' });
    expect(outcome({ ...pending, ...let_ }, actOn('decide', pending))).toBe('fulfilled');
    expect(decide(pending, { kind: 'disown' }, today)).toMatchObject({
      state: 'withdrawn',
      authority: 'refused',
    });
  });
});

describe('an extension', () => {
  it('is told on the last day, and refused on the day behind it', () => {
    const act = { kind: 'extend', until: undefined } as const;
    const on = (last: string) => decide(request(), act, day(last));
    expect(on('2026-12-22').items?.map(({ dueOn }) => dueOn)).toEqual(['2027-02-22', '2027-02-22']);
    expect(() => on('2026-12-23')).toThrow(/had to be told by 2026-12-22/);
  });

  it('is refused beyond what the law allows, before the day that stands, and a second time', () => {
    const until = (text: string) => outcome(request(), { kind: 'extend', until: day(text) });
    expect(until('2027-02-23')).toBe('refused');
    expect(until('2026-12-22')).toBe('refused');
    expect(until('2027-02-22')).toBe('in-progress');
    const once = {
      ...request(),
      ...decide(request(), { kind: 'extend', until: undefined }, today),
    };
    expect(outcome(once, { kind: 'extend', until: undefined })).toBe('refused');
  });

  it('is refused where no law knows one, and leaves alone what cannot wait beside what can', () => {
    const optOut = openDays('ccpa', ['opt-out', 'limit', 'marketing'], received);
    expect(outcome(request({ law: 'ccpa', ...optOut }), actOn('extend', request()))).toBe(
      'refused',
    );
    const mixed = request({ law: 'ccpa', ...openDays('ccpa', ['delete', 'opt-out'], received) });
    const { items, moves } = decide(mixed, { kind: 'extend', until: undefined }, today);
    expect(moves).toEqual([{ type: 'delete', before: '2027-01-06', after: '2027-02-20' }]);
    expect(items?.[1]?.dueOn).toBe('2026-12-11');
  });
});

describe('a decision', () => {
  it('on some of what is asked leaves the rest open, and the whole is judged at the end', () => {
    const granted = { type: 'access', outcome: 'granted', done: 'exported' } as const;
    const first = decide(request(), { kind: 'decide', answers: [granted], by: 'a' }, today);
    expect(first.state).toBe('in-progress');
    const refused = { type: 'erasure', outcome: 'denied', basis: 'legal-duty' } as const;
    const rest = { ...request(), ...first };
    const second = decide(rest, { kind: 'decide', answers: [refused], by: 'a' }, today);
    expect(second).toMatchObject({
      state: 'partially-denied',
      items: [
        { outcome: 'granted', done: 'exported', answeredOn: today },
        { outcome: 'denied', basis: 'legal-duty', answeredOn: today },
      ],
    });
  });

  it('needs a basis of that law for each denial, and answers nothing that is not asked', () => {
    const by = 'a';
    const without = { type: 'access', outcome: 'denied' } as const;
    expect(() => decide(request(), { kind: 'decide', answers: [without], by }, today)).toThrow();
    const alien = { type: 'opt-out', outcome: 'granted' } as const;
    expect(() => decide(request(), { kind: 'decide', answers: [alien], by }, today)).toThrow();
  });

  it('asks for the proof that each type needs, and for none to opt out', () => {
    const types = ['know-specific', 'know-categories', 'opt-out'] as const;
    const days = openDays('ccpa', types, received);
    const grades: readonly (Grade | undefined)[] = [
      undefined,
      'address',
      'reasonable',
      'reasonably-high',
    ];
    const granted = grades.map((grade) =>
      types.filter((type) => {
        const identity = grade ? { result: 'verified' as const, grade } : {};
        const before = request({ law: 'ccpa', ...days, identity });
        const answers = [{ type, outcome: 'granted' as const }];
        return outcome(before, { kind: 'decide', answers, by: 'a' }) !== 'refused';
      }),
    );
    expect(granted).toEqual([
      ['opt-out'],
      ['opt-out'],
      ['know-categories', 'opt-out'],
      ['know-specific', 'know-categories', 'opt-out'],
    ]);
  });

  it('on an appeal is somebody else’s, and the last', () => {
    const before = standing('appealed');
    const answers = [{ type: 'access', outcome: 'denied', basis: 'legal-duty' }] as const;
    expect(outcome(before, { kind: 'decide', answers, by: 'configured-key' })).toBe('refused');
    const after = decide(before, { kind: 'decide', answers, by: 'key_b' }, today);
    expect(after.state).toBe('denied');
    expect(outcome({ ...before, ...after, decidedOn: today }, { kind: 'appeal' })).toBe('refused');
  });

  it('can be appealed against for sixty days', () => {
    const before = { ...standing('denied'), decidedOn: day('2026-10-02') };
    expect(outcome(before, { kind: 'appeal' })).toBe('appealed');
    expect(outcome({ ...before, decidedOn: day('2026-10-01') }, { kind: 'appeal' })).toBe(
      'refused',
    );
    expect(decide(before, { kind: 'appeal' }, today).items).toMatchObject([
      { ruleId: 'appeal', dueOn: '2026-12-31' },
      { ruleId: 'appeal', dueOn: '2026-12-31' },
    ]);
  });
});

describe('proof of identity', () => {
  it('is never asked of who opts out, limits, complains or wants no more marketing', () => {
    for (const [law, types] of [
      ['ccpa', ['opt-out', 'limit', 'marketing']],
      ['uk-gdpr', ['complaint', 'marketing']],
    ] as const) {
      const before = request({ law, ...openDays(law, types, received), identity: {} });
      expect(outcome(before, { kind: 'ask-identity' })).toBe('refused');
    }
  });

  it('is verified by nothing where nothing matches', () => {
    const act = {
      kind: 'settle-identity',
      isVerified: true,
      matched: [],
      isDeclared: true,
    } as const;
    expect(outcome(standing('acknowledged'), act)).toBe('refused');
  });

  it('reaches a grade by how many different details match, the highest with a declaration', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...dataPoints)), fc.boolean(), (matched, isDeclared) => {
        const points = new Set(matched).size;
        const expected =
          points >= 3 && isDeclared
            ? 'reasonably-high'
            : points >= 2
              ? 'reasonable'
              : points === 1
                ? 'address'
                : 'none';
        expect(gradeReached({ matched, isDeclared })).toBe(expected);
      }),
    );
    expect(isEnough({ result: 'not-verified', grade: 'reasonable' }, 'address')).toBe(false);
  });
});

describe('an answer that we wait for', () => {
  it('lets a request expire on the ninety-first day without it, not before', () => {
    const before = request({
      ...pause(request(), 'clarification', day('2026-09-02')),
      state: 'clarification-pending',
    });
    expect(outcome(before, { kind: 'expire' })).toBe('refused');
    expect(decide(before, { kind: 'expire' }, day('2026-12-02')).state).toBe('expired');
  });

  it('leads back to the proof of identity where that is still awaited', () => {
    let before = standing('acknowledged');
    before = { ...before, ...decide(before, { kind: 'ask-identity' }, today) };
    before = { ...before, ...decide(before, { kind: 'ask-clarification' }, today) };
    expect(before.state).toBe('clarification-pending');
    expect(decide(before, { kind: 'hear' }, today).state).toBe('identity-pending');
    const act = {
      kind: 'settle-identity',
      isVerified: true,
      matched: ['email'],
      isDeclared: false,
    } as const;
    expect(decide(before, act, today).state).toBe('clarification-pending');
  });
});
