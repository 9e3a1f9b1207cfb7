import type { Agent, Claimant, Ctx } from '../../context.ts';
import { Refusal } from '../../core/errors.ts';
import type { StoredEvent } from '../../db/ledger.ts';
import { refuseBeyond } from '../../subscribers/service/limiting.ts';
import { isOpen, isOpenToAgent } from '../model.ts';
import { openPause } from '../model/clock.ts';
import * as writing from '../store/writing.ts';
import { act, changeRequest, type Changing, getRequest } from './changing.ts';
import { agentIn, alertOf, recordOf, tell } from './telling.ts';

/**
 * Whoever has the mail's link says that the address is theirs and that they asked, or let somebody ask
 * for them. Twice is once.
 */
export async function confirmRequest(ctx: Ctx<Claimant | Agent>): Promise<void> {
  refuseAgent(ctx);
  const { id } = ctx.actor;
  if ((await getRequest(ctx.deps.db, id)).confirmedAt !== undefined) return;
  await changeRequest(ctx, id, 'any', async (changing) => {
    const { tx, ledger, request } = changing;
    const confirmedAt = request.confirmedAt ?? ledger.at;
    await writing.updateRequest(tx, id, { confirmedAt, changedAt: ledger.at });
    if (request.authority !== 'pending' || !isOpen(request))
      return [recordOf(ledger, request, 'rights.confirmed')];
    const event = await act(changing, { kind: 'confirm-authority' }, 'rights.confirmed', {
      authority: 'confirmed',
    });
    await tell(tx, ctx.deps, request, { what: 'let' }, agentIn(request), event);
    return [event];
  });
}

/** Whoever has the mail's link never asked and let nobody ask: that ends it. Refuses `conflict` once it is closed. */
export async function disownRequest(ctx: Ctx<Claimant | Agent>): Promise<void> {
  refuseAgent(ctx);
  await end(ctx, { kind: 'disown' }, 'rights.disowned');
}

/** Takes it back. Refuses `conflict` once it is closed. */
export async function withdrawRequest(ctx: Ctx<Claimant | Agent>): Promise<void> {
  await end(ctx, { kind: 'withdraw' }, 'rights.withdrawn');
}

/** Against a denial, once, in sixty days. Refuses `conflict`. */
export async function appealRequest(ctx: Ctx<Claimant | Agent>, text: string): Promise<void> {
  await changeRequest(ctx, ctx.actor.id, 'any', async (changing) => {
    const { tx, ledger, request } = changing;
    if (ctx.actor.kind === 'agent' && !isOpenToAgent(request))
      throw new Refusal('conflict', 'The person has not let you ask for them.');
    const event = await act(changing, { kind: 'appeal' }, 'rights.appealed');
    const appealedAt = ledger.at;
    await writing.updateRequest(tx, request.id, { appealedAt, changedAt: ledger.at });
    await append(changing, authorOf(ctx), text);
    const { nextDueOn } = await getRequest(tx, request.id);
    await alertOf(tx, { ...request, ...(nextDueOn && { nextDueOn }) }, true, event);
    return [event];
  });
}

/** Refuses `conflict` once the case is closed, and `too_many`. What we wait for counts as come. */
export async function writeMessage(ctx: Ctx<Claimant | Agent>, text: string): Promise<void> {
  const { deps, actor, now } = ctx;
  await changeRequest(ctx, actor.id, 'any', async (changing) => {
    const { tx, request } = changing;
    if (!isOpen(request))
      throw new Refusal('conflict', 'This request is closed, so nothing can be added to it.');
    await refuseBeyond(tx, 'deskMessage', actor.id, { keys: deps.keys, now });
    const message = await append(changing, authorOf(ctx), text);
    const event = await heard(changing, ctx, message);
    await alertOf(tx, request, true, event);
    return [event];
  });
}

/** Who may not be let yet ends no waiting for the person. */
async function heard(
  changing: Changing,
  { actor }: Ctx<Claimant | Agent>,
  message: number,
): Promise<StoredEvent> {
  const { tx, ledger, request } = changing;
  const isTheirs = actor.kind === 'claimant' || isOpenToAgent(request);
  if (isTheirs && openPause(request.clock))
    return act(changing, { kind: 'hear' }, 'rights.message_received', { message });
  await writing.updateRequest(tx, request.id, { changedAt: ledger.at });
  return recordOf(ledger, request, 'rights.message_received', { message });
}

async function end(
  ctx: Ctx<Claimant | Agent>,
  what: { readonly kind: 'disown' | 'withdraw' },
  action: `rights.${string}`,
): Promise<void> {
  await changeRequest(ctx, ctx.actor.id, 'any', async (changing) => {
    const event = await act(changing, what, action);
    await alertOf(changing.tx, changing.request, true, event);
    return [event];
  });
}

function authorOf({ actor }: Ctx<Claimant | Agent>): 'person' | 'agent' {
  return actor.kind === 'claimant' ? 'person' : 'agent';
}

function refuseAgent({ actor }: Ctx<Claimant | Agent>): void {
  if (actor.kind === 'agent')
    throw new Refusal('conflict', 'Only the person whose data it is about can say that.');
}

async function append(
  { tx, ledger, request }: Changing,
  author: 'person' | 'agent',
  text: string,
): Promise<number> {
  return writing.insertMessage(tx, { requestId: request.id, at: ledger.at, author, text });
}
