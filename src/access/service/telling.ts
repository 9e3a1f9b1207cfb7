import type { Deps } from '../../context.ts';
import type { Tx } from '../../db/client.ts';
import type { Ledger } from '../../db/commit.ts';
import type { StoredEvent } from '../../db/ledger.ts';
import type { Cargo } from '../../deliveries/model/delivery.ts';
import { queueDeliveries } from '../../deliveries/service/queue.ts';
import type { AccessRequest } from '../model.ts';

type Letter = Omit<Extract<Cargo, { kind: 'access' }>, 'kind' | 'request'>;

/** Queues a letter to whoever asked, where mails can be sent. `seq` makes it one of its kind. */
export async function tellRequester(
  tx: Tx,
  { mail }: Pick<Deps, 'mail'>,
  { id, subscriptionId }: Pick<AccessRequest, 'id' | 'subscriptionId'>,
  letter: Letter,
  { seq, at }: Pick<StoredEvent, 'seq' | 'at'>,
): Promise<void> {
  if (mail === undefined || subscriptionId === undefined) return;
  const cargo = { kind: 'access', request: id, ...letter } as const;
  const subject = `access:${letter.what}:${seq}`;
  const delivery = { subscriptionId, channel: 'email' as const, subject, cargo, dueAt: at };
  await queueDeliveries(tx, [delivery], at);
}

/** One fact about a request. It stays for ever, so it holds ids, hashes and dates only. */
export function recordOf(
  ledger: Ledger,
  { id }: Pick<AccessRequest, 'id'>,
  action: `access.${string}`,
  data: StoredEvent['data'] = {},
): StoredEvent {
  return ledger.record({ action, subject: `access-request:${id}`, data, public: false });
}
