import type { Ledger } from '../../db/commit.ts';
import type { EventData, StoredEvent } from '../../db/ledger.ts';
import type { NoticeStep } from '../model/advancing.ts';

/** One private event for each step: ids, dates and rules, nobody's name. */
export function recordSteps(ledger: Ledger, steps: readonly NoticeStep[]): readonly StoredEvent[] {
  return steps.map((step) => {
    const { changeId, round, customerId } = step.notice;
    return ledger.record({
      action: step.action,
      subject: `change:${changeId}`,
      data: { round, customer: customerId, on: step.on, ...factsOf(step) },
      public: false,
    });
  });
}

function factsOf({ action, notice }: NoticeStep): EventData {
  switch (action) {
    case 'notice.clock_started':
      return { clock: notice.clock };
    case 'notice.window_closed':
      return { outcome: notice.outcome };
    case 'notice.held':
      return { reason: notice.hold };
    case 'notice.clock_taken_back':
    case 'notice.unreached':
    case 'notice.took_effect':
      return {};
  }
}
