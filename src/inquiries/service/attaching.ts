import type { Ctx, Deps, System } from '../../context.ts';
import { type Fault, pointerTo, Refusal, refusalOf } from '../../core/errors.ts';
import { type AttachmentId, type InquiryId, newId } from '../../core/ids.ts';
import { operate } from '../../db/commit.ts';
import {
  type FileFacts,
  keepBytes,
  keyOf,
  readFile,
  requireFiles,
  streamOf,
} from '../../files/service.ts';
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

/** Stores files before what names them is committed. */
async function storeFiles(deps: Deps, files: readonly Taken[]): Promise<Stored> {
  if (files.length === 0) return [];
  requireFiles(deps);
  const stored: Stored[number][] = [];
  try {
    for (const { bytes, ...about } of files) {
      const id = newId(deps.ids, 'att');
      const { size, sha256 } = await keepBytes(deps, keyOf('attachments', id), bytes);
      stored.push({ id, ...about, size, sha256 });
    }
    return stored;
  } catch (error) {
    await dropFiles(deps, stored);
    throw error;
  }
}

/** Best effort: a process that dies here leaves a file that nothing names. */
async function dropFiles(deps: Deps, stored: Stored): Promise<void> {
  for (const { id } of stored) await deps.files?.delete(keyOf('attachments', id));
}

/** Runs `work` with files stored; what it refuses leaves none of them. */
export async function withFiles<T>(
  deps: Deps,
  files: readonly Taken[],
  work: (stored: Stored) => Promise<T>,
): Promise<T> {
  const stored = await storeFiles(deps, files);
  try {
    return await work(stored);
  } catch (error) {
    await dropFiles(deps, stored);
    throw error;
  }
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
