import type { Ctx, Staff } from '../../context.ts';
import { staffIdOf } from '../../context.ts';
import type { Day } from '../../core/day.ts';
import { pointerTo, Refusal, refusalOf } from '../../core/errors.ts';
import type { CustomerId, RightsRequestId } from '../../core/ids.ts';
import { listCustomersById, listReachedContacts } from '../../customers/service/reading.ts';
import type { Db, Tx } from '../../db/client.ts';
import type { Expected } from '../../db/expected.ts';
import type { EventData } from '../../db/ledger.ts';
import { deedsOf } from '../../personal-data/service/standing.ts';
import { isOpen, isOpenToAgent, type RightsRequest } from '../model.ts';
import type { Act, Answer } from '../model/acts.ts';
import { stops } from '../model/clock.ts';
import type { RightsLetter } from '../model/letters.ts';
import type { Checked } from '../model/verifying.ts';
import * as writing from '../store/writing.ts';
import { act, changeRequest, type Changing } from './changing.ts';
import { agentIn, bothSides, personIn, recordOf, tell } from './telling.ts';

type On = { readonly id: RightsRequestId; readonly expected: Expected };

/** Says that it came, what is done with it and until when. By phone or letter staff have said so themselves. */
export async function acknowledgeRequest(ctx: Ctx<Staff>, { id, expected }: On) {
  return changeRequest(ctx, id, expected, async (changing) => {
    const { tx, request } = changing;
    const event = await act(changing, { kind: 'acknowledge' }, 'rights.acknowledged');
    const recipients = request.who === 'self' ? personIn(request) : [];
    await tell(tx, ctx.deps, request, { what: 'received' }, recipients, event);
    return [event];
  });
}

/** Asks for what shows who somebody is. Where the law counts from there the days wait for it. */
export async function askIdentity(ctx: Ctx<Staff>, { id, expected }: On, text: string) {
  return changeRequest(ctx, id, expected, (changing) =>
    say(ctx, changing, {
      what: { kind: 'ask-identity' },
      action: 'rights.identity_asked',
      data: { stopsClock: stops(changing.request, 'identity') },
      letter: 'identity',
      text,
    }),
  );
}

/** What was compared with the contact details on file, and what came of it. */
export async function settleIdentity(ctx: Ctx<Staff>, { id, expected }: On, checked: Checked) {
  return changeRequest(ctx, id, expected, async (changing) => {
    const { isVerified, matched, isDeclared } = checked;
    const facts = { verified: isVerified, matched: [...matched], declared: isDeclared };
    const what = { kind: 'settle-identity', ...checked } as const;
    return [await act(changing, what, 'rights.identity_settled', facts)];
  });
}

export async function askClarification(ctx: Ctx<Staff>, { id, expected }: On, text: string) {
  return changeRequest(ctx, id, expected, (changing) =>
    say(ctx, changing, {
      what: { kind: 'ask-clarification' },
      action: 'rights.clarification_asked',
      data: { stopsClock: stops(changing.request, 'clarification') },
      letter: 'clarification',
      text,
    }),
  );
}

/** The answer to what we asked came by another way than the page of the case. */
export async function noteAnswer(ctx: Ctx<Staff>, { id, expected }: On) {
  return changeRequest(ctx, id, expected, async (changing) => {
    if (changing.request.clock.pauses.every(({ until }) => until !== undefined))
      throw new Refusal('conflict', 'Nothing is awaited from whoever asked.');
    return [await act(changing, { kind: 'hear' }, 'rights.answer_noted')];
  });
}

/** Staff have seen that somebody may ask for the person: a power of attorney, or parental responsibility. */
export async function confirmAuthority(
  ctx: Ctx<Staff>,
  { id, expected }: On,
  basis: 'power-of-attorney' | 'parental-responsibility',
) {
  return changeRequest(ctx, id, expected, async (changing) => {
    const { tx, request } = changing;
    const what = { kind: 'confirm-authority' } as const;
    const event = await act(changing, what, 'rights.authority_confirmed', { basis });
    await tell(tx, ctx.deps, request, { what: 'let' }, agentIn(request), event);
    return [event];
  });
}

/** Tells, in time and with the reason, that it takes longer. */
export async function extendRequest(
  ctx: Ctx<Staff>,
  { id, expected }: On,
  { until, reason }: { readonly until: Day | undefined; readonly reason: string },
) {
  return changeRequest(ctx, id, expected, (changing) =>
    say(ctx, changing, {
      what: { kind: 'extend', until },
      action: 'rights.extended',
      letter: 'extended',
      text: reason,
    }),
  );
}

