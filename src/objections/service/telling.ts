import type { Deps } from '../../context.ts';
import type { Tx } from '../../db/client.ts';
import type { Ledger } from '../../db/commit.ts';
import type { StoredEvent } from '../../db/ledger.ts';
import type { Cargo } from '../../deliveries/model/delivery.ts';
import { alertStaff } from '../../deliveries/service/alerts.ts';
import { queueDeliveries } from '../../deliveries/service/queue.ts';
import type { Objection } from '../model.ts';

type Letter = Pick<Extract<Cargo, { kind: 'objection' }>, 'what' | 'message'>;

/** Queues a letter to whoever objected; nothing where they left no address. `seq` makes it one of its kind. */
export async function tellObjector(
  tx: Tx,
  { id, subscriptionId }: Pick<Objection, 'id' | 'subscriptionId'>,
  letter: Letter,
  { seq, at }: Pick<StoredEvent, 'seq' | 'at'>,
): Promise<void> {
  if (subscriptionId === undefined) return;
  const cargo = { kind: 'objection', objection: id, ...letter } as const;
  const subject = `objection:${letter.what}:${seq}`;
  const delivery = { subscriptionId, channel: 'email' as const, subject, cargo, dueAt: at };
  await queueDeliveries(tx, [delivery], at);
}

/** Staff hear of each that comes in; nothing of who it is. */
export async function alertOf(
  tx: Tx,
  { reference, isLate, customerId }: Pick<Objection, 'reference' | 'isLate' | 'customerId'>,
  { seq, at }: Pick<StoredEvent, 'seq' | 'at'>,
): Promise<void> {
  const isMatched = customerId !== undefined;
  const alert = { kind: 'objection-received', reference, isLate, isMatched } as const;
  await alertStaff(tx, alert, `objection:${seq}`, at);
}

/** One fact about a case. It stays for ever, so it holds ids and dates only. */
export function recordOf(
  ledger: Ledger,
  { id }: Pick<Objection, 'id'>,
  action: `objection.${string}`,
  data: StoredEvent['data'] = {},
): StoredEvent {
  return ledger.record({ action, subject: `objection:${id}`, data, public: false });
}

/** Where no mail can be sent a letter would wait for ever. */
export function sendsMail({ mail }: Pick<Deps, 'mail'>): boolean {
  return mail !== undefined;
}
