import type { Ctx, Deps, Staff } from '../../context.ts';
import { Refusal } from '../../core/errors.ts';
import type { InquiryId } from '../../core/ids.ts';
import type { Expected } from '../../db/expected.ts';
import type { AssigneeId } from '../../staff/model.ts';
import { listHandlers, requireHandler } from '../../staff/service/handlers.ts';
import { listNames } from '../../staff/service/names.ts';
import type { Inquiry, InquiryTopic } from '../model.ts';
import { type Act, stateAfter } from '../model/deciding.ts';
import { updateInquiry } from '../store/writing.ts';
import { changeInquiry } from './changing.ts';
import { recordOf, tellPerson } from './telling.ts';

/** Who may look after an inquiry. */
export async function listInquiryHandlers(ctx: Ctx<Staff>) {
  return listHandlers(ctx, 'answerInquiry');
}

/** Who acts under which name of the record, for pages that say who looks after what, and who wrote. */
export async function listStaffNames({
  db,
}: Pick<Deps, 'db'>): Promise<ReadonlyMap<string, string>> {
  return listNames(db);
}

/** Says who looks after it; null for nobody. Refuses `invalid` for who is not in, or only reads. */
export async function assignInquiry(
  ctx: Ctx<Staff>,
  id: InquiryId,
  assignee: AssigneeId | null,
  expected: Expected,
): Promise<Inquiry> {
  await requireHandler(ctx, assignee, 'answerInquiry');
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
