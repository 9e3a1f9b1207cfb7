import type { Deps } from '../../context.ts';
import type { SubscriptionId } from '../../core/ids.ts';
import { newId } from '../../core/ids.ts';
import type { Db, Tx } from '../../db/client.ts';
import { forgetDeliveries } from '../../deliveries/service/forgetting.ts';
import type { Language } from '../../core/language.ts';
import type { Stream } from '../model/subscription.ts';
import { selectHashes, selectStreams, selectSubscriptions } from '../store/reading.ts';
import { selectSuppression } from '../store/suppressions.ts';
import { deleteSubscriptions, insertSubscription, updateSubscription } from '../store/writing.ts';
import { addressColumns, nothingPersonal } from './rows.ts';

/**
 * The address to which a case is answered. It is told of nothing else and needs no consent: whoever
 * wrote asked for the answer. An address that is never to be written to is kept as disabled.
 */
export async function addCaseAddress(
  tx: Tx,
  deps: Deps,
  { address, language }: { readonly address: string; readonly language: Language },
  now: Date,
): Promise<SubscriptionId> {
  const id = newId(deps.ids, 'sbs');
  const columns = addressColumns(deps, 'email', address);
  const suppression = await selectSuppression(tx, columns.addressHash);
  await insertSubscription(tx, {
    id,
    stream: 'case',
    channel: 'email',
    ...columns,
    topics: [],
    services: [],
    language,
    frequency: 'immediate',
    state: suppression ? 'disabled' : 'active',
    reason: suppression?.reason ?? null,
    createdAt: now,
    confirmedAt: now,
    changedAt: now,
  });
  return id;
}

/** Whether what is written to it may arrive: not where it was given up, suppressed or erased. */
export async function isCaseReachable(
  deps: Pick<Deps, 'db' | 'keys'>,
  id: SubscriptionId,
): Promise<boolean> {
  const [found] = await selectSubscriptions(deps.db, deps.keys, [id]);
  return found?.state === 'active';
}

export async function forgetCaseAddress(tx: Tx, id: SubscriptionId, at: Date): Promise<void> {
  await updateSubscription(tx, id, { ...nothingPersonal, changedAt: at });
}

/** With the records to which they belong: the addresses, what was sent there and whether it arrived. */
export async function deleteAddresses(tx: Tx, ids: readonly SubscriptionId[]): Promise<void> {
  if (ids.length === 0) return;
  await forgetDeliveries(tx, ids);
  await deleteSubscriptions(tx, ids);
}

/** By which each of these addresses is found again; those that are erased have none. */
export async function listHashes(
  db: Db,
  ids: readonly SubscriptionId[],
): Promise<ReadonlyMap<SubscriptionId, string>> {
  return selectHashes(db, ids);
}

/** Why each of these is written to. */
export async function listStreams(
  db: Db,
  ids: readonly SubscriptionId[],
): Promise<ReadonlyMap<SubscriptionId, Stream>> {
  return selectStreams(db, ids);
}
