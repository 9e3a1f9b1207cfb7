import { and, eq, notInArray } from 'drizzle-orm';
import type { Db, Tx } from '../../db/client.ts';
import type { DeliveryState } from '../model/delivery.ts';
import type { MailKey } from '../model/message-id.ts';
import { deliveries } from '../table.ts';
import { setAsideAttempts } from './attempts.ts';

export type MailedDelivery = {
  readonly id: number;
  readonly state: DeliveryState;
  /** The end of a webhook, told to its owner. */
  readonly isToContact: boolean;
};

export async function selectMailed(
  db: Db,
  { subscriptionId, subject }: MailKey,
): Promise<MailedDelivery | undefined> {
  const { id, state, cargo } = deliveries;
  const [row] = await db
    .select({ id, state, cargo })
    .from(deliveries)
    .where(
      and(
        eq(deliveries.subscriptionId, subscriptionId),
        eq(deliveries.subject, subject),
        eq(deliveries.channel, 'email'),
      ),
    );
  return row && { id: row.id, state: row.state, isToContact: row.cargo.kind === 'disabled' };
}

/** Also of one whose acceptance was not recorded yet: whoever holds its lease loses it. */
export async function markBounced(tx: Tx, id: number, at: Date): Promise<void> {
  const ended: DeliveryState[] = ['bounced', 'failed', 'cancelled'];
  const isOpen = and(eq(deliveries.id, id), notInArray(deliveries.state, ended));
  await setAsideAttempts(tx, isOpen);
  await tx
    .update(deliveries)
    .set({
      state: 'bounced',
      outcome: 'bounced',
      status: null,
      attemptedAt: null,
      durationMs: null,
      dueAt: null,
      lease: null,
      leaseUntil: null,
      endedAt: at,
    })
    .where(isOpen);
}
