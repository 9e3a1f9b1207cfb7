import type { Ctx, Inquirer, Staff } from '../../context.ts';
import { Refusal } from '../../core/errors.ts';
import type { InquiryId } from '../../core/ids.ts';
import { operate } from '../../db/commit.ts';
import type { Expected } from '../../db/expected.ts';
import type { StoredEvent } from '../../db/ledger.ts';
import { refuseBeyond } from '../../subscribers/service/limiting.ts';
import type { Message } from '../model.ts';
import { mostFilesOfInquiry } from '../model/attaching.ts';
import { type Act, stateAfter } from '../model/deciding.ts';
import * as reading from '../store/reading.ts';
import * as writing from '../store/writing.ts';
import { examineFiles, nameFiles, type SentFile, withFiles } from './attaching.ts';
import { changeInquiry, type Changing, getInquiry } from './changing.ts';
import { alertOf, recordOf, tellPerson } from './telling.ts';

/** Whoever has the mail's link says that the address is theirs. Twice is once. */
export async function confirmInquiry(ctx: Ctx<Inquirer>): Promise<void> {
  const { id } = ctx.actor;
  if ((await getInquiry(ctx.deps.db, id)).confirmedAt !== undefined) return;
  await changeInquiry(ctx, id, 'any', async ({ tx, ledger, inquiry }) => {
    const confirmedAt = inquiry.confirmedAt ?? ledger.at;
    await writing.updateInquiry(tx, id, { confirmedAt, changedAt: ledger.at });
    return recordOf(ledger, inquiry, 'inquiry.confirmed');
  });
}

/**
 * Adds to an inquiry; one that is closed is opened by it. Refuses `too_many`, `invalid` for files that
 * are not taken, `conflict` where there are enough of them, and `gone` where it was erased just now.
 */
export async function writeMessage(
  ctx: Ctx<Inquirer>,
  { text, files }: { readonly text: string; readonly files: readonly SentFile[] },
): Promise<void> {
  const { deps, actor, now } = ctx;
  const taken = await examineFiles(files);
  await operate(ctx, async (tx) => {
    await refuseBeyond(tx, 'deskMessage', actor.id, { keys: deps.keys, now });
    if (taken.length > 0) await refuseBeyond(tx, 'deskFiles', '', { keys: deps.keys, now });
  });
  await withFiles(ctx, taken, (stored) =>
    changeInquiry(ctx, actor.id, 'any', async (changing) => {
      const { tx, ledger, inquiry } = changing;
      if (inquiry.person === undefined)
        throw new Refusal('gone', 'What this link led to is erased, so nothing is added to it.');
      const present = await reading.selectAttachments(tx, inquiry.id);
      if (stored.length > 0 && present.length + stored.length > mostFilesOfInquiry)
        throw new Refusal(
          'conflict',
          `An inquiry takes ${mostFilesOfInquiry} files, and these would be more. Send the text without them.`,
        );
      const { message } = await append(changing, { author: 'person', text, act: 'write' });
      const by = { messageId: message.id, at: ledger.at, now: deps.clock() };
      await nameFiles(tx, inquiry.id, stored, by);
      const event = recordOf(ledger, inquiry, 'inquiry.message_received', {
        message: message.id,
        ...(stored.length > 0 && { attachments: stored.map((each) => each.id) }),
      });
      await alertOf(tx, inquiry, true, event);
      return event;
    }),
  );
}

/** Answers. Also a closed one: there may be something left to say. Refuses `conflict` once it is erased. */
export async function answerInquiry(
  ctx: Ctx<Staff>,
  id: InquiryId,
  text: string,
  expected: Expected,
): Promise<Message> {
  return writeAsStaff(ctx, id, expected, async (changing) => {
    const { tx, ledger, inquiry } = changing;
    const { message } = await append(changing, {
      ...keyOf(ctx),
      author: 'staff',
      text,
      act: 'answer',
    });
    const event = recordOf(ledger, inquiry, 'inquiry.answered', { message: message.id });
    await tellPerson(tx, ctx.deps, inquiry, { what: 'message', message: message.id }, event);
    return { message, event };
  });
}

/** For staff only: it stands on no page and in no mail. */
export async function noteOnInquiry(
  ctx: Ctx<Staff>,
  id: InquiryId,
  text: string,
  expected: Expected,
): Promise<Message> {
  return writeAsStaff(ctx, id, expected, async (changing) => {
    const { ledger, inquiry } = changing;
    const { message } = await append(changing, { ...keyOf(ctx), author: 'note', text });
    const event = recordOf(ledger, inquiry, 'inquiry.noted', { message: message.id });
    return { message, event };
  });
}

type Written = { readonly message: Message; readonly event: StoredEvent };

async function writeAsStaff(
  ctx: Ctx<Staff>,
  id: InquiryId,
  expected: Expected,
  work: (changing: Changing) => Promise<Written>,
): Promise<Message> {
  let written: Message | undefined;
  await changeInquiry(ctx, id, expected, async (changing) => {
    // Nothing more is written down of somebody who was erased.
    if (changing.inquiry.person === undefined)
      throw new Refusal('conflict', 'Whoever wrote was erased, so nothing is added any more.');
    const { message, event } = await work(changing);
    written = message;
    return event;
  });
  if (written === undefined) throw new Error('nothing was written');
  return written;
}

function keyOf({ actor: { keyId } }: Ctx<Staff>): Pick<Message, 'staffKeyId'> {
  return keyId === undefined ? {} : { staffKeyId: keyId };
}

async function append(
  { tx, ledger, inquiry }: Changing,
  { act, ...said }: Omit<Message, 'id' | 'at'> & { readonly act?: Act },
): Promise<{ readonly message: Message }> {
  const state = act === undefined ? inquiry.state : stateAfter(inquiry.state, act);
  const endedAt = state === 'closed' ? inquiry.endedAt : null;
  await writing.updateInquiry(tx, inquiry.id, { state, endedAt, changedAt: ledger.at });
  const at = ledger.at;
  const id = await writing.insertMessage(tx, { inquiryId: inquiry.id, at, ...said });
  return { message: { id, at, ...said } };
}
