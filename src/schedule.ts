import type { Deps } from './context.ts';
import { systemCtx } from './context.ts';
import { Refusal } from './core/errors.ts';
import { lapseAttestations } from './controls/service/writing.ts';
import { endContacts } from './customers/service/ending.ts';
import { watchDeliveries } from './deliveries/service/alerts.ts';
import { forgetOldReplies } from './http/idempotency.ts';
import { keepNotices } from './notices/service/keeping.ts';
import { lapseTerminationRights } from './objections/service/ending.ts';
import { expireSilent, warnOfDeadlines } from './rights/service/watching.ts';
import { renewSecurityTxt } from './site/service.ts';
import { applyDueChanges } from './subprocessors/service/falling-due.ts';
import { remindOfReviews } from './subprocessors/service/reviews.ts';
import { forgetUnconfirmed } from './subscribers/service/purging.ts';
import { catchUpTimeline } from './subprocessors/service/timeline.ts';
import { keepLog } from './transparency/service.ts';

/** What time brings about, run every half minute (Node) or minute (cron). Safe to run in many processes at once. */
export async function runSchedule(deps: Deps): Promise<void> {
  await attempt(deps, 'due-changes', async () => {
    const applied = await applyDueChanges(systemCtx(deps, 'due-changes'));
    if (applied > 0) deps.log('info', 'changes took effect', { applied });
  });
  await attempt(deps, 'notices', async () => {
    const steps = await keepNotices(systemCtx(deps, 'notices'));
    if (steps > 0) deps.log('info', 'notices went on', { steps });
  });
  await attempt(deps, 'termination-rights', async () => {
    await lapseTerminationRights(systemCtx(deps, 'termination-rights'));
  });
  await attempt(deps, 'ended-customers', async () => {
    const ended = await endContacts(systemCtx(deps, 'ended-customers'));
    if (ended > 0) deps.log('info', 'contacts of customers ended', { customers: ended });
  });
  await attempt(deps, 'attestations', async () => {
    const lapsed = await lapseAttestations(systemCtx(deps, 'attestations'));
    if (lapsed > 0) deps.log('info', 'attestations lapsed', { lapsed });
  });
  await attempt(deps, 'timeline', async () => {
    await catchUpTimeline(systemCtx(deps, 'timeline'));
  });
  await attempt(deps, 'security-txt', async () => {
    await renewSecurityTxt(systemCtx(deps, 'security-txt'));
  });
  await attempt(deps, 'idempotency-keys', async () => {
    await forgetOldReplies(systemCtx(deps, 'idempotency-keys'));
  });
  await attempt(deps, 'unconfirmed', async () => {
    await forgetUnconfirmed(systemCtx(deps, 'unconfirmed'));
  });
  await attempt(deps, 'transparency-log', async () => {
    const leaves = await keepLog(systemCtx(deps, 'transparency-log'));
    if (leaves > 0) deps.log('info', 'the transparency log caught up', { leaves });
  });
  await attempt(deps, 'overdue-reviews', async () => {
    const told = await remindOfReviews(systemCtx(deps, 'overdue-reviews'));
    if (told > 0) deps.log('info', 'staff are reminded of reviews', { told });
  });
  await attempt(deps, 'rights-deadlines', async () => {
    const told = await warnOfDeadlines(systemCtx(deps, 'rights-deadlines'));
    if (told > 0) deps.log('info', 'staff are warned of privacy requests that are due', { told });
  });
  await attempt(deps, 'rights-expiry', async () => {
    const expired = await expireSilent(systemCtx(deps, 'rights-expiry'));
    if (expired > 0) deps.log('info', 'privacy requests expired', { expired });
  });
  await attempt(deps, 'watch-deliveries', async () => {
    const told = await watchDeliveries(systemCtx(deps, 'watch-deliveries'));
    if (told > 0) deps.log('info', 'staff are told that deliveries wait', { told });
  });
}

/** One job's failure is logged and does not keep the others from running; the next run tries again. */
async function attempt(deps: Deps, job: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    deps.log('error', 'a scheduled job failed', {
      job,
      error: error instanceof Error ? error.name : typeof error,
      // Written for whoever is refused: it holds nothing private.
      ...(error instanceof Refusal && { detail: error.detail }),
    });
  }
}
