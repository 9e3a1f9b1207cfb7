import { type PDFContext, PDFDict, PDFName, PDFRawStream, PDFString } from '@cantoo/pdf-lib';
import { Budget } from './budget.ts';
import type { Limits } from './limits.ts';
import type { Inspected, Mark } from './model.ts';
import { unpack } from './unpack.ts';

const name = PDFName.of;

/** The mark in the document information and in the XMP metadata; all else in both stays. */
export function markMetadata(
  context: PDFContext,
  mark: Mark,
  limits: Limits,
  protection: Inspected['protection'],
): void {
  const known = context.lookup(context.trailerInfo.Info);
  const info = known instanceof PDFDict ? known : context.obj({});
  if (info !== known) context.trailerInfo.Info = context.register(info);
  info.set(name('AnnexCopy'), PDFString.of(mark.reference));
  const catalog = context.lookup(context.trailerInfo.Root);
  if (!(catalog instanceof PDFDict)) return;
  // Rights that a signature grants end with it; viewers would warn of each copy.
  catalog.delete(name('Perms'));
  const stream = catalog.lookup(name('Metadata'));
  const old = stream instanceof PDFRawStream ? readXmp(stream, limits) : undefined;
  // What cannot be read as XMP in a file that was encrypted may have been stored in plain.
  if (stream !== undefined && old === undefined && protection === 'none') return;
  const xmp = old === undefined ? packet(describe(mark)) : insert(old, describe(mark));
  const metadata = context.stream(xmp, { Type: 'Metadata', Subtype: 'XML' });
  catalog.set(name('Metadata'), context.register(metadata));
}

function readXmp(stream: PDFRawStream, limits: Limits): string | undefined {
  try {
    const bytes = unpack(stream, new Budget(0, Math.min(limits.unpacked, 4_000_000)));
    const text = bytes && new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return text?.includes('</rdf:RDF>') ? text : undefined;
  } catch {
    return undefined;
  }
}

/** Of a schema that PDF/A knows; where the file has terms of use already, these stand. */
function describe({ reference }: Mark): string {
  return [
    '<rdf:Description rdf:about="" xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/">',
    `<xmpRights:UsageTerms><rdf:Alt><rdf:li xml:lang="x-default">Copy ${reference}</rdf:li></rdf:Alt></xmpRights:UsageTerms>`,
    '</rdf:Description>',
  ].join('');
}

function insert(xmp: string, description: string): Uint8Array {
  const at = xmp.lastIndexOf('</rdf:RDF>');
  const isTaken = xmp.includes('UsageTerms');
  const text = isTaken ? xmp : `${xmp.slice(0, at)}${description}\n${xmp.slice(at)}`;
  return new TextEncoder().encode(text);
}

function packet(description: string): Uint8Array {
  const text = [
    '<?xpacket begin="\u{FEFF}" id="W5M0MpCehiHzreSzNTczkc9d"?>',
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">',
    description,
    '</rdf:RDF></x:xmpmeta>',
    '<?xpacket end="r"?>',
  ];
  return new TextEncoder().encode(text.join('\n'));
}
