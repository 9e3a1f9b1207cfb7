import type { Deps } from '../../context.ts';
import type { SubscriptionId } from '../../core/ids.ts';
import { selectMailboxesAt } from '../store/hosts.ts';
import { selectSubscriptions } from '../store/reading.ts';

/** The next mailboxes of a domain, whatever their stream; those that cannot be unsealed have no address. */
export async function listMailboxesAt(
  { db, keys }: Pick<Deps, 'db' | 'keys'>,
  host: string,
  after: string | undefined,
  limit: number,
): Promise<readonly { readonly id: SubscriptionId; readonly address: string }[]> {
  const ids = await selectMailboxesAt(db, host, after ?? '', limit);
  const found = await selectSubscriptions(db, keys, ids);
  const addresses = new Map(found.map(({ id, address }) => [id, address]));
  return ids.map((id) => ({ id, address: addresses.get(id) ?? '' }));
}
