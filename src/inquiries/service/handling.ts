import type { Ctx, Deps, Staff } from '../../context.ts';
import { pointerTo, Refusal, refusalOf } from '../../core/errors.ts';
import { listPeople } from '../../accounts/service/people.ts';
import type { InquiryId } from '../../core/ids.ts';
import type { Expected } from '../../db/expected.ts';
import { isInForce } from '../../staff/model.ts';
import { mayDo } from '../../staff/model/permitting.ts';
import { listStaffKeys } from '../../staff/service.ts';
import { listNames } from '../../staff/service/names.ts';
import type { AssigneeId, Inquiry, InquiryTopic } from '../model.ts';
import { type Act, stateAfter } from '../model/deciding.ts';
import { updateInquiry } from '../store/writing.ts';
import { changeInquiry } from './changing.ts';
import { recordOf, tellPerson } from './telling.ts';

/** Somebody who may look after inquiries. */
type Handler = { readonly id: AssigneeId; readonly name: string };

/** People of the console before holders of keys: those in, or in force, who may answer. */
export async function listHandlers(ctx: Ctx<Staff>): Promise<readonly Handler[]> {
  const people = (await listPeople(ctx)).filter(({ state }) => state === 'active');
  const keys = (await listStaffKeys(ctx)).filter((key) => isInForce(key, ctx.now));
  return [
    ...people.map(({ id, name = String(id), role }) => ({ id, name, role })),
    ...keys.map(({ holder, ...key }) => ({ ...key, name: `${holder} (key)` })),
  ].filter((each) => mayDo(each, 'answerInquiry'));
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
  if (assignee !== null && !(await listHandlers(ctx)).some(({ id: each }) => each === assignee))
    throw refusalOf([
      {
        pointer: pointerTo('assignee'),
        detail: 'Must be the id of a person, or of a staff key in force, who may answer inquiries.',
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
