import type { Deps } from '../../context.ts';
import { Refusal } from '../../core/errors.ts';
import type { SubscriptionId } from '../../core/ids.ts';
import { seal } from '../../core/sealed.ts';
import type { Db } from '../../db/client.ts';
import { addressHash, hostOf } from '../model/address.ts';
import type { Channel, Subscription } from '../model/subscription.ts';
import { sealPurpose, selectSubscriptions } from '../store/reading.ts';
import { selectChosen } from '../store/staff-recipients.ts';
import type { SubscriptionRow } from '../store/writing.ts';

const nonceBytes = 12;

/** The columns that stand for an address: sealed, as a hash, and its domain. */
export function addressColumns({ keys, ids }: Deps, channel: Channel, address: string) {
  return {
    address: seal(keys.derive(sealPurpose), ids.bytes(nonceBytes), address),
    addressHash: addressHash(keys, channel, address),
    host: hostOf(channel, address),
  };
}

/** What stays of a subscription that ended: its id, and when it was asked for, confirmed and ended. */
export const nothingPersonal = {
  address: null,
  addressHash: null,
  host: null,
  contact: null,
  topics: [],
  services: [],
  language: 'en',
  frequency: 'immediate',
  reason: null,
  previousSecretUntil: null,
  nextDigestAt: null,
  state: 'left',
} satisfies Partial<SubscriptionRow>;

/** Refuses `not_found`. */
export async function getSubscription(
  { db, keys }: Pick<Deps, 'db' | 'keys'>,
  id: SubscriptionId,
): Promise<Subscription> {
  const [found] = await selectSubscriptions(db, keys, [id]);
  if (!found) throw new Refusal('not_found', 'There is no subscription of this id.');
  return found;
}

/** The same where it has an address still. Refuses `conflict` once it has left. */
export async function getPresent(
  deps: Pick<Deps, 'db' | 'keys'>,
  id: SubscriptionId,
): Promise<Subscription & { readonly address: string }> {
  const { address, ...found } = await getSubscription(deps, id);
  if (address === undefined)
    throw new Refusal('conflict', 'This recipient has left; nothing of them is known any more.');
  return { ...found, address };
}

/** Without it nobody is told whom a contract names. */
export async function isLastContact(
  db: Db,
  { id, stream, state }: Pick<Subscription, 'id' | 'stream' | 'state'>,
): Promise<boolean> {
  if (stream !== 'contract' || state !== 'active') return false;
  return !(await selectChosen(db, 'contract')).some((each) => each.id !== id);
}

/** Refuses to take away the last address that a contract says must be told. */
export async function refuseLastContact(
  db: Db,
  contact: Pick<Subscription, 'id' | 'stream' | 'state'>,
): Promise<void> {
  if (await isLastContact(db, contact))
    throw new Refusal(
      'conflict',
      'This is the last contract contact, who must be told of changes. Add another first, or give it another address: PUT its contact.',
    );
}
