import type { Ctx, Staff } from '../../context.ts';
import { Refusal } from '../../core/errors.ts';
import type { RightsRequestId } from '../../core/ids.ts';
import type { Expected } from '../../db/expected.ts';
import { refuseRestricted } from '../../restrictions/service.ts';
import { refuseHeld } from '../../retention/service/held.ts';
import { isOpen, type Message, retentionRuleOf } from '../model.ts';
import * as writing from '../store/writing.ts';
import { changeRequest } from './changing.ts';
import { forgetRequest } from './erasing.ts';
import { bothSides, recordOf, tell } from './telling.ts';

/**
 * Writes to whoever asked, or a note for staff only. Refuses `conflict` once it is erased, and once it
 * was passed on: then the answer is another's.
 */
export async function writeAsStaff(
  ctx: Ctx<Staff>,
  id: RightsRequestId,
  { text, author }: { readonly text: string; readonly author: 'staff' | 'note' },
  expected: Expected,
): Promise<Message> {
  let written: Message | undefined;
  await changeRequest(ctx, id, expected, async ({ tx, ledger, request }) => {
    if (request.person === undefined)
      throw new Refusal(
        'conflict',
        'Whoever asked was erased; nothing more is written down of them.',
      );
    if (author === 'staff' && request.state === 'forwarded')
      throw new Refusal(
        'conflict',
        'It was passed on to whoever decides about the data; they answer.',
      );
    const message = await writing.insertMessage(tx, {
      requestId: id,
      at: ledger.at,
      author,
      text,
    });
    await writing.updateRequest(tx, id, { changedAt: ledger.at });
    written = { id: message, at: ledger.at, author, text };
    const action = author === 'note' ? 'rights.noted' : 'rights.answered';
    const event = recordOf(ledger, request, action, { message });
    if (author === 'staff')
      await tell(tx, ctx.deps, request, { what: 'message', message }, bothSides(request), event);
    return [event];
  });
  if (written === undefined) throw new Error('nothing was written');
  return written;
}

/**
 * Forgets who asked and what was written; that it was asked, when, and what became of it stays. Refuses
 * `conflict` while it is open, and where a hold keeps it.
 */
export async function erasePersonalData(
  ctx: Ctx<Staff>,
  id: RightsRequestId,
  expected: Expected,
): Promise<void> {
  await changeRequest(ctx, id, expected, async ({ tx, ledger, request }) => {
    if (isOpen(request))
      throw new Refusal('conflict', 'It is open. Answer it first; then who asked can be erased.');
    await refuseHeld(tx, retentionRuleOf(request), id);
    await refuseRestricted(tx, ctx.deps.keys, request.person?.email);
    return [await forgetRequest(tx, ledger, request)];
  });
}
