import { constants, inflateSync } from 'node:zlib';
import {
  decodePDFRawStream,
  PDFArray,
  PDFContext,
  PDFDict,
  PDFName,
  PDFNumber,
  PDFRawStream,
} from '@cantoo/pdf-lib';
import type { Budget } from './budget.ts';

const shortNames: Readonly<Record<string, string>> = {
  Fl: 'FlateDecode',
  LZW: 'LZWDecode',
  A85: 'ASCII85Decode',
  AHx: 'ASCIIHexDecode',
  RL: 'RunLengthDecode',
};
const byLibrary = new Set(['LZWDecode', 'ASCII85Decode', 'ASCIIHexDecode', 'RunLengthDecode']);

/** What a stream holds, within the budget; undefined where it is broken or no text (images). */
export function unpack(stream: PDFRawStream, budget: Budget): Uint8Array | undefined {
  let bytes: Uint8Array | undefined = stream.contents;
  for (const [index, name] of filtersOf(stream.dict).entries()) {
    if (bytes === undefined) return undefined;
    bytes = decode(bytes, shortNames[name] ?? name, paramsOf(stream.dict, index), budget);
  }
  return bytes;
}

function filtersOf(dict: PDFDict): readonly string[] {
  const filter = dict.lookup(PDFName.of('Filter')) ?? dict.lookup(PDFName.of('F'));
  if (filter instanceof PDFName) return [filter.decodeText()];
  if (!(filter instanceof PDFArray)) return [];
  return Array.from({ length: Math.min(filter.size(), 8) }, (_, index) => {
    const name = filter.lookup(index);
    return name instanceof PDFName ? name.decodeText() : '';
  });
}

function paramsOf(dict: PDFDict, index: number): PDFDict | undefined {
  const all = dict.lookup(PDFName.of('DecodeParms'));
  const params = all instanceof PDFArray ? all.lookup(index) : all;
  return params instanceof PDFDict ? params : undefined;
}

function decode(bytes: Uint8Array, filter: string, params: PDFDict | undefined, budget: Budget) {
  if (filter === 'FlateDecode') {
    const predictor = params?.lookup(PDFName.of('Predictor'));
    const isPlain = !(predictor instanceof PDFNumber) || predictor.asNumber() <= 1;
    return isPlain ? inflate(bytes, budget) : undefined;
  }
  return byLibrary.has(filter) ? decodeByLibrary(bytes, filter, params, budget) : undefined;
}

/** As much as there is, also of a stream that was cut off. */
export function inflate(bytes: Uint8Array, budget: Budget): Uint8Array | undefined {
  const most = budget.bytesLeft;
  try {
    const options = { maxOutputLength: Math.max(1, most), finishFlush: constants.Z_SYNC_FLUSH };
    const plain = inflateSync(bytes, options);
    budget.takeBytes(plain.length);
    return plain;
  } catch (error) {
    // Node and workerd agree on nothing but this about an output that is too long.
    if (error instanceof RangeError) budget.takeBytes(most + 1);
    if (budget.isSpent) budget.spend();
    return undefined;
  }
}

/** The library decodes these piece by piece, so that as much may be asked of it as there may be. */
function decodeByLibrary(
  bytes: Uint8Array,
  filter: string,
  params: PDFDict | undefined,
  budget: Budget,
): Uint8Array | undefined {
  const dict = PDFDict.withContext(params?.context ?? PDFContext.create());
  dict.set(PDFName.of('Filter'), PDFName.of(filter));
  if (params !== undefined) dict.set(PDFName.of('DecodeParms'), params);
  const most = budget.bytesLeft;
  const plain = attempt(() => decodePDFRawStream(PDFRawStream.of(dict, bytes)).getBytes(most + 1));
  if (plain === undefined) return undefined;
  budget.takeBytes(plain.length);
  return new Uint8Array(plain);
}

function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
