import { pointerTo, Refusal } from '../../core/errors.ts';
import type { BlockReason } from '../../notices/model/notice.ts';
import type { NoticePlan } from '../../notices/service/announcing.ts';

const reasons: Readonly<Record<BlockReason, string>> = {
  'no-contact': 'has no contact that can be reached',
  'no-mail': 'can only be reached by mail, and no mail can be sent from here',
  'emergency-not-permitted': 'has terms that permit no emergency',
};

/** Nobody is passed over in silence: each customer that would not be told, or not lawfully, is named. */
export function refuseBlocked({ customers }: NoticePlan): void {
  const blocked = customers.filter(
    ({ blocks, isAcknowledged }) => blocks.length > 0 && !isAcknowledged,
  );
  if (blocked.length === 0) return;
  throw new Refusal(
    'notice_blocked',
    'Repair what stands against it, or name these customers in `acknowledged`. Nothing was announced.',
    {
      errors: blocked.map(({ customerId, blocks }) => ({
        pointer: pointerTo('acknowledged'),
        detail: `${customerId} ${blocks.map((block) => reasons[block]).join(' and ')}.`,
      })),
    },
  );
}
