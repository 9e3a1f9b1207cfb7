import type { Ctx, Deps, Staff } from '../src/context.ts';
import type { RightsRequestId } from '../src/core/ids.ts';
import { recordRequest } from '../src/rights/service/recording.ts';
import { confirmRequest, writeMessage } from '../src/rights/service/answering.ts';
import {
  acknowledgeRequest,
  askClarification,
  decideRequest,
  settleIdentity,
} from '../src/rights/service/deciding.ts';
import { submitRequest } from '../src/rights/service/submitting.ts';
import { listRequests } from '../src/rights/service/reading.ts';
import { dayOf } from '../src/core/day.ts';

const dayMs = 24 * 60 * 60 * 1000;
const byProgram = { clientAddress: undefined, looksAutomated: false };

/**
 * Three invented people ask Qluster Corp. about their data: one is answered, one is being answered, and
 * for one an agent asks whom she has not let yet. Nobody is written to.
 */
export async function seedRights({ deps, now }: Ctx, timeZone: string): Promise<void> {
  if (deps.config.mailUrl !== undefined) return;
  const { mail: _, ...silent } = deps;
  const ago = (days: number) => new Date(now.getTime() - days * dayMs);
  await answered(silent, ago, timeZone);
  await beingAnswered(silent, ago);
  await askedByAgent(silent, ago);
}

type Ago = (days: number) => Date;

/** By letter from Leeds; a question took a week that the law does not count. */
async function answered(deps: Deps, ago: Ago, timeZone: string): Promise<void> {
  const { id } = await recordRequest(staff(deps, ago(52)), {
    asked: {
      law: 'uk-gdpr',
      types: ['access', 'erasure'],
      who: 'self',
      relation: 'visitor',
      person: { name: 'Priya Marsh', email: 'priya.marsh@post.example' },
      details: 'I asked for a demonstration last winter. What do you still have of me?',
      language: 'en',
    },
    source: 'letter',
    receivedOn: dayOf(ago(52), timeZone),
  });
  const on = { id, expected: 'any' } as const;
  await acknowledgeRequest(staff(deps, ago(51)), on);
  await askClarification(
    staff(deps, ago(50)),
    on,
    'We have an inquiry of December and a newsletter of March under your name. Do you mean both?',
  );
  await writeMessage(claimant(deps, ago(43), id), 'Yes, both please.');
  const verified = { isVerified: true, matched: ['email', 'name'], isDeclared: false } as const;
  await settleIdentity(staff(deps, ago(42)), on, verified);
  await decideRequest(staff(deps, ago(30)), on, {
    answers: [
      { type: 'access', outcome: 'granted', done: 'exported' },
      { type: 'erasure', outcome: 'denied', basis: 'legal-duty' },
    ],
    explanation:
      'Your inquiry and your newsletter subscription are in the copy that you have received. The subscription is ended. The offer that we sent you is a business letter, which we have to keep until the end of the sixth year; it is used for nothing else.',
  });
}

/** From the form; the address is confirmed and the identity is clear. */
async function beingAnswered(deps: Deps, ago: Ago): Promise<void> {
  const id = await submitted(deps, ago(12), {
    law: 'gdpr',
    types: ['access', 'portability'],
    who: 'self',
    relation: 'customer-staff',
    person: { name: 'Jonas Feld', email: 'jonas.feld@nordwind-bank.example' },
    details: 'I am the contact of Nordwind Bank for your contract.',
    language: 'de',
  });
  await confirmRequest(claimant(deps, ago(11), id));
  const verified = { isVerified: true, matched: ['email', 'company'], isDeclared: false } as const;
  await settleIdentity(staff(deps, ago(9)), { id, expected: 'any' }, verified);
}

async function askedByAgent(deps: Deps, ago: Ago): Promise<void> {
  await submitted(deps, ago(4), {
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
  });
}

async function submitted(
  deps: Deps,
  now: Date,
  asked: Parameters<typeof submitRequest>[1],
): Promise<RightsRequestId> {
  const ctx = { deps, actor: { kind: 'anonymous' }, now } as const;
  const { reference } = await submitRequest(ctx, asked, byProgram);
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
