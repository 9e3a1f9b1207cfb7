import type { CaseHolder, Ctx, Staff } from '../../context.ts';
import { Refusal } from '../../core/errors.ts';
import type { ObjectionId } from '../../core/ids.ts';
import type { Expected } from '../../db/expected.ts';
import type { StoredEvent } from '../../db/ledger.ts';
import { refuseBeyond } from '../../subscribers/service/limiting.ts';
import { isOpen } from '../model.ts';
import type { Message } from '../model/case.ts';
import * as writing from '../store/writing.ts';
import { act, changeObjection, type Changing, getObjection } from './changing.ts';
import { alertOf, recordOf, sendsMail, tellObjector } from './telling.ts';

/** Whoever has the mail's link says that the address is theirs. Twice is once. */
export async function confirmObjection(ctx: Ctx<CaseHolder>): Promise<void> {
  const { id } = ctx.actor;
  if ((await getObjection(ctx.deps.db, id)).confirmedAt !== undefined) return;
  await changeObjection(ctx, id, 'any', async ({ tx, ledger, objection }) => {
    const confirmedAt = objection.confirmedAt ?? ledger.at;
    await writing.updateObjection(tx, id, { confirmedAt, changedAt: ledger.at });
    return recordOf(ledger, objection, 'objection.confirmed');
  });
}

/** Takes it back. Refuses `conflict` once it is closed. */
export async function withdrawObjection(ctx: Ctx<CaseHolder>): Promise<void> {
  await changeObjection(ctx, ctx.actor.id, 'any', async (changing) => {
    const event = await act(changing, { kind: 'withdraw' }, 'objection.withdrawn');
    await alertOf(changing.tx, changing.objection, event);
    return event;
  });
}

/** Refuses `conflict` once the case is closed, `too_many`, and `gone` where it was erased just now. */
export async function writeMessage(ctx: Ctx<CaseHolder>, text: string): Promise<void> {
  const { deps, actor, now } = ctx;
  await changeObjection(ctx, actor.id, 'any', async (changing) => {
    const { tx, ledger, objection } = changing;
    if (objection.objector === undefined)
      throw new Refusal('gone', 'What this link led to is erased, so nothing is added to it.');
    if (!isOpen(objection))
      throw new Refusal('conflict', 'This case is closed, so nothing can be added to it.');
    await refuseBeyond(tx, 'objectionMessage', actor.id, { keys: deps.keys, now });
    const message = await append(changing, 'objector', text);
    const event = recordOf(ledger, objection, 'objection.message_received', { message });
    await alertOf(tx, objection, event);
    return event;
  });
}

/** Answers. Also on a closed case: there may be something left to say. Refuses `conflict` once it is erased. */
export async function answerObjection(
  ctx: Ctx<Staff>,
  id: ObjectionId,
  text: string,
  expected: Expected,
): Promise<Message> {
  let written: Message | undefined;
  await changeObjection(ctx, id, expected, async (changing) => {
    const { tx, ledger, objection } = changing;
    if (objection.objector === undefined)
      throw new Refusal('conflict', 'Whoever objected was erased; nobody would get the answer.');
    const message = await append(changing, 'staff', text);
    written = { id: message, at: ledger.at, author: 'staff', text };
    const event: StoredEvent = recordOf(ledger, objection, 'objection.answered', { message });
    if (sendsMail(ctx.deps)) await tellObjector(tx, objection, { what: 'message', message }, event);
    return event;
  });
  if (written === undefined) throw new Error('nothing was written');
  return written;
}

async function append(
  { tx, ledger, objection }: Changing,
  author: Message['author'],
  text: string,
): Promise<number> {
  await writing.updateObjection(tx, objection.id, { changedAt: ledger.at });
  return writing.insertMessage(tx, { objectionId: objection.id, at: ledger.at, author, text });
}
