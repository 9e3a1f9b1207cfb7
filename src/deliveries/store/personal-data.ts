import { and, asc, gt, inArray, sql } from 'drizzle-orm';
import type { SubscriptionId } from '../../core/ids.ts';
import type { Column, Declaration } from '../../core/personal.ts';
import type { Db, Tx } from '../../db/client.ts';
import { declare } from '../../db/personal.ts';
import type { StoredMail } from '../model/kept.ts';
import { deliveries, deliveryAttempts, keptMails } from '../table.ts';

const number: Column = {
  category: 'identifiers',
  what: {
    en: 'Number of the recipient or delivery',
    de: 'Nummer des Empfängers oder der Zustellung',
  },
};
const sent: Column = {
  category: 'communications',
  what: {
    en: 'What was sent, by its number, and when; not what it said',
    de: 'Was gesendet wurde, nach seiner Nummer, und wann; nicht der Inhalt',
  },
};
const arrival: Column = {
  category: 'network-activity',
  what: {
    en: 'Whether and when it could be delivered',
    de: 'Ob und wann es zugestellt werden konnte',
  },
};

const sending = {
  record: 'deliveries',
  purpose: 'telling-subscribers',
  sources: ['annex'],
} as const;

export const declared: readonly Declaration[] = [
  declare(deliveries, {
    ...sending,
    columns: {
      id: number,
      subscriptionId: number,
      subject: sent,
      channel: 'no',
      cargo: sent,
      seq: sent,
      state: arrival,
      dueAt: 'no',
      attempts: arrival,
      lease: 'no',
      leaseUntil: 'no',
      outcome: arrival,
      status: arrival,
      createdAt: sent,
      endedAt: arrival,
      attemptedAt: arrival,
      durationMs: 'no',
    },
  }),
  declare(deliveryAttempts, {
    ...sending,
    columns: {
      deliveryId: number,
      number: 'no',
      at: arrival,
      outcome: arrival,
      status: arrival,
      durationMs: 'no',
    },
  }),
  declare(keptMails, {
    record: 'subscriptions',
    purpose: 'telling-subscribers',
    sources: ['person', 'staff', 'annex'],
    columns: {
      id: 'no',
      at: 'no',
      mail: {
        category: 'communications',
        what: {
          en: 'Mails of a trial installation that were kept instead of sent, with addresses',
          de: 'E-Mails einer Probeinstallation, die aufbewahrt statt gesendet wurden, mit Adressen',
        },
      },
    },
  }),
];

/** Deliveries with a number behind `after`, in the order of recipients and numbers. */
export async function selectSentTo(
  db: Db,
  recipients: readonly SubscriptionId[],
  after: number,
  limit: number,
): Promise<readonly { readonly recipient: SubscriptionId; readonly id: number }[]> {
  const { id, subscriptionId: recipient } = deliveries;
  const isAmong = sql`${recipient} IN (SELECT value FROM json_each(${JSON.stringify(recipients)}))`;
  return db
    .select({ recipient, id })
    .from(deliveries)
    .where(and(isAmong, gt(id, after)))
    .orderBy(asc(recipient), asc(id))
    .limit(limit);
}

/** Oldest first, behind `after`. */
export async function selectKeptAfter(
  db: Db,
  after: number,
  limit: number,
): Promise<readonly StoredMail[]> {
  return db
    .select()
    .from(keptMails)
    .where(gt(keptMails.id, after))
    .orderBy(asc(keptMails.id))
    .limit(limit);
}

export async function deleteKept(tx: Tx, ids: readonly number[]): Promise<void> {
  await tx.delete(keptMails).where(inArray(keptMails.id, [...ids]));
}