/** Answers all that is asked, or some of it; the explanation goes to whoever asked. */
export async function decideRequest(
  ctx: Ctx<Staff>,
  { id, expected }: On,
  { answers, explanation }: { readonly answers: readonly Answer[]; readonly explanation: string },
) {
  const by = staffIdOf(ctx.actor);
  return changeRequest(ctx, id, expected, async (changing) => {
    const { tx, ledger, request } = changing;
    const done = await withDeeds(tx, id, answers);
    const events = await say(ctx, changing, {
      what: { kind: 'decide', answers: done, by },
      action: 'rights.decided',
      data: {
        answers: done.map(({ type, outcome, basis, done }) => ({
          type,
          outcome,
          ...(basis && { basis }),
          ...(done && { done }),
        })),
      },
      letter: 'decided',
      text: explanation,
    });
    await writing.updateRequest(tx, request.id, { decidedAt: ledger.at, decidedBy: by });
    // Whoever asked without showing that they may is told so, and nothing else.
    if (!isOpenToAgent(request) && answers.some(({ basis }) => basis === 'no-authority'))
      await tell(tx, ctx.deps, request, { what: 'decided' }, agentIn(request), events[0]);
    return events;
  });
}

/** What is granted and was done here says so by itself. Refuses `conflict` while it is still being done. */
async function withDeeds(
  tx: Tx,
  id: RightsRequestId,
  answers: readonly Answer[],
): Promise<readonly Answer[]> {
  const deeds = await deedsOf(tx, id);
  return answers.map((answer) => {
    const done = answer.outcome === 'granted' ? deeds.get(answer.type) : undefined;
    if (done === 'running')
      throw new Refusal(
        'conflict',
        `${answer.type} is still being carried out. Grant it once it is done (GET records).`,
      );
    return { ...answer, done: answer.done ?? done };
  });
}

/** Who decides about the data: us, or a customer to whom it is then passed on. */
export async function setController(
  ctx: Ctx<Staff>,
  { id, expected }: On,
  controller: RightsRequest['controller'],
) {
  return changeRequest(ctx, id, expected, async ({ tx, ledger, request }) => {
    if (!isOpen(request)) throw new Refusal('conflict', 'This request is closed.');
    await writing.updateRequest(tx, id, { controller, changedAt: ledger.at });
    const before = request.controller;
    return [recordOf(ledger, request, 'rights.controller_set', { before, after: controller })];
  });
}

/**
 * Passes it on to the customer who decides about the data (Article 28(3)(e) GDPR); its contacts get what
 * was asked, whoever asked is told that it was. Refuses `conflict` where none of them can be reached,
 * unless staff have told them otherwise.
 */
export async function forwardRequest(
  ctx: Ctx<Staff>,
  { id, expected }: On,
  {
    customerId,
    isToldOtherwise,
  }: { readonly customerId: CustomerId; readonly isToldOtherwise: boolean },
) {
  return changeRequest(ctx, id, expected, async (changing) => {
    const { tx, request } = changing;
    const contacts = isToldOtherwise ? [] : await findReachable(ctx, tx, customerId);
    const event = await act(changing, { kind: 'forward' }, 'rights.forwarded', {
      customer: customerId,
      contacts: contacts.length,
      ...(isToldOtherwise && { toldOtherwise: true }),
    });
    await writing.updateRequest(tx, id, { customerId });
    const handed = { what: 'handed-over' } as const;
    await tell(tx, ctx.deps, request, handed, contacts, event);
    await tell(tx, ctx.deps, request, { what: 'forwarded' }, bothSides(request), event);
    return [event];
  });
}

async function findReachable({ deps }: Ctx, db: Db, id: CustomerId) {
  const [customer] = await listCustomersById(db, [id]);
  if (!customer)
    throw refusalOf([
      { pointer: pointerTo('customer'), detail: 'There is no customer of this id.' },
    ]);
  const contacts = await listReachedContacts(db, [id]);
  const reachable = contacts.filter(
    ({ removedAt, subscription: { channel, state } }) =>
      removedAt === undefined && channel === 'email' && state === 'active',
  );
  if (deps.mail === undefined || reachable.length === 0)
    throw new Refusal(
      'conflict',
      'No contact of this customer can be written to. Tell it by another way, and send "toldOtherwise": true.',
    );
  return reachable.map(({ subscription }) => ({
    to: 'customer' as const,
    subscriptionId: subscription.id,
  }));
}

/** What is done, and what is said of it: a message of the case that goes to whoever asked. */
async function say(
  { deps }: Ctx,
  changing: Changing,
  said: {
    readonly what: Act;
    readonly action: `rights.${string}`;
    readonly data?: EventData;
    readonly letter: RightsLetter;
    readonly text: string;
  },
) {
  const { tx, ledger, request } = changing;
  const event = await act(changing, said.what, said.action, said.data);
  const message = await writing.insertMessage(tx, {
    requestId: request.id,
    at: ledger.at,
    author: 'staff',
    text: said.text,
  });
  await tell(tx, deps, request, { what: said.letter, message }, bothSides(request), event);
  return [event] as const;
}
