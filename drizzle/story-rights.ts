import type { Ctx, Deps, Staff } from '../src/context.ts';
import { addDays, type Day } from '../src/core/day.ts';
import type { RightsRequestId } from '../src/core/ids.ts';
import { confirmRequest, writeMessage } from '../src/rights/service/answering.ts';
import {
  acknowledgeRequest,
  askClarification,
  decideRequest,
  settleIdentity,
} from '../src/rights/service/deciding.ts';
import { listRequests } from '../src/rights/service/reading.ts';
import { recordRequest } from '../src/rights/service/recording.ts';
import { type Asked, submitRequest } from '../src/rights/service/submitting.ts';

/** Something that happens to a privacy request, on its day; told one after another. */
export type StoryRequest = {
  readonly publishedOn: Day;
  /** Of the day. */
  readonly minutes: number;
  /** Nobody is written to: `deps` has no mail. */
  happen(deps: Deps, now: Date): Promise<unknown>;
};

/**
 * Three invented people ask Qluster Corp. about their data: one is answered, one is being answered, and
 * for one an agent asks whom she has not let yet.
 */
export function tellRights(today: Day): readonly StoryRequest[] {
  const on = (daysAgo: number, happen: StoryRequest['happen']): StoryRequest => ({
    publishedOn: addDays(today, -daysAgo),
    minutes: 9 * 60,
    happen,
  });
  return [...answered(on, today), ...beingAnswered(on), ...askedByAgent(on)];
}

type On = (daysAgo: number, happen: StoryRequest['happen']) => StoryRequest;

/** By letter from Leeds; a question took a week that the law does not count. */
function answered(on: On, today: Day): readonly StoryRequest[] {
  const its = remembered();
  return [
    on(52, async (deps, now) => {
      const receivedOn = addDays(today, -52);
      its.id = (
        await recordRequest(staff(deps, now), { asked: letter, source: 'letter', receivedOn })
      ).id;
    }),
    on(51, async (deps, now) => acknowledgeRequest(staff(deps, now), its.on())),
    on(50, async (deps, now) =>
      askClarification(
        staff(deps, now),
        its.on(),
        'We have an inquiry of December and a newsletter of March under your name. Do you mean both?',
      ),
    ),
    on(43, async (deps, now) =>
      writeMessage(claimant(deps, now, its.on().id), 'Yes, both please.'),
    ),
    on(42, async (deps, now) => settleIdentity(staff(deps, now), its.on(), matching('name'))),
    on(30, async (deps, now) =>
      decideRequest(staff(deps, now), its.on(), {
        answers: [
          { type: 'access', outcome: 'granted', done: 'exported' },
          { type: 'erasure', outcome: 'denied', basis: 'legal-duty' },
        ],
        explanation:
          'Your inquiry and your newsletter subscription are in the copy that you have received. The subscription is ended. The offer that we sent you is a business letter, which we have to keep until the end of the sixth year; it is used for nothing else.',
      }),
    ),
  ];
}

const letter: Asked = {
  law: 'uk-gdpr',
  types: ['access', 'erasure'],
  who: 'self',
  relation: 'visitor',
  person: { name: 'Priya Marsh', email: 'priya.marsh@post.example' },
  details: 'I asked for a demonstration last winter. What do you still have of me?',
  language: 'en',
};

/** From the form; the address is confirmed and the identity is clear. */
function beingAnswered(on: On): readonly StoryRequest[] {
  const its = remembered();
  return [
    on(12, async (deps, now) => {
      its.id = await submit(deps, now, {
        law: 'gdpr',
        types: ['access', 'portability'],
        who: 'self',
        relation: 'customer-staff',
        person: { name: 'Jonas Feld', email: 'jonas.feld@nordwind-bank.example' },
        details: 'I am the contact of Nordwind Bank for your contract.',
        language: 'de',
      });
    }),
    on(11, async (deps, now) => confirmRequest(claimant(deps, now, its.on().id))),
    on(9, async (deps, now) => settleIdentity(staff(deps, now), its.on(), matching('company'))),
  ];
}

function askedByAgent(on: On): readonly StoryRequest[] {
  return [
    on(4, async (deps, now) =>
      submit(deps, now, {
        law: 'ccpa',
        types: ['delete', 'opt-out'],
        who: 'agent',
        relation: 'visitor',
        person: { name: 'Dana Whitlock', email: 'dana.whitlock@mail.example' },
        agent: {
          name: 'Requests desk',
          email: 'requests@clear-trail.example',
          company: 'Clear Trail Agents',
        },
        language: 'en',
      }),
    ),
  ];
}

/** Its id is known once it has come in. */
function remembered() {
  const its: { id?: RightsRequestId } = {};
  const on = () => {
    if (its.id === undefined) throw new Error('it has not come in yet');
    return { id: its.id, expected: 'any' } as const;
  };
  return Object.assign(its, { on });
}

function matching(other: 'name' | 'company') {
  return { isVerified: true, matched: ['email', other], isDeclared: false } as const;
}

async function submit(deps: Deps, now: Date, asked: Asked): Promise<RightsRequestId> {
  const ctx = { deps, actor: { kind: 'anonymous' }, now } as const;
  const from = { clientAddress: undefined, looksAutomated: false };
  const { reference } = await submitRequest(ctx, asked, from);
  const { items } = await listRequests(deps.db, {}, undefined, 100);
  const found = items.find((each) => each.reference === reference);
  if (!found) throw new Error('what was asked is not there');
  return found.id;
}

function staff(deps: Deps, now: Date): Ctx<Staff> {
  return { deps, actor: { kind: 'staff', role: 'owner' }, now };
}

function claimant(deps: Deps, now: Date, id: RightsRequestId) {
  return { deps, actor: { kind: 'claimant', id }, now } as const;
}
