import type { CustomerId } from '../../core/ids.ts';
import type { Tx } from '../../db/client.ts';
import type { Ledger } from '../../db/commit.ts';
import type { WindowOutcome } from '../model/notice.ts';
import { selectRounds } from '../store/reading.ts';
import { updateNotices } from '../store/writing.ts';

const silent: readonly WindowOutcome[] = ['accepted-by-silence', 'refused-by-silence'];

/**
 * An objection that came in time became known as this customer's only after its window had closed: it
 * came by letter, or nobody had matched it. What counted as silence was none. In the commit of whoever
 * learns of it.
 */
export async function recountSilence(
  tx: Tx,
  ledger: Ledger,
  { changeId, customerId }: { readonly changeId: number; readonly customerId: CustomerId },
): Promise<void> {
  const notice = (await selectRounds(tx, changeId, [customerId])).at(-1);
  if (notice?.state !== 'closed' || !notice.outcome || !silent.includes(notice.outcome)) return;
  await updateNotices(tx, [{ ...notice, outcome: 'objected' }]);
  ledger.record({
    action: 'notice.outcome_corrected',
    subject: `change:${changeId}`,
    data: {
      round: notice.round,
      customer: customerId,
      before: notice.outcome,
      outcome: 'objected',
    },
    public: false,
  });
}
