import type { Ctx, Requester, Staff } from '../../context.ts';
import { Refusal } from '../../core/errors.ts';
import type { AccessRequestId } from '../../core/ids.ts';
import type { Expected } from '../../db/expected.ts';
import { refuseBeyond } from '../../subscribers/service/limiting.ts';
import type { AccessRequest, Message } from '../model.ts';
import { decide, isTalkedAbout } from '../model/deciding.ts';
import { insertMessage } from '../store/messages.ts';
import { updateRequest } from '../store/requests.ts';
import { changeRequest } from './changing.ts';
import { refuseErased } from './deciding.ts';
import { alertOfWaiting } from './settling.ts';
import { recordOf, tellRequester } from './telling.ts';

/** Takes it back. Refuses `conflict` once it is decided and given, or over. */
export async function withdrawRequest(ctx: Ctx<Requester>): Promise<void> {
  await changeRequest(ctx, ctx.actor.id, 'any', async ({ tx, ledger, request }) => {
    const state = decide(request, { kind: 'withdraw' });
    const { at } = ledger;
    await updateRequest(tx, request.id, { state, waitingSince: null, endedAt: at, changedAt: at });
    return [recordOf(ledger, request, 'access.withdrawn')];
  });
}

/** Also answers what was asked: then it waits for a person again. Refuses `conflict`, and `too_many`. */
export async function writeMessage(ctx: Ctx<Requester>, text: string): Promise<void> {
  const { deps, actor, now } = ctx;
  await changeRequest(ctx, actor.id, 'any', async ({ tx, ledger, request }) => {
    if (!isTalkedAbout(request)) throw new Refusal('conflict', whyNot(request));
    await refuseBeyond(tx, 'deskMessage', actor.id, { keys: deps.keys, now });
    const isAnswer = request.state === 'question';
    const { at } = ledger;
    const message = await insertMessage(tx, {
      requestId: request.id,
      at,
      author: 'requester',
      text,
    });
    await updateRequest(tx, request.id, {
      changedAt: at,
      ...(isAnswer && { state: decide(request, { kind: 'answer' }), waitingSince: at }),
    });
    const event = recordOf(ledger, request, 'access.message_received', { message });
    await alertOfWaiting(tx, request, event);
    return [event];
  });
}

function whyNot({ state }: AccessRequest): string {
  return state === 'verifying'
    ? 'Confirm first that the address is yours.'
    : 'This request is closed, so nothing can be added to it. Send another.';
}

/** Writes to whoever asked; also on a closed request, where their address is confirmed. */
export async function writeToRequester(
  ctx: Ctx<Staff>,
  id: AccessRequestId,
  text: string,
  expected: Expected,
): Promise<Message> {
  return append(ctx, { id, author: 'staff', text, action: 'access.answered' }, expected);
}

/** For staff only: it stands on no page and in no mail. */
export async function addNote(
  ctx: Ctx<Staff>,
  id: AccessRequestId,
  text: string,
  expected: Expected,
): Promise<Message> {
  return append(ctx, { id, author: 'note', text, action: 'access.noted' }, expected);
}

type Written = {
  readonly id: AccessRequestId;
  readonly author: 'staff' | 'note';
  readonly text: string;
  readonly action: `access.${string}`;
};

async function append(
  ctx: Ctx<Staff>,
  { id, author, text, action }: Written,
  expected: Expected,
): Promise<Message> {
  let written: Message | undefined;
  await changeRequest(ctx, id, expected, async ({ tx, ledger, request }) => {
    refuseErased(request);
    if (author === 'staff' && request.verifiedAt === undefined)
      throw new Refusal('conflict', 'Nobody has confirmed this address yet, so it gets no answer.');
    const { at } = ledger;
    const message = await insertMessage(tx, { requestId: id, at, author, text });
    written = { id: message, at, author, text };
    await updateRequest(tx, id, { changedAt: at });
    const event = recordOf(ledger, request, action, { message });
    if (author === 'staff')
      await tellRequester(tx, ctx.deps, request, { what: 'message', message }, event);
    return [event];
  });
  if (written === undefined) throw new Error('nothing was written');
  return written;
}
