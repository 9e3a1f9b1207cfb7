import type { Ctx, System } from '../../context.ts';
import { dayOf } from '../../core/day.ts';
import { Refusal } from '../../core/errors.ts';
import type { Db } from '../../db/client.ts';
import { alertOnce } from '../../deliveries/service/alerts.ts';
import { getOrganisation } from '../../organisation/service.ts';
import { warningDue } from '../model/validity.ts';
import { selectUsed } from '../store/reading.ts';
import { recordWhole } from './damage.ts';
import { listPublished } from './reading.ts';
import { openStored } from './stored.ts';

const hourMs = 60 * 60 * 1000;
const minuteMs = 60 * 1000;

/** Tells staff 60 and 14 days before the last day of what is in force, once each. How many were told. */
export async function remindOfExpiry(ctx: Ctx<System>): Promise<number> {
  const { db } = ctx.deps;
  const today = await findToday(db, ctx.now);
  let told = 0;
  for (const { title, edition } of await listPublished(db)) {
    const validUntil = edition?.validUntil;
    if (edition === undefined || validUntil === undefined) continue;
    const days = warningDue(today, validUntil);
    if (days === undefined) continue;
    const alert = { kind: 'evidence-expiring', document: title, validUntil } as const;
    told += await alertOnce(ctx, alert, `evidence-expiring:${edition.id}:${validUntil}:${days}`);
  }
  return told;
}

/** The day on which an instant falls for the organisation. */
export async function findToday(db: Db, at: Date) {
  return dayOf(at, (await getOrganisation(db)).value.timeZone);
}

/**
 * Reads one stored file an hour, each in its turn, and compares it with its hash: what nobody asks for
 * is found damaged too, while there is a copy of it. True where it read one.
 */
export async function checkStoredFile({ deps, now }: Ctx<System>): Promise<boolean> {
  if (deps.files === undefined || now.getTime() % hourMs >= minuteMs) return false;
  const used = await selectUsed(deps.db);
  const edition = used[Math.floor(now.getTime() / hourMs) % used.length];
  if (edition === undefined) return false;
  try {
    await (await openStored(deps, edition)).cancel();
    await recordWhole(deps, edition);
  } catch (error) {
    // Staff have been told.
    if (!(error instanceof Refusal && error.code === 'damaged')) throw error;
  }
  return true;
}
