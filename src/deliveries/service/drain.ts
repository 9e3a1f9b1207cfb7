import { sendStaffLetters } from '../../accounts/service/letters.ts';
import type { Ctx, Deps, System } from '../../context.ts';
import { type Channel, channels } from '../../subscribers/model/subscription.ts';
import { workOffRequests } from '../../subscribers/service/requests.ts';
import { keepNotices } from '../../notices/service/keeping.ts';
import { countDue } from '../store/reading.ts';
import { planDigests } from './digests.ts';
import { planBatch } from './planning.ts';
import type { Sending } from './sending.ts';
import { sendDue } from './sending.ts';

/** What stands aside waits for a slow host. */
export const usualSize = { concurrency: 64, most: 512 };

/** Mails wait for the 16 connections of a server: none may wait so long that its claim runs out meanwhile. */
export const mailSize = { concurrency: 64, most: 64 };

type Budget = Partial<Pick<Sending, 'deliveries' | 'size' | 'isOver'>>;

/** Plans what is to be told and sends what is due, within a budget; without one until nothing is due. */
export async function drain(ctx: Ctx<System>, budget: Budget = {}): Promise<{ sent: number }> {
  const { size = usualSize, isOver = () => false } = budget;
  const { deliveries = Number.POSITIVE_INFINITY } = budget;
  // First: somebody waits for a code.
  await sendStaffLetters(ctx);
  await plan(ctx, isOver);
  const sending = { channels: reachable(ctx.deps), size, deliveries, isOver };
  const sent = await sendDue(ctx, sending);
  await keepNotices({ ...ctx, now: ctx.deps.clock() });
  return { sent };
}

/**
 * Works off requests, then events, then digests, in small transactions between which others have their
 * turn. Whether there was anything.
 */
export async function plan(ctx: Ctx<System>, isOver: () => boolean): Promise<boolean> {
  let isAny = (await workOffRequests(ctx)) > 0;
  for (const next of [planBatch, planDigests]) {
    while (!isOver() && (await next({ ...ctx, now: ctx.deps.clock() }))) {
      isAny = true;
      await breathe();
    }
  }
  return isAny;
}

/** How many are due that can be sent, counted up to `most`. */
export async function countDueDeliveries(deps: Deps, most: number): Promise<number> {
  return countDue(deps.db, reachable(deps), deps.clock(), most);
}

/** Where no mail can be sent, mails wait until one can. */
function reachable({ mail }: Deps): readonly Channel[] {
  return mail ? channels : channels.filter((channel) => channel !== 'email');
}

/** An embedded database answers before the event loop turns; without this nothing else would happen meanwhile. */
async function breathe(): Promise<void> {
  await new Promise((resume) => setTimeout(resume, 0));
}
