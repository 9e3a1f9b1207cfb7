import { Refusal } from '../core/errors.ts';
import type { Limits } from './limits.ts';
import { markPdf } from './marking.ts';
import { type Inspected, isReference } from './model.ts';
import type { PdfTools } from './ports.ts';
import { openPages } from './reading.ts';
import { findReferences } from './tracing.ts';

/** The tools where they are called, without a thread around them: this module brings the library along. */
export function createTools(limits: Limits): PdfTools {
  return {
    mostMarkedBytes: limits.bytes,
    inspect: (bytes) => refusing(() => inspect(bytes, limits)),
    async mark(bytes, mark) {
      if (!isReference(mark.reference)) throw new TypeError(`${mark.reference} is no reference`);
      return refusing(() => markPdf(bytes, mark, limits));
    },
    findReferences: (bytes) => refusing(() => findReferences(bytes, limits)),
  };
}

async function inspect(bytes: Uint8Array, limits: Limits): Promise<Inspected> {
  const { pages, protection } = await openPages(bytes, limits);
  return { pages: pages.length, protection };
}

/** What the library says of a file that nobody foresaw is no fault of ours either. */
async function refusing<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof Refusal) throw cause;
    const detail =
      'The file cannot be read to its end. Open it in a PDF viewer, save it anew and upload that.';
    throw new Refusal('invalid', detail, { cause });
  }
}
