import {
  PDFArray,
  type PDFContext,
  PDFDict,
  PDFName,
  type PDFObject,
  PDFRawStream,
  type PDFRef,
  PDFStreamWriter,
  PDFString,
  PDFWriter,
} from '@cantoo/pdf-lib';
import { dropAttachments } from './attachments.ts';
import { Budget } from './budget.ts';
import { type Balance, balanced, balanceOf } from './content.ts';
import { draw, seenMatrix, seenSize, states } from './drawing.ts';
import { MarkFonts } from './fonts.ts';
import type { Limits } from './limits.ts';
import { markMetadata } from './metadata.ts';
import type { Mark } from './model.ts';
import type { Page } from './page-tree.ts';
import { openPages } from './reading.ts';
import { unpack } from './unpack.ts';

const name = PDFName.of;

/** A copy with the mark on every page and in its metadata; it is no longer encrypted. */
export async function markPdf(bytes: Uint8Array, mark: Mark, limits: Limits): Promise<Uint8Array> {
  const { context, protection, pages } = await openPages(bytes, limits);
  const marker = new Marker(context, mark, limits);
  for (const page of pages) marker.markPage(page);
  marker.finish();
  dropAttachments(context);
  markMetadata(context, mark, limits, protection);
  return save(context);
}

function save(context: PDFContext): Promise<Uint8Array> {
  const writer = context.pdfFileDetails.useObjectStreams ? PDFStreamWriter : PDFWriter;
  return writer.forContext(context, Infinity).serializeToBuffer();
}

/** What pages of one size share is in the file once. */
class Marker {
  readonly #context: PDFContext;
  readonly #mark: Mark;
  readonly #fonts = new MarkFonts();
  readonly #resources: PDFDict;
  readonly #budget: Budget;
  readonly #forms = new Map<string, PDFRef>();
  readonly #streams = new Map<string, PDFRef>();

  constructor(context: PDFContext, mark: Mark, limits: Limits) {
    this.#context = context;
    this.#mark = mark;
    this.#budget = new Budget(limits.values, limits.unpacked);
    const opacity = Object.entries(states).map(([key, ca]) => [
      key,
      { ca, CA: ca, BM: 'Normal', SMask: 'None' },
    ]);
    this.#resources = context.obj({ ExtGState: Object.fromEntries(opacity) });
  }

  markPage(page: Page): void {
    const form = this.#formFor(page);
    const key = this.#register(page, form);
    const contents = contentsOf(page.dict);
    const { missing, open, isInText, openMarks } = this.#balanceOf(contents);
    const before = 'q\n'.repeat(missing + 1);
    const artifact = `/Artifact << /Type /Pagination /Subtype /Watermark /AnnexCopy (${this.#mark.reference}) >> BDC`;
    const after = [
      isInText ? 'ET' : '',
      'EMC\n'.repeat(openMarks),
      'Q\n'.repeat(open + 1),
      `${artifact}\nq /${key} Do Q\nEMC`,
    ];
    const parts = [this.#stream(before), ...contents, this.#stream(`\n${after.join('\n')}\n`)];
    page.dict.set(PDFName.Contents, this.#context.obj(parts));
    markPieces(page.dict, this.#mark);
  }

  finish(): void {
    this.#resources.set(PDFName.Font, this.#fonts.embed(this.#context));
  }

  #formFor(page: Page): PDFRef {
    const seen = seenSize(page);
    const matrix = seenMatrix(page);
    const key = JSON.stringify([seen, matrix]);
    const known = this.#forms.get(key);
    if (known !== undefined) return known;
    const stream = this.#context.flateStream(draw(this.#mark, this.#fonts, seen), {
      Type: 'XObject',
      Subtype: 'Form',
      BBox: [0, 0, seen.width, seen.height],
      Matrix: [...matrix],
    });
    stream.dict.set(PDFName.Resources, this.#resources);
    const made = this.#context.register(stream);
    this.#forms.set(key, made);
    return made;
  }

  /** Puts the form among the page's resources, shared ones as well, under a name that is free there. */
  #register(page: Page, form: PDFRef): string {
    const resources = page.resources ?? this.#context.obj({});
    if (page.resources === undefined) page.dict.set(PDFName.Resources, resources);
    const known = resources.lookup(PDFName.XObject);
    const objects = known instanceof PDFDict ? known : this.#context.obj({});
    if (objects !== known) resources.set(PDFName.XObject, objects);
    for (let number = 0; ; number += 1) {
      const key = `Annex${number}`;
      const there = objects.get(name(key));
      if (there === undefined) objects.set(name(key), form);
      if (there === undefined || there === form) return key;
    }
  }

  #stream(content: string): PDFRef {
    const known = this.#streams.get(content);
    if (known !== undefined) return known;
    const ref = this.#context.register(this.#context.flateStream(content));
    this.#streams.set(content, ref);
    return ref;
  }

  /** Content that cannot be read, or costs too much, is taken for balanced, as nearly all is. */
  #balanceOf(contents: readonly PDFObject[]): Balance {
    const parts: Uint8Array[] = [];
    for (const each of contents) {
      const stream = this.#context.lookup(each);
      const part = stream instanceof PDFRawStream ? this.#unpack(stream) : undefined;
      if (part === undefined) return balanced;
      parts.push(part, Uint8Array.of(10));
    }
    return capped(balanceOf(Buffer.concat(parts)));
  }

  #unpack(stream: PDFRawStream): Uint8Array | undefined {
    try {
      return unpack(stream, this.#budget);
    } catch {
      return undefined;
    }
  }
}

const mostRepairs = 1_000;

function capped({ missing, open, isInText, openMarks }: Balance): Balance {
  const most = (count: number) => Math.min(count, mostRepairs);
  return { missing: most(missing), open: most(open), isInText, openMarks: most(openMarks) };
}

function contentsOf(page: PDFDict): readonly PDFObject[] {
  const own = page.get(PDFName.Contents);
  const contents = page.lookup(PDFName.Contents);
  if (contents instanceof PDFArray) return contents.asArray();
  return contents instanceof PDFRawStream && own !== undefined ? [own] : [];
}

/** Private data of a program (ISO 32000-1 section 14.5): found again when the content was cleaned. */
function markPieces(page: PDFDict, { reference, on }: Mark): void {
  const at = PDFString.of(`D:${on.replaceAll('-', '')}`);
  const pieces = page.lookup(name('PieceInfo'));
  const own = pieces instanceof PDFDict ? pieces.clone() : page.context.obj({});
  own.set(name('Annex'), page.context.obj({ LastModified: at, Private: PDFString.of(reference) }));
  page.set(name('PieceInfo'), own);
  if (!page.has(name('LastModified'))) page.set(name('LastModified'), at);
}
