import type { Ctx, System } from '../../context.ts';
import type { Db, Tx } from '../../db/client.ts';
import { operate } from '../../db/commit.ts';
import { listAlertRecipients } from '../../subscribers/service/reading.ts';
import type { Alert } from '../model/delivery.ts';
import { selectKnownSubject, selectWaiting } from '../store/figures.ts';
import { queueDeliveries } from './queue.ts';

const hourMs = 60 * 60 * 1000;
/** Retries of an hour or two are the everyday of mail and of webhooks. */
const patienceMs = 6 * hourMs;
/** Planning takes seconds; a row that waits this long means that nothing works it off. */
const planningMs = hourMs / 4;

/** Queues one delivery to each active member of the staff stream. The same `subject` again tells nobody twice. */
export async function alertStaff(tx: Tx, alert: Alert, subject: string, now: Date): Promise<void> {
  const recipients = await listAlertRecipients(tx);
  const cargo = { kind: 'alert', alert } as const;
  const rows = recipients.map(({ id: subscriptionId, channel }) => ({
    subscriptionId,
    channel,
    subject,
    cargo,
    dueAt: now,
  }));
  await queueDeliveries(tx, rows, now);
}

/** The same `subject` again tells nobody twice, and writes nothing. How many were told. */
export async function alertOnce(ctx: Ctx<System>, alert: Alert, subject: string): Promise<number> {
  const { db, nudge } = ctx.deps;
  const recipients = await listAlertRecipients(db);
  const known = await selectKnownSubject(db, subject, recipients);
  if (known === recipients.length) return 0;
  await operate(ctx, (tx) => alertStaff(tx, alert, subject, ctx.now));
  nudge();
  return recipients.length - known;
}

/**
 * Tells staff, once a day (UTC), that deliveries have waited for more than six hours or that something
 * published is not planned after a quarter of an hour. How many were told.
 */
export async function watchDeliveries(ctx: Ctx<System>): Promise<number> {
  const stuck = await findStuck(ctx.deps.db, ctx.now);
  if (stuck === undefined) return 0;
  return alertOnce(ctx, stuck, `alert:stuck:${ctx.now.toISOString().slice(0, 10)}`);
}

async function findStuck(db: Db, now: Date): Promise<Alert | undefined> {
  const { count, oldestAt } = await selectWaiting(db, {
    deliveriesBefore: new Date(now.getTime() - patienceMs),
    outboxBefore: new Date(now.getTime() - planningMs),
  });
  if (oldestAt === undefined) return undefined;
  return { kind: 'stuck', due: count, oldestAt: oldestAt.toISOString() };
}
