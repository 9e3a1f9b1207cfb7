import type { IncidentStatus, Post, Severity, Thread } from '../model.ts';
import type { updatePosts, updateThreads } from '../table.ts';

export function toThread({
  withdrawn,
  open: _,
  ...row
}: typeof updateThreads.$inferSelect): Thread {
  return { ...withoutNothing(row), isWithdrawn: withdrawn };
}

type MaySay<T> = {
  readonly translations: T | null | undefined;
  readonly severity: Severity | null;
  readonly status: IncidentStatus | null;
};

/** What a row does not say, a post does not have. */
function withoutNothing<T, Row extends MaySay<T>>({ translations, severity, status, ...row }: Row) {
  return {
    ...row,
    ...(translations && { translations }),
    ...(severity !== null && { severity }),
    ...(status !== null && { status }),
  };
}

export function toPost({
  withdrawnAt,
  withdrawnFor,
  withdrawnOrdinal,
  withdrawnBy,
  ...row
}: typeof updatePosts.$inferSelect): Post {
  const withdrawal = withdrawnAt !== null &&
    withdrawnFor !== null &&
    withdrawnOrdinal !== null &&
    withdrawnBy !== null && {
      at: withdrawnAt,
      reason: withdrawnFor,
      ordinal: withdrawnOrdinal,
      eventId: withdrawnBy,
    };
  return { ...withoutNothing(row), ...(withdrawal && { withdrawal }) };
}
