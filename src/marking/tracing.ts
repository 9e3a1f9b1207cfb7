import {
  type PDFContext,
  type PDFDict,
  PDFHexString,
  PDFInvalidObject,
  PDFName,
  type PDFObject,
  PDFRawStream,
  PDFString,
} from '@cantoo/pdf-lib';
import { Refusal } from '../core/errors.ts';
import { Budget } from './budget.ts';
import { textOf } from './content.ts';
import type { Limits } from './limits.ts';
import { referencesIn } from './model.ts';
import { openPdf } from './reading.ts';
import { asBuffer } from './scan.ts';
import { inflate, unpack } from './unpack.ts';
import { valuesIn } from './walk.ts';

/** From every place where `markPdf` leaves them, and however a tool has written these anew. */
export async function findReferences(
  bytes: Uint8Array,
  limits: Limits,
): Promise<readonly string[]> {
  if (bytes.length > limits.bytes) throw tooLarge(limits);
  const found = new Map<string, number>();
  const note = (text: string) => {
    for (const each of referencesIn(text)) found.set(each, (found.get(each) ?? 0) + 1);
  };
  const context = await openForTracing(bytes, limits);
  if (context !== undefined) readObjects(context, new Budget(limits.values, limits.unpacked), note);
  // What is too broken to be opened, or holds parts that no page leads to, is read as it lies there.
  if (found.size === 0) readRaw(bytes, new Budget(limits.values, limits.unpacked), note);
  return [...found].toSorted(([, a], [, b]) => b - a).map(([reference]) => reference);
}

function tooLarge(limits: Limits): Refusal {
  const most = Math.floor(limits.bytes / 1024 / 1024);
  return new Refusal(
    'too_large',
    `The file is larger than ${most} MB, the most that is read here.`,
  );
}

async function openForTracing(bytes: Uint8Array, limits: Limits): Promise<PDFContext | undefined> {
  try {
    return (await openPdf(bytes, limits)).context;
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

type Note = (text: string) => void;

function readObjects(context: PDFContext, budget: Budget, note: Note): void {
  for (const [, object] of context.enumerateIndirectObjects()) {
    try {
      readObject(object, budget, note);
    } catch (error) {
      if (budget.isSpent) return;
      throw error;
    }
  }
}

function readObject(root: PDFObject, budget: Budget, note: Note): void {
  for (const object of valuesIn(root)) {
    if (object instanceof PDFString || object instanceof PDFHexString) note(readText(object));
    else if (object instanceof PDFInvalidObject) note(object.toString());
    else if (object instanceof PDFRawStream && mayHoldText(object.dict))
      readStream(object, budget, note);
  }
}

function readText(text: PDFString | PDFHexString): string {
  try {
    return text.decodeText();
  } catch {
    return text.asString();
  }
}

function mayHoldText(dict: PDFDict): boolean {
  const subtype = dict.get(PDFName.of('Subtype'));
  const isFont = dict.has(PDFName.of('Length1')) || subtype === PDFName.of('CIDFontType0C');
  return subtype !== PDFName.of('Image') && !isFont;
}

function readStream(stream: PDFRawStream, budget: Budget, note: Note): void {
  const bytes = unpack(stream, budget);
  if (bytes !== undefined) readBytes(bytes, note);
}

function readBytes(bytes: Uint8Array, note: Note): void {
  const text = asBuffer(bytes).toString('latin1');
  // Texts cut up by a tool are found only by reading the content; metadata only as it stands.
  const before = referencesIn(text);
  if (before.length > 0) note(text);
  else note(textOf(bytes));
}

function readRaw(bytes: Uint8Array, budget: Budget, note: Note): void {
  const all = asBuffer(bytes);
  note(all.toString('latin1'));
  for (let at = all.indexOf('stream'); at >= 0; at = all.indexOf('stream', at + 6)) {
    if (all.toString('latin1', at - 3, at) === 'end') continue;
    const start = at + 6 + (all[at + 6] === 13 ? 2 : 1);
    const end = all.indexOf('endstream', start);
    try {
      const plain = inflate(all.subarray(start, end < 0 ? all.length : end), budget);
      if (plain !== undefined) readBytes(plain, note);
    } catch {
      return;
    }
  }
}
