import type { Tx } from '../../db/client.ts';
import type { StoredEvent } from '../../db/ledger.ts';
import { alertStaff } from '../../deliveries/service/alerts.ts';
import type { NoticeStep } from '../model/advancing.ts';
import type { HoldReason } from '../model/notice.ts';

/** These pass by time. */
const passing: readonly HoldReason[] = ['window-open', 'emergency-not-permitted'];

/** Tells staff what needs them, once: who was not reached, and who is held by more than time. */
export async function alertOfSteps(
  tx: Tx,
  steps: readonly NoticeStep[],
  first: StoredEvent | undefined,
): Promise<void> {
  if (first === undefined) return;
  const [unreached, ...others] = steps.filter(({ action }) => action === 'notice.unreached');
  if (unreached) {
    const { customerId, changeId } = unreached.notice;
    const alert = {
      kind: 'customer-unreachable',
      customerId,
      changeId,
      others: others.length,
    } as const;
    await alertStaff(tx, alert, `alert:unreached:${first.seq}`, first.at);
  }
  const held = steps.filter(
    ({ action, notice: { hold } }) =>
      action === 'notice.held' && hold !== undefined && !passing.includes(hold),
  );
  const [one] = held;
  if (!one) return;
  const { changeId } = one.notice;
  const alert = { kind: 'customer-held', changeId, customers: held.length } as const;
  await alertStaff(tx, alert, `alert:held:${first.seq}`, first.at);
}
