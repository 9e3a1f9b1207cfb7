import type { Ctx, Deps, System } from '../../context.ts';
import { type Fault, pointerTo, Refusal, refusalOf } from '../../core/errors.ts';
import { type AttachmentId, type InquiryId, newId } from '../../core/ids.ts';
import type { Tx } from '../../db/client.ts';
import { operate } from '../../db/commit.ts';
import {
  type FileFacts,
  keepBytes,
  keyOf,
  readFile,
  requireFiles,
  streamOf,
} from '../../files/service.ts';
import { spareFiles, withDoomed } from '../../files/service/dooming.ts';
import { sniffType } from '../../files/service/sniffing.ts';
import type { Attachment } from '../model.ts';
import {
  attachableInWords,
  mostBytesEach,
  mostBytesTogether,
  mostFiles,
  savedName,
  typeOf,
} from '../model/attaching.ts';
import * as reading from '../store/reading.ts';
import * as writing from '../store/writing.ts';

/** A file as somebody sent it. */
export type SentFile = { readonly name: string; readonly bytes: Uint8Array };

/** A file that is taken, and what it is. */
type Taken = {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
};

/** Files that are stored, while nothing names them yet. */
export type Stored = readonly (Pick<Attachment, 'id' | 'name' | 'mediaType'> & FileFacts)[];

/** What the files are by their bytes. Refuses `invalid`, with a fault for each that is not taken. */
export async function examineFiles(files: readonly SentFile[]): Promise<readonly Taken[]> {
  const pointer = pointerTo('attachments');
  if (files.length === 0) return [];
  if (files.length > mostFiles)
    throw refusalOf([{ pointer, detail: `At most ${mostFiles} files go with a message.` }]);
  const together = files.reduce((sum, { bytes }) => sum + bytes.byteLength, 0);
  if (together > mostBytesTogether)
    throw refusalOf([{ pointer, detail: `The files have at most 4 MB together.` }]);
  const examined = await Promise.all(files.map(examine));
  const faults = examined.filter((each) => 'detail' in each);
  if (faults.length > 0) throw refusalOf(faults);
  return examined.filter((each) => 'bytes' in each);
}

async function examine({ name, bytes }: SentFile, index: number): Promise<Taken | Fault> {
  const fault = (detail: string) => ({
    pointer: pointerTo('attachments', index),
    detail: `File ${index + 1} ${detail}`,
  });
  if (bytes.byteLength === 0) return fault('is empty.');
  if (bytes.byteLength > mostBytesEach) return fault('has more than 2 MB.');
  const mediaType = typeOf(await sniff(bytes), bytes, name);
  if (mediaType === undefined)
    return fault(`cannot be attached: by its content it is none of ${attachableInWords}.`);
  return { name: savedName(name, mediaType, index + 1), mediaType, bytes };
}

/** What the bytes say of themselves. */
async function sniff(bytes: Uint8Array): Promise<string | undefined> {
  try {
    return (await sniffType(streamOf(bytes)))?.mediaType;
  } catch {
    // What breaks off in the middle is no file of its kind.
    return undefined;
  }
}

/** Runs `work`, which commits what names the files and spares them, with files stored. */
export async function withFiles<T>(
  ctx: Ctx,
  files: readonly Taken[],
  work: (stored: Stored) => Promise<T>,
): Promise<T> {
  if (files.length === 0) return work([]);
  const { deps } = ctx;
  requireFiles(deps);
  const named = files.map((file) => ({ ...file, id: newId(deps.ids, 'att') }));
  return withDoomed(ctx, named.map(keyIn), async () => {
    const stored: Stored[number][] = [];
    for (const { bytes, ...about } of named) {
      const { size, sha256 } = await keepBytes(deps, keyIn(about), bytes);
      stored.push({ ...about, size, sha256 });
    }
    return work(stored);
  });
}

/** Names the files, which stay from then on. Refuses `conflict` where they were stored an hour ago. */
export async function nameFiles(
  tx: Tx,
  inquiry: InquiryId,
  stored: Stored,
  by: { readonly messageId: number; readonly at: Date; readonly now: Date },
): Promise<void> {
  const { now, ...message } = by;
  const rows = stored.map((each) => ({ ...each, ...message }));
  await writing.insertAttachments(tx, inquiry, rows);
  await spareFiles(tx, stored.map(keyIn), now);
}

function keyIn({ id }: { readonly id: AttachmentId }): string {
  return keyOf('attachments', id);
}

/** The file, once it is known to be the one that was sent. Refuses `not_found` and `damaged`. */
export async function readAttachment(
  deps: Deps,
  inquiry: InquiryId,
  id: AttachmentId,
): Promise<SentFile> {
  const found = await reading.selectAttachment(deps.db, inquiry, id);
  if (found?.name === undefined)
    throw new Refusal('not_found', 'There is no attachment of this id.');
  const { name, size, sha256 } = found;
  const bytes = await readFile(deps, { key: keyOf('attachments', id), size, sha256 });
  return { name, bytes };
}

const perRun = 100;

/** Deletes the files of inquiries that were erased. How many; what fails is tried again by the next run. */
export async function deleteErasedFiles(ctx: Ctx<System>): Promise<number> {
  const { db, files } = ctx.deps;
  if (files === undefined) return 0;
  const due = await reading.selectErasedFiles(db, perRun);
  for (const id of due) {
    await files.delete(keyOf('attachments', id));
    await operate(ctx, (tx) => writing.forgetFile(tx, id));
  }
  return due.length;
}
