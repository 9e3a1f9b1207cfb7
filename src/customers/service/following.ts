import { Refusal } from '../../core/errors.ts';
import type { SubscriptionId } from '../../core/ids.ts';
import type { Db, Tx } from '../../db/client.ts';
import * as contacts from '../store/contacts.ts';
import { eraseNames } from '../store/personal-data.ts';

/** Another address took the place of this one: it stands for the same customers, in the same roles. */
export async function moveContacts(
  tx: Tx,
  from: SubscriptionId,
  to: SubscriptionId,
  at: Date,
): Promise<void> {
  const links = (await contacts.selectLinks(tx, [from])).filter(
    ({ removedAt }) => removedAt === undefined,
  );
  const ended = links.map((link) => ({ ...link, removedAt: at }));
  const begun = links.map((link) => ({ ...link, subscriptionId: to, addedAt: at }));
  await contacts.saveContacts(tx, [...ended, ...begun]);
  await forgetNames(tx, from);
}

/** Whoever this address belonged to is forgotten with it; that it was told, and in which role, stays. */
export async function forgetNames(tx: Tx, id: SubscriptionId): Promise<void> {
  await eraseNames(tx, id);
}

/** Whether it stands for a customer whose contract names it. */
export async function isContact(db: Db, id: SubscriptionId): Promise<boolean> {
  return (await contacts.selectLinks(db, [id])).some(({ removedAt }) => removedAt === undefined);
}

/** Refuses `conflict` while a customer is told through it. */
export async function refuseContact(db: Db, id: SubscriptionId): Promise<void> {
  const link = (await contacts.selectLinks(db, [id])).find(
    ({ removedAt }) => removedAt === undefined,
  );
  if (link)
    throw new Refusal(
      'conflict',
      `This is a contact of the customer ${link.customerId}. Remove it there first, or give it another address: PUT its contact.`,
    );
}
