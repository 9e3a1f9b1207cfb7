import {
  type PDFContext,
  PDFDict,
  PDFName,
  type PDFObject,
  PDFRef,
  PDFStream,
} from '@cantoo/pdf-lib';
import { valuesIn } from './walk.ts';

const files = PDFName.of('EF');
const embedded = PDFName.of('EmbeddedFile');

/**
 * Takes the files out that are attached anywhere in a document (ISO 32000-1 section 7.11.4): nobody would
 * see a mark on these. Their names stay where they are listed.
 */
export function dropAttachments(context: PDFContext): void {
  for (const [ref, object] of context.enumerateIndirectObjects()) {
    const isFile = object instanceof PDFStream && object.dict.get(PDFName.Type) === embedded;
    if (isFile) context.delete(ref);
    else dropFilesIn(object, context);
  }
}

function dropFilesIn(object: PDFObject, context: PDFContext): void {
  for (const value of valuesIn(object)) if (value instanceof PDFDict) dropFiles(value, context);
}

function dropFiles(specification: PDFDict, context: PDFContext): void {
  const attached = specification.lookup(files);
  if (!(attached instanceof PDFDict)) return;
  for (const value of attached.values()) if (value instanceof PDFRef) context.delete(value);
  specification.delete(files);
}
