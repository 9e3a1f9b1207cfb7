import {
  type PDFContext,
  PDFDict,
  PDFName,
  PDFNumber,
  type PDFObject,
  PDFObjectParser,
  PDFParser,
  PDFRawStream,
  PDFRef,
  type PDFStream,
} from '@cantoo/pdf-lib';
import { Budget } from './budget.ts';
import type { Limits } from './limits.ts';
import { asBuffer } from './scan.ts';
import { unpack } from './unpack.ts';

/** Arrays in arrays; real files stay below thirty. */
const mostDepth = 200;
/** How often all of a file may be read in vain. */
const mostWaste = 5;

type Options = ConstructorParameters<typeof PDFParser>;

/**
 * The library's parser within a budget. It unpacks object streams itself, each with a bound, and reads no
 * entry of a cross-reference stream, since the library goes by what stands in the file and not by these.
 */
export class BoundedParser extends PDFParser {
  readonly budget: Budget;
  /** What says how the file is encrypted; the library forgets where it stands. */
  encryption: PDFObject | undefined;
  readonly #all: Buffer;
  readonly #packed: { readonly ref: PDFRef; readonly stub: PDFObject }[] = [];
  #depth = 0;
  #waste = 0;
  #lastEnd = 0;

  constructor(limits: Limits, ...options: Options) {
    super(...options);
    this.#all = asBuffer(options[0]);
    this.budget = new Budget(limits.values, limits.unpacked);
  }

  override async parseDocument(): Promise<PDFContext> {
    const context = await super.parseDocument();
    this.encryption = context.trailerInfo.Encrypt;
    keepNumbersFree(context);
    for (const { ref, stub } of this.#packed) if (context.lookup(ref) === stub) context.delete(ref);
    return context;
  }

  override parseObject(ref?: PDFRef): PDFObject {
    this.budget.takeValue();
    const start = this.bytes.offset();
    this.#depth += 1;
    try {
      if (this.#depth > mostDepth) this.budget.spend();
      return super.parseObject(ref);
    } catch (error) {
      if (this.#depth === 1) this.#waste += this.bytes.offset() - start;
      if (this.#waste > mostWaste * (this.#all.length + 1_000_000)) this.budget.spend();
      throw error;
    } finally {
      this.#depth -= 1;
    }
  }

  protected override parseDictOrStream(ref?: PDFRef): PDFDict | PDFStream {
    const object = super.parseDictOrStream(ref);
    if (!(object instanceof PDFRawStream)) return object;
    const type = object.dict.lookup(PDFName.of('Type'));
    if (type === PDFName.of('XRef')) return withoutEntries(object);
    if (type !== PDFName.of('ObjStm')) return object;
    this.#unpackObjects(object);
    const stub = PDFDict.withContext(this.context);
    if (ref !== undefined) this.#packed.push({ ref, stub });
    return stub;
  }

  /** Of a stream that does not end where it says, or says so elsewhere in the file. */
  protected override findEndOfStreamFallback(): number {
    const start = this.bytes.offset();
    const found = start < this.#lastEnd ? -1 : this.#all.indexOf('endstream', start);
    if (found < 0) {
      this.#lastEnd = Number.POSITIVE_INFINITY;
      throw new Error('a stream has no end');
    }
    this.bytes.moveTo(found + 'endstream'.length);
    return found - endOfLineBefore(this.#all, found, start);
  }

  /** Each object is read from its own bytes only, so that all are read once (ISO 32000-1 section 7.5.7). */
  #unpackObjects(stream: PDFRawStream): void {
    const bytes = unpack(stream, this.budget);
    const first = numberOf(stream.dict, 'First');
    const count = numberOf(stream.dict, 'N');
    if (bytes === undefined || first === undefined || count === undefined) return;
    const places = readPlaces(asBuffer(bytes).toString('latin1', 0, first), count);
    for (const [index, { number, offset }] of places.entries()) {
      const slice = bytes.subarray(
        first + offset,
        first + (places[index + 1]?.offset ?? bytes.length),
      );
      const object = this.#readPacked(slice);
      if (object !== undefined) this.context.assign(PDFRef.of(number), object);
    }
  }

  #readPacked(bytes: Uint8Array): PDFObject | undefined {
    countTokens(bytes, this.budget);
    try {
      return PDFObjectParser.forBytes(bytes, this.context).parseObject();
    } catch {
      return undefined;
    }
  }
}

const mostNumber = 8_388_607;

/** What refers to an object that is not there must not refer to one that is added (ISO 32000-1 annex C.2). */
function keepNumbersFree(context: PDFContext): void {
  const size = Math.min(context.trailerInfo.Size?.asNumber() ?? 0, mostNumber);
  context.largestObjectNumber = Math.max(context.largestObjectNumber, size - 1);
}

/** The trailer's keys stay: the library takes them from here. */
function withoutEntries(stream: PDFRawStream): PDFRawStream {
  const { dict } = stream;
  for (const key of ['Filter', 'DecodeParms', 'F']) dict.delete(PDFName.of(key));
  for (const key of ['Index', 'W']) dict.set(PDFName.of(key), dict.context.obj([]));
  stream.updateContents(new Uint8Array());
  return stream;
}

function endOfLineBefore(all: Buffer, end: number, start: number): number {
  if (end - 2 >= start && all[end - 2] === 13 && all[end - 1] === 10) return 2;
  return end - 1 >= start && (all[end - 1] === 10 || all[end - 1] === 13) ? 1 : 0;
}

function numberOf(dict: PDFDict, key: string): number | undefined {
  const value = dict.lookup(PDFName.of(key));
  return value instanceof PDFNumber && value.asNumber() >= 0 ? value.asNumber() : undefined;
}

/** Offsets rise, as the standard says: what stands before another is left out. */
function readPlaces(header: string, count: number) {
  const numbers = (header.match(/\d{1,10}/g) ?? []).map(Number);
  const places: { number: number; offset: number }[] = [];
  for (let at = 0; at + 1 < Math.min(numbers.length, 2 * count); at += 2) {
    const [number = 0, offset = 0] = numbers.slice(at, at + 2);
    if (offset >= (places.at(-1)?.offset ?? 0)) places.push({ number, offset });
  }
  return places;
}

/** An upper bound of the values in these bytes. */
function countTokens(bytes: Uint8Array, budget: Budget): void {
  let isBetween = true;
  for (const byte of bytes) {
    const isBlank = byte <= 32;
    const begins = byte === 0x2f || byte === 0x5b || byte === 0x28 || byte === 0x3c;
    if (begins || (isBetween && !isBlank)) budget.takeValue();
    isBetween = isBlank;
  }
}
