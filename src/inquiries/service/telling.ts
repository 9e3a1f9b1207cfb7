import type { Deps } from '../../context.ts';
import type { Tx } from '../../db/client.ts';
import type { Ledger } from '../../db/commit.ts';
import type { StoredEvent } from '../../db/ledger.ts';
import type { Cargo } from '../../deliveries/model/delivery.ts';
import { alertStaff } from '../../deliveries/service/alerts.ts';
import { queueDeliveries } from '../../deliveries/service/queue.ts';
import type { Inquiry } from '../model.ts';

type Letter = Pick<Extract<Cargo, { kind: 'inquiry' }>, 'what' | 'message'>;

/** Queues a letter to whoever wrote, where mails can be sent and an address is known. `seq` makes it one of its kind. */
export async function tellPerson(
  tx: Tx,
  { mail }: Pick<Deps, 'mail'>,
  { id, subscriptionId }: Pick<Inquiry, 'id' | 'subscriptionId'>,
  letter: Letter,
  { seq, at }: Pick<StoredEvent, 'seq' | 'at'>,
): Promise<void> {
  if (mail === undefined || subscriptionId === undefined) return;
  const cargo = { kind: 'inquiry', inquiry: id, ...letter } as const;
  const subject = `inquiry:${letter.what}:${seq}`;
  const delivery = { subscriptionId, channel: 'email' as const, subject, cargo, dueAt: at };
  await queueDeliveries(tx, [delivery], at);
}

/** Staff hear of each that comes in; nothing of who it is. */
export async function alertOf(
  tx: Tx,
  { reference, topic }: Pick<Inquiry, 'reference' | 'topic'>,
  isReply: boolean,
  { seq, at }: Pick<StoredEvent, 'seq' | 'at'>,
): Promise<void> {
  const alert = { kind: 'inquiry-received', reference, topic, isReply } as const;
  await alertStaff(tx, alert, `inquiry:${seq}`, at);
}

/** One fact about an inquiry. It stays for ever, so it holds ids and dates only. */
export function recordOf(
  ledger: Ledger,
  { id }: Pick<Inquiry, 'id'>,
  action: `inquiry.${string}`,
  data: StoredEvent['data'] = {},
): StoredEvent {
  return ledger.record({ action, subject: `inquiry:${id}`, data, public: false });
}
