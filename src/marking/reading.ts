import { type PDFContext, PDFDocument, PDFParser, PDFRef } from '@cantoo/pdf-lib';
import { Refusal } from '../core/errors.ts';
import { type Limits, workerLimits } from './limits.ts';
import type { Inspected } from './model.ts';
import { incomplete, listPages, type Page } from './page-tree.ts';
import { BoundedParser } from './parser.ts';
import { asBuffer, countObjects, isTedious } from './scan.ts';

export type Opened = {
  readonly context: PDFContext;
  readonly protection: Inspected['protection'];
};

/** Opens a file with its pages, or refuses it with a sentence that says how to mend it. */
export async function openPages(
  bytes: Uint8Array,
  limits: Limits,
): Promise<Opened & { readonly pages: readonly Page[] }> {
  const opened = await openPdf(bytes, limits);
  // The last thing in every file; pages may all be there without what stands on them.
  if (!asBuffer(bytes).subarray(-4_096).includes('startxref')) throw incomplete();
  return { ...opened, pages: listPages(opened.context, limits.pages) };
}

export async function openPdf(bytes: Uint8Array, limits: Limits): Promise<Opened> {
  checkBeforehand(bytes, limits);
  const reading: Reading = { limits, parsers: [] };
  readings.set(bytes, reading);
  try {
    const options = { password: '', parseSpeed: Infinity, updateMetadata: false };
    const { context } = await PDFDocument.load(bytes, options);
    if (reading.parsers.some(({ budget }) => budget.isSpent)) throw tooMuch();
    const encryption = reading.parsers.at(-1)?.encryption;
    if (encryption instanceof PDFRef) context.delete(encryption);
    return { context, protection: context.isDecrypted ? 'editing' : 'none' };
  } catch (error) {
    throw reading.parsers.some(({ budget }) => budget.isSpent) ? tooMuch() : refusalFor(error);
  }
}

type Reading = { readonly limits: Limits; readonly parsers: BoundedParser[] };
const readings = new WeakMap<Uint8Array, Reading>();

// The library makes its parsers by this property, up to two for a file; for those that are encrypted it
// exports no other way in. So this is how every file is read within bounds.
PDFParser.forBytesWithOptions = (bytes, ...options) => {
  const reading = readings.get(bytes);
  const parser = new BoundedParser(reading?.limits ?? workerLimits, bytes, ...options);
  reading?.parsers.push(parser);
  return parser;
};

function checkBeforehand(bytes: Uint8Array, limits: Limits): void {
  if (bytes.length > limits.bytes) {
    const most = Math.floor(limits.bytes / 1024 / 1024);
    throw new Refusal(
      'too_large',
      `The file is larger than ${most} MB, the most that can be marked here.`,
    );
  }
  if (!asBuffer(bytes).subarray(0, 1024).includes('%PDF-'))
    throw new Refusal(
      'invalid',
      'The file is not a PDF. Save or print the document as PDF and upload that.',
    );
  if (countObjects(bytes) > limits.objects || isTedious(bytes)) throw tooMuch();
}

function tooMuch(): Refusal {
  return new Refusal(
    'invalid',
    'The file holds more than is read here of any file, or is built in an unusual way. Open it in a PDF viewer, print it to a new PDF and upload that.',
  );
}

function refusalFor(cause: unknown): Refusal {
  const reason = cause instanceof Error ? cause.message : '';
  if (/NEEDS PASSWORD|Password incorrect/.test(reason))
    return new Refusal(
      'invalid',
      'The file needs a password to open. Open it, save it without the password and upload that.',
      { cause },
    );
  return new Refusal(
    'invalid',
    'The file cannot be opened: it is damaged, or protected in a way that is not known here. Open it in a PDF viewer, save it anew and upload that.',
    { cause },
  );
}
