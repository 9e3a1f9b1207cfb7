import type { Ctx, System } from '../../context.ts';
import { operate } from '../../db/commit.ts';
import { longestMs } from '../model.ts';
import { deleteAttemptsBefore } from '../store/attempts.ts';
import { deleteKeptBefore } from '../store/kept-forms.ts';
import { deleteLettersBefore } from '../store/letters.ts';
import { deleteLinksBefore } from '../store/links.ts';
import { hasLeftovers } from '../store/leftovers.ts';
import { deleteSessionsBefore } from '../store/sessions.ts';

/** Deletes what has run out. Sessions stay a while: whoever comes back finds what they had typed. */
export async function forgetSignInLeftovers(ctx: Ctx<System>): Promise<void> {
  const { now } = ctx;
  const sessionsBefore = new Date(now.getTime() - longestMs);
  if (!(await hasLeftovers(ctx.deps.db, now, sessionsBefore))) return;
  await operate(ctx, async (tx) => {
    await deleteAttemptsBefore(tx, now);
    await deleteLinksBefore(tx, now);
    await deleteLettersBefore(tx, now);
    await deleteKeptBefore(tx, now);
    await deleteSessionsBefore(tx, sessionsBefore);
  });
}
