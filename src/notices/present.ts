import type { z } from 'zod';
import type { Notice } from './model/notice.ts';
import type { notice } from './schema.ts';

/** As staff see it. */
export function presentNotice({
  changeId,
  round,
  customerId,
  state,
  announcedAt,
  plannedEffectiveOn,
  terms,
  texts,
  acknowledged,
  clock,
  outcome,
  closedAt,
  approved,
  effectiveAt,
  hold,
}: Notice): z.infer<typeof notice> {
  return {
    change: changeId,
    round,
    customer: customerId,
    state,
    announcedAt: announcedAt.toISOString(),
    plannedEffectiveOn,
    authorisation: terms.authorisation,
    texts,
    acknowledged: acknowledged ?? null,
    clock: clock ? presentClock(clock) : null,
    outcome: outcome ?? null,
    closedAt: instant(closedAt),
    approved: approved ?? null,
    effectiveAt: instant(effectiveAt),
    hold: hold ?? null,
  };
}

function presentClock({ subscriptionId, ...clock }: NonNullable<Notice['clock']>) {
  return { ...clock, subscription: subscriptionId };
}

function instant(at: Date | undefined): string | null {
  return at?.toISOString() ?? null;
}
