import type { Ctx, Staff } from '../../context.ts';
import { pointerTo, Refusal, refusalOf } from '../../core/errors.ts';
import type { InquiryId, StaffKeyId } from '../../core/ids.ts';
import type { Expected } from '../../db/expected.ts';
import { isInForce } from '../../staff/model.ts';
import { mayDo } from '../../staff/model/permitting.ts';
import { listStaffKeys } from '../../staff/service.ts';
import type { Inquiry, InquiryTopic } from '../model.ts';
import { type Act, stateAfter } from '../model/deciding.ts';
import { updateInquiry } from '../store/writing.ts';
import { changeInquiry } from './changing.ts';
import { recordOf, tellPerson } from './telling.ts';

/** Says who looks after it; null for nobody. Refuses `invalid` for a key that is not in force or only reads. */
export async function assignInquiry(
  ctx: Ctx<Staff>,
  id: InquiryId,
  assignee: StaffKeyId | null,
  expected: Expected,
): Promise<Inquiry> {
  const keys = await listStaffKeys(ctx);
  const isAble = keys.some(
    (key) => key.id === assignee && mayDo(key, 'answerInquiry') && isInForce(key, ctx.now),
  );
  if (assignee !== null && !isAble)
    throw refusalOf([
      {
        pointer: pointerTo('assignee'),
        detail: 'Must be the id of a staff key in force whose holder may answer inquiries.',
      },
    ]);
  return changeInquiry(ctx, id, expected, async ({ tx, ledger, inquiry }) => {
    const state = assignee === null ? inquiry.state : stateAfter(inquiry.state, 'assign');
    await updateInquiry(tx, id, { assignee, state, changedAt: ledger.at });
    return recordOf(ledger, inquiry, 'inquiry.assigned', { assignee });
  });
}

/** Takes it up, also one that was closed, or closes it and says so. Refuses `conflict` for what is so already. */
export async function moveInquiry(
  ctx: Ctx<Staff>,
  id: InquiryId,
  act: Extract<Act, 'take-up' | 'close'>,
  expected: Expected,
): Promise<Inquiry> {
  return changeInquiry(ctx, id, expected, async ({ tx, ledger, inquiry }) => {
    const state = stateAfter(inquiry.state, act);
    const endedAt = state === 'closed' ? ledger.at : null;
    await updateInquiry(tx, id, { state, endedAt, changedAt: ledger.at });
    if (act === 'take-up') return recordOf(ledger, inquiry, 'inquiry.taken_up');
    const event = recordOf(ledger, inquiry, 'inquiry.closed');
    await tellPerson(tx, ctx.deps, inquiry, { what: 'closed' }, event);
    return event;
  });
}

/** Says what it is about, where whoever wrote did not know. Refuses `conflict` for what it is about already. */
export async function retitleInquiry(
  ctx: Ctx<Staff>,
  id: InquiryId,
  topic: InquiryTopic,
  expected: Expected,
): Promise<Inquiry> {
  return changeInquiry(ctx, id, expected, async ({ tx, ledger, inquiry }) => {
    if (inquiry.topic === topic) throw new Refusal('conflict', 'That is its topic already.');
    await updateInquiry(tx, id, { topic, changedAt: ledger.at });
    return recordOf(ledger, inquiry, 'inquiry.topic_changed', { topic });
  });
}
