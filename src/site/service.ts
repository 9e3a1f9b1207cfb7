import { listEvents } from '../audit/service.ts';
import type { Ctx, Deps, System } from '../context.ts';
import { inTime } from '../core/in-time.ts';
import type { Db } from '../db/client.ts';
import { commit } from '../db/commit.ts';
import { getOrganisation } from '../organisation/service.ts';
import { findVersion } from '../publication/service.ts';
import { isSecurityTxtDue } from './model/security-txt.ts';

/** What a database can do for this process: `unwritable` where it can be read only, e.g. a replica without its primary. */
export type Readiness = 'ready' | 'unwritable' | 'unreadable';

const believedMs = 1_000;
/** Of each probe; whoever asks has not much patience. */
const probeMs = 2_500;

/** By process or isolate: a probe holds up writers for a moment, and anybody may ask. */
const lastFound = new WeakMap<
  Deps['publication'],
  { readonly found: Readiness; readonly at: number }
>();

/** Whether a read goes through, and a write. The reason for a failure goes to the log, without the statement. */
export async function findReadiness(deps: Deps): Promise<Readiness> {
  const last = lastFound.get(deps.publication);
  if (last && performance.now() - last.at < believedMs) return last.found;
  const found = await tryDatabase(deps);
  lastFound.set(deps.publication, { found, at: performance.now() });
  return found;
}

async function tryDatabase(deps: Deps): Promise<Readiness> {
  let failing: Exclude<Readiness, 'ready'> = 'unreadable';
  try {
    await inTime(listEvents(deps.db, {}, 1), probeMs);
    failing = 'unwritable';
    // Over HTTP a transaction begins with its first statement: an empty one would reach nobody.
    await inTime(
      deps.transact(async (tx) => listEvents(tx, {}, 1)),
      probeMs,
    );
    return 'ready';
  } catch (error) {
    deps.log(
      'error',
      failing === 'unreadable' ? 'the database does not answer' : 'nothing can be written',
      {
        error: error instanceof Error ? error.name : typeof error,
      },
    );
    return failing;
  }
}

/**
 * Records that the security contact still holds, once security.txt nears its end (RFC 9116 section
 * 2.5.5): the file's date follows the newest public event. Two processes may both do it; no harm.
 */
export async function renewSecurityTxt(ctx: Ctx<System>): Promise<boolean> {
  if (!(await needsRenewal(ctx.deps.db, ctx.now))) return false;
  return commit(ctx, async (_tx, ledger) => {
    const event = ledger.record({
      action: 'security_txt.renewed',
      subject: 'organisation',
      data: {},
      public: true,
    });
    return { value: true, events: [event] };
  });
}

async function needsRenewal(db: Db, now: Date): Promise<boolean> {
  const { value: organisation } = await getOrganisation(db);
  return (
    organisation.securityContact !== undefined && isSecurityTxtDue((await findVersion(db)).at, now)
  );
}
