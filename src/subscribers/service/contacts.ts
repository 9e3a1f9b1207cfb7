import type { Ctx, Staff } from '../../context.ts';
import { Refusal } from '../../core/errors.ts';
import type { SubscriptionId } from '../../core/ids.ts';
import { newId } from '../../core/ids.ts';
import { commit } from '../../db/commit.ts';
import { forgetNames, moveContacts, refuseContact } from '../../customers/service/following.ts';
import { carryOver, carryUnplanned } from '../../deliveries/service/carrying.ts';
import type { Subscription } from '../model/subscription.ts';
import { insertSubscription, updateSubscription } from '../store/writing.ts';
import { checkRecipient, refuseKnown } from './adding.ts';
import {
  addressColumns,
  getPresent,
  getSubscription,
  nothingPersonal,
  refuseLastContact,
} from './rows.ts';

/**
 * Gives a contract contact another address: a new contact in the place of the old one, since an id has
 * one address for ever and what was told to it stays told to it. What is still on its way to the old
 * address goes to the new one.
 */
export async function replaceContact(
  ctx: Ctx<Staff>,
  id: SubscriptionId,
  address: string,
): Promise<Subscription> {
  const { deps, now } = ctx;
  const replaced = await commit(ctx, async (tx, ledger) => {
    const inside = { db: tx, keys: deps.keys };
    const old = await getPresent(inside, id);
    if (old.stream !== 'contract')
      throw new Refusal(
        'conflict',
        'Only a contract contact is given another address by staff; whoever subscribed changes their own.',
      );
    const { channel, topics, services, language, frequency } = old;
    const kept = { channel, topics, services, language, frequency };
    await checkRecipient({ ...deps, db: tx }, { channel, address, services: [] });
    await refuseKnown(tx, deps, { stream: 'contract', channel, address });
    const successor = newId(deps.ids, 'sbs');
    await insertSubscription(tx, {
      id: successor,
      stream: 'contract',
      ...kept,
      ...addressColumns(deps, channel, address),
      state: 'active',
      createdAt: now,
      confirmedAt: now,
      changedAt: now,
      toldUpTo: old.toldUpTo,
      nextDigestAt: old.nextDigestAt ?? null,
      replaces: id,
    });
    const to = { id: successor, channel };
    await carryOver(tx, { from: id, to }, now);
    await carryUnplanned(tx, { from: old, to }, now);
    await moveContacts(tx, id, successor, now);
    await updateSubscription(tx, id, { ...nothingPersonal, changedAt: now });
    const event = ledger.record({
      action: 'contract_contact.replaced',
      subject: `subscription:${successor}`,
      data: { replaces: id },
      public: false,
    });
    return { value: await getSubscription(inside, successor), events: [event] };
  });
  deps.nudge();
  return replaced;
}

/** Ends a subscription and forgets its address; the last contract contact cannot be ended. */
export async function removeSubscription(ctx: Ctx<Staff>, id: SubscriptionId): Promise<void> {
  await commit(ctx, async (tx, ledger) => {
    const found = await getPresent({ db: tx, keys: ctx.deps.keys }, id);
    await refuseLastContact(tx, found);
    await refuseContact(tx, id);
    await forgetNames(tx, id);
    await updateSubscription(tx, id, { ...nothingPersonal, changedAt: ctx.now });
    const event = ledger.record({
      action: 'subscription.left',
      subject: `subscription:${id}`,
      data: { stream: found.stream },
      public: false,
    });
    return { value: undefined, events: [event] };
  });
}
