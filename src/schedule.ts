import { forgetSignInLeftovers } from './accounts/service/purging.ts';
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
import { takeUpFromAhead } from './deliveries/service/ahead.ts';
import { watchDeliveries } from './deliveries/service/alerts.ts';
import { checkStoredFile, remindOfExpiry } from './documents/service/keeping.ts';
import { forgetOldReplies } from './http/idempotency.ts';
import { forgetExpiredImports } from './imports/service/expiring.ts';
import { deleteErasedFiles } from './inquiries/service/attaching.ts';
import { applyDuePolicies } from './policies/service/effect.ts';
import { watchPolicyDrift } from './policies/service/drift.ts';
import { keepNotices } from './notices/service/keeping.ts';
import { lapseTerminationRights } from './objections/service/ending.ts';
import { continueRuns } from './personal-data/service/running.ts';
import { liftDue } from './restrictions/service/setting.ts';
import { expireSilent, warnOfDeadlines } from './rights/service/watching.ts';
import { deleteDoomedFiles } from './files/service/dooming.ts';
import { remindOfHolds } from './retention/service/holds.ts';
import { keepRules } from './retention/service/purging.ts';
import { renewSecurityTxt } from './site/service.ts';
import { forgetClientAddresses } from './staff/service/sign-ins.ts';
import { applyDueChanges } from './subprocessors/service/falling-due.ts';
import { remindOfReviews } from './subprocessors/service/reviews.ts';
import { forgetUnconfirmed } from './subscribers/service/purging.ts';
import { catchUpTimeline } from './subprocessors/service/timeline.ts';
import { keepLog } from './transparency/service.ts';

type Job = {
  readonly name: string;
  /** May say how much it did. */
  work(ctx: Ctx<System>): Promise<unknown>;
  /** What the log says of it, and what is counted, where it did anything. */
  readonly done?: readonly [message: string, counted: string];
};

/** In the order in which one prepares the next. */
const jobs: readonly Job[] = [
  { name: 'due-changes', work: applyDueChanges, done: ['changes took effect', 'applied'] },
  { name: 'due-policies', work: applyDuePolicies, done: ['policies took effect', 'applied'] },
  { name: 'notices', work: keepNotices, done: ['notices went on', 'steps'] },
  { name: 'termination-rights', work: lapseTerminationRights },
  {
    name: 'access-requests',
    work: expireRequests,
    done: ['requests for documents expired', 'expired'],
  },
  {
    name: 'waiting-requests',
    work: remindOfRequests,
    done: ['staff are reminded of requests for documents', 'told'],
  },
  {
    name: 'ended-customers',
    work: endContacts,
    done: ['contacts of customers ended', 'customers'],
  },
  { name: 'attestations', work: lapseAttestations, done: ['attestations lapsed', 'lapsed'] },
  { name: 'grants', work: endGrants, done: ['grants of documents ended', 'ended'] },
  {
    name: 'renewals',
    work: offerRenewals,
    done: ['holders of older versions are told', 'requests'],
  },
  { name: 'downloads', work: purgeDownloads },
  { name: 'timeline', work: catchUpTimeline },
  { name: 'security-txt', work: renewSecurityTxt },
  { name: 'idempotency-keys', work: forgetOldReplies },
  { name: 'unconfirmed', work: forgetUnconfirmed },
  {
    name: 'erased-files',
    work: deleteErasedFiles,
    done: ['files of erased inquiries are deleted', 'deleted'],
  },
  {
    name: 'retention',
    work: (ctx) => keepRules(ctx),
    done: ['records are purged as the rules of retention say', 'purged'],
  },
  { name: 'holds', work: remindOfHolds, done: ['staff are reminded of holds', 'told'] },
  {
    name: 'doomed-files',
    work: deleteDoomedFiles,
    done: ['files of purged records are deleted', 'deleted'],
  },
  { name: 'transparency-log', work: keepLog, done: ['the transparency log caught up', 'leaves'] },
  { name: 'record-chain', work: keepChain, done: ['events were linked', 'linked'] },
  { name: 'sign-ins', work: forgetClientAddresses },
  { name: 'console-sessions', work: forgetSignInLeftovers },
  { name: 'list-imports', work: forgetExpiredImports },
  {
    name: 'overdue-reviews',
    work: remindOfReviews,
    done: ['staff are reminded of reviews', 'told'],
  },
  {
    name: 'expiring-documents',
    work: remindOfExpiry,
    done: ['staff are told that documents end', 'told'],
  },
  { name: 'stored-files', work: checkStoredFile },
  {
    name: 'rights-deadlines',
    work: warnOfDeadlines,
    done: ['staff are warned of privacy requests that are due', 'told'],
  },
  {
    name: 'restrictions',
    work: liftDue,
    done: ['restrictions were lifted', 'requests'],
  },
  {
    name: 'personal-data',
    work: continueRuns,
    done: ['records of persons were erased or corrected', 'records'],
  },
  { name: 'rights-expiry', work: expireSilent, done: ['privacy requests expired', 'expired'] },
  {
    name: 'policy-drift',
    work: watchPolicyDrift,
    done: ['staff are told that policies have drifted', 'told'],
  },
  { name: 'deliveries-ahead', work: takeUpFromAhead },
  {
    name: 'watch-deliveries',
    work: watchDeliveries,
    done: ['staff are told that deliveries wait', 'told'],
  },
];

/**
 * What time brings about, run every half minute (Node) or minute (cron). Safe to run in many processes at once.
 * Where a question is a way to the database and back, all jobs ask theirs at the same time, and mostly none has
 * anything to do; the first that has is done, and those behind it ask again, since it may have prepared something.
 */
export async function runSchedule(deps: Deps): Promise<void> {
  let rest = jobs;
  for (;;) {
    const place = deps.db.isGathered ? await findFirstWithWork(deps, rest) : 0;
    const job = rest[place];
    if (job === undefined) return;
    await attempt(deps, job);
    rest = rest.slice(place + 1);
  }
}

/** Its place among them; -1 where there is none. */
async function findFirstWithWork(deps: Deps, among: readonly Job[]): Promise<number> {
  const found = await Promise.all(among.map((job) => hasWork(deps, job)));
  return found.indexOf(true);
}

/** Whether a job would do more than read: it is kept waiting for ever at the first thing else that it touches. */
function hasWork(deps: Deps, { name, work }: Job): Promise<boolean> {
  return new Promise((answer) => {
    const stop = () => {
      answer(true);
      return new Promise<never>(() => undefined);
    };
    const untouched = <Port extends object>(port: Port): Port => new Proxy(port, { get: stop });
    const looking: Deps = {
      ...deps,
      transact: stop,
      post: stop,
      nudge: stop,
      outlive: stop,
      log: stop,
      pdf: untouched(deps.pdf),
      ...(deps.mail && { mail: untouched(deps.mail) }),
      ...(deps.files && { files: untouched(deps.files) }),
    };
    // What fails is work too: done in its turn it fails again, and is logged.
    work(systemCtx(looking, name)).then(() => answer(false), stop);
  });
}

/** One job's failure is logged and does not keep the others from running; the next run tries again. */
async function attempt(deps: Deps, { name, work, done }: Job): Promise<void> {
  try {
    const count = await work(systemCtx(deps, name));
    if (done !== undefined && typeof count === 'number' && count > 0)
      deps.log('info', done[0], { [done[1]]: count });
  } catch (error) {
    deps.log('error', 'a scheduled job failed', {
      job: name,
      error: error instanceof Error ? error.name : typeof error,
      // Written for whoever is refused: it holds nothing private.
      ...(error instanceof Refusal && { detail: error.detail }),
    });
  }
}
