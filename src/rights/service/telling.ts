import type { Deps } from '../../context.ts';
import type { CopyLinkId, SubscriptionId } from '../../core/ids.ts';
import type { Tx } from '../../db/client.ts';
import type { Ledger } from '../../db/commit.ts';
import type { EventData, StoredEvent } from '../../db/ledger.ts';
import { alertStaff } from '../../deliveries/service/alerts.ts';
import { queueDeliveries } from '../../deliveries/service/queue.ts';
import { isOpenToAgent, type RightsRequest } from '../model.ts';
import type { RightsLetter } from '../model/letters.ts';

type Letter = {
  readonly what: RightsLetter;
  readonly message?: number;
  readonly copy?: CopyLinkId;
};
type To = { readonly to: 'person' | 'agent' | 'customer'; readonly subscriptionId: SubscriptionId };

/** Queues a letter to these, where mails can be sent. `seq` makes it one of its kind. */
export async function tell(
  tx: Tx,
  { mail }: Pick<Deps, 'mail'>,
  { id }: Pick<RightsRequest, 'id'>,
  letter: Letter,
  recipients: readonly To[],
  { seq, at }: Pick<StoredEvent, 'seq' | 'at'>,
): Promise<void> {
  if (mail === undefined) return;
  const rows = recipients.map(({ to, subscriptionId }) => ({
    subscriptionId,
    channel: 'email' as const,
    subject: `rights:${letter.what}:${to}:${seq}`,
    cargo: { kind: 'rights', request: id, to, ...letter } as const,
    dueAt: at,
  }));
  await queueDeliveries(tx, rows, at);
}

/** Whom what staff write reaches: the person, and whoever asks for them once they may. */
export function bothSides(
  request: Pick<RightsRequest, 'subscriptionId' | 'agentSubscriptionId' | 'authority' | 'person'>,
): readonly To[] {
  return [...personIn(request), ...(isOpenToAgent(request) ? agentIn(request) : [])];
}

export function personIn({ subscriptionId }: Pick<RightsRequest, 'subscriptionId'>): readonly To[] {
  return subscriptionId === undefined ? [] : [{ to: 'person', subscriptionId }];
}

export function agentIn({
  agentSubscriptionId,
}: Pick<RightsRequest, 'agentSubscriptionId'>): readonly To[] {
  return agentSubscriptionId === undefined
    ? []
    : [{ to: 'agent', subscriptionId: agentSubscriptionId }];
}

/** Staff hear of each that comes in; nothing of who it is. */
export async function alertOf(
  tx: Tx,
  { reference, law, nextDueOn }: Pick<RightsRequest, 'reference' | 'law' | 'nextDueOn'>,
  isReply: boolean,
  { seq, at }: Pick<StoredEvent, 'seq' | 'at'>,
): Promise<void> {
  const due = nextDueOn && { due: nextDueOn };
  const alert = { kind: 'rights-received', reference, law, isReply, ...due } as const;
  await alertStaff(tx, alert, `rights:${seq}`, at);
}

/** One fact about a request. It stays for ever, so it holds ids, dates, the law and what is asked only. */
export function recordOf(
  ledger: Ledger,
  { id }: Pick<RightsRequest, 'id'>,
  action: `rights.${string}`,
  data: EventData = {},
): StoredEvent {
  return ledger.record({ action, subject: `rights-request:${id}`, data, public: false });
}
