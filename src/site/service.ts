import { listEvents } from '../audit/service.ts';
import type { Ctx, Deps, System } from '../context.ts';
import type { Db } from '../db/client.ts';
import { commit } from '../db/commit.ts';
import { getOrganisation } from '../organisation/service.ts';
import { findVersion } from '../publication/service.ts';
import { isSecurityTxtDue } from './model/security-txt.ts';

/** Whether a read goes through. The reason for a failure goes to the log, without the statement. */
export async function isDatabaseReady(deps: Deps): Promise<boolean> {
  try {
    await listEvents(deps.db, {}, 1);
    return true;
  } catch (error) {
    deps.log('error', 'the database does not answer', {
      error: error instanceof Error ? error.name : typeof error,
    });
    return false;
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
