import type { Ctx, System } from '../../context.ts';
import { operate } from '../../db/commit.ts';
import { deleteSessionsBefore, hasSessionBefore } from '../store/download-sessions.ts';
import { emptyAddressesBefore, hasAddressBefore } from '../store/downloads.ts';

const dayMs = 24 * 60 * 60 * 1000;
/** Network addresses of those who downloaded: long enough to look into misuse. */
const addressDays = 30;
/** For a day somebody with a session that is over hears that it is. */
const sessionDays = 1;

/** Forgets what is kept for a time only; writes only where there is something. */
export async function purgeDownloads(ctx: Ctx<System>): Promise<void> {
  const { db } = ctx.deps;
  const addressesBefore = before(ctx.now, addressDays);
  if (await hasAddressBefore(db, addressesBefore))
    await operate(ctx, (tx) => emptyAddressesBefore(tx, addressesBefore));
  const sessionsBefore = before(ctx.now, sessionDays);
  if (await hasSessionBefore(db, sessionsBefore))
    await operate(ctx, (tx) => deleteSessionsBefore(tx, sessionsBefore));
}

function before(now: Date, days: number): Date {
  return new Date(now.getTime() - days * dayMs);
}
