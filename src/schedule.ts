import { purgeDownloads } from './access/service/download-purging.ts';
import { endGrants } from './access/service/grant-keeping.ts';
import { offerRenewals } from './access/service/renewing.ts';
import type { Ctx, Deps, System } from './context.ts';
import { systemCtx } from './context.ts';
import { expireRequests, remindOfRequests } from './access/service/keeping.ts';
import { Refusal } from './core/errors.ts';
import { keepChain } from './audit/service/verifying.ts';
import { lapseAttestations } from './controls/service/writing.ts';
import { endContacts } from './customers/service/ending.ts';
import { watchDeliveries } from './deliveries/service/alerts.ts';
import { checkStoredFile, remindOfExpiry } from './documents/service/keeping.ts';
import { forgetOldReplies } from './http/idempotency.ts';
import { keepNotices } from './notices/service/keeping.ts';
import { lapseTerminationRights } from './objections/service/ending.ts';
import { renewSecurityTxt } from './site/service.ts';
import { forgetClientAddresses } from './staff/service/sign-ins.ts';
import { applyDueChanges } from './subprocessors/service/falling-due.ts';
import { remindOfReviews } from './subprocessors/service/reviews.ts';
import { forgetUnconfirmed } from './subscribers/service/purging.ts';
import { catchUpTimeline } from './subprocessors/service/timeline.ts';
import { keepLog } from './transparency/service.ts';

type Job = {
  readonly job: string;
  /** How many things it did, where it says. */
  readonly run: (ctx: Ctx<System>) => Promise<unknown>;
  /** Written to the log where it did something, with the number under this name. */
  readonly says?: string;
  readonly counted?: string;
};

/** In this order. */
const jobs: readonly Job[] = [
  { job: 'due-changes', run: applyDueChanges, says: 'changes took effect', counted: 'applied' },
  { job: 'notices', run: keepNotices, says: 'notices went on', counted: 'steps' },
  { job: 'termination-rights', run: lapseTerminationRights },
  {
    job: 'access-requests',
    run: expireRequests,
    says: 'requests for documents expired',
    counted: 'expired',
  },
  {
    job: 'waiting-requests',
    run: remindOfRequests,
    says: 'staff are reminded of requests for documents',
    counted: 'told',
  },
  {
    job: 'ended-customers',
    run: endContacts,
    says: 'contacts of customers ended',
    counted: 'customers',
  },
  { job: 'attestations', run: lapseAttestations, says: 'attestations lapsed', counted: 'lapsed' },
  { job: 'grants', run: endGrants, says: 'grants of documents ended', counted: 'ended' },
  {
    job: 'renewals',
    run: offerRenewals,
    says: 'holders of older versions are told',
    counted: 'requests',
  },
  { job: 'downloads', run: purgeDownloads },
  { job: 'timeline', run: catchUpTimeline },
  { job: 'security-txt', run: renewSecurityTxt },
  { job: 'idempotency-keys', run: forgetOldReplies },
  { job: 'unconfirmed', run: forgetUnconfirmed },
  {
    job: 'transparency-log',
    run: keepLog,
    says: 'the transparency log caught up',
    counted: 'leaves',
  },
  { job: 'record-chain', run: keepChain, says: 'events were linked', counted: 'linked' },
  { job: 'sign-ins', run: forgetClientAddresses },
  {
    job: 'overdue-reviews',
    run: remindOfReviews,
    says: 'staff are reminded of reviews',
    counted: 'told',
  },
  {
    job: 'expiring-documents',
    run: remindOfExpiry,
    says: 'staff are told that documents end',
    counted: 'told',
  },
  { job: 'stored-files', run: checkStoredFile },
  {
    job: 'watch-deliveries',
    run: watchDeliveries,
    says: 'staff are told that deliveries wait',
    counted: 'told',
  },
];

/** What time brings about, run every half minute (Node) or minute (cron). Safe to run in many processes at once. */
export async function runSchedule(deps: Deps): Promise<void> {
  for (const { job, run, says, counted = 'done' } of jobs)
    await attempt(deps, job, async () => {
      const done = await run(systemCtx(deps, job));
      if (says !== undefined && typeof done === 'number' && done > 0)
        deps.log('info', says, { [counted]: done });
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
