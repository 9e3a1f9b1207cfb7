import { inflateSync } from 'node:zlib';

/** A TrueType font as PDF embeds it. Lengths are in thousandths of the type size. */
export type Font = {
  readonly name: string;
  /** An sfnt with the tables that drawing needs, ISO 32000-1 table 126. */
  readonly file: Uint8Array;
  readonly ascent: number;
  readonly descent: number;
  readonly capHeight: number;
  readonly box: readonly number[];
  glyphOf(codePoint: number): number | undefined;
  widthOf(glyph: number): number;
};

type Tables = ReadonlyMap<string, DataView<ArrayBuffer>>;

const drawn = ['cvt ', 'fpgm', 'glyf', 'head', 'hhea', 'hmtx', 'loca', 'maxp', 'prep'];

/** Reads a WOFF 1.0 file (W3C Recommendation of 2012) with TrueType outlines. */
export function readFont(name: string, woff: Uint8Array): Font {
  const tables = unpack(woff);
  const head = tableOf(tables, 'head');
  const hhea = tableOf(tables, 'hhea');
  const hmtx = tableOf(tables, 'hmtx');
  const os2 = tableOf(tables, 'OS/2');
  const scale = (units: number) => Math.round((units * 1000) / head.getUint16(18));
  const lastWidth = hhea.getUint16(34) - 1;
  const glyphs = readCmap(tableOf(tables, 'cmap'));
  return {
    name,
    file: pack(tables),
    ascent: scale(hhea.getInt16(4)),
    descent: scale(hhea.getInt16(6)),
    capHeight: scale(os2.getUint16(0) >= 2 ? os2.getInt16(88) : hhea.getInt16(4)),
    box: [36, 38, 40, 42].map((offset) => scale(head.getInt16(offset))),
    glyphOf: (codePoint) => glyphs.get(codePoint),
    widthOf: (glyph) => scale(hmtx.getUint16(4 * Math.min(glyph, lastWidth))),
  };
}

function tableOf(tables: Tables, tag: string): DataView<ArrayBuffer> {
  const table = tables.get(tag);
  if (table === undefined) throw new TypeError(`the font has no table ${tag}`);
  return table;
}

function unpack(woff: Uint8Array): Tables {
  const file = new DataView(woff.buffer, woff.byteOffset, woff.byteLength);
  const tables = new Map<string, DataView<ArrayBuffer>>();
  for (let index = 0; index < file.getUint16(12); index += 1) {
    const at = 44 + 20 * index;
    const [offset, packed, length] = [4, 8, 12].map((field) => file.getUint32(at + field));
    if (offset === undefined || packed === undefined || length === undefined) continue;
    const tag = String.fromCharCode(...woff.subarray(at, at + 4));
    const bytes = woff.subarray(offset, offset + packed);
    tables.set(
      tag,
      new DataView(new Uint8Array(packed < length ? inflateSync(bytes) : bytes).buffer),
    );
  }
  return tables;
}

/** The same tables without compression, each at a multiple of four. */
function pack(all: Tables): Uint8Array {
  const tables = drawn.flatMap((tag) => {
    const table = all.get(tag);
    return table === undefined ? [] : [{ tag, table }];
  });
  const start = 12 + 16 * tables.length;
  const size = tables.reduce((sum, { table }) => sum + padded(table.byteLength), start);
  const file = new Uint8Array(size);
  const view = new DataView(file.buffer);
  const power = Math.floor(Math.log2(tables.length));
  view.setUint32(0, 0x00010000);
  for (const [field, value] of [
    [4, tables.length],
    [6, 2 ** power * 16],
    [8, power],
    [10, tables.length * 16 - 2 ** power * 16],
  ] as const)
    view.setUint16(field, value);
  let offset = start;
  for (const [index, { tag, table }] of tables.entries()) {
    const at = 12 + 16 * index;
    file.set(new TextEncoder().encode(tag), at);
    file.set(new Uint8Array(table.buffer), offset);
    view.setUint32(at + 4, checksum(view, offset, padded(table.byteLength)));
    view.setUint32(at + 8, offset);
    view.setUint32(at + 12, table.byteLength);
    offset += padded(table.byteLength);
  }
  return file;
}

function padded(length: number): number {
  return Math.ceil(length / 4) * 4;
}

function checksum(view: DataView, offset: number, length: number): number {
  let sum = 0;
  for (let at = offset; at < offset + length; at += 4) sum = (sum + view.getUint32(at)) >>> 0;
  return sum;
}

/** Glyphs by code point, from the subtable of format 4: the basic plane, which is all that the fonts hold. */
function readCmap(cmap: DataView): ReadonlyMap<number, number> {
  const glyphs = new Map<number, number>();
  for (let index = 0; index < cmap.getUint16(2); index += 1) {
    const at = cmap.getUint32(8 + 8 * index);
    if (cmap.getUint16(at) === 4) readSegments(cmap, at, glyphs);
  }
  return glyphs;
}

function readSegments(cmap: DataView, at: number, glyphs: Map<number, number>): void {
  const span = cmap.getUint16(at + 6);
  for (let segment = 0; segment < span; segment += 2) {
    const end = cmap.getUint16(at + 14 + segment);
    const start = cmap.getUint16(at + 16 + span + segment);
    const delta = cmap.getUint16(at + 16 + 2 * span + segment);
    const rangeAt = at + 16 + 3 * span + segment;
    const range = cmap.getUint16(rangeAt);
    for (let code = start; code <= end && code !== 0xffff; code += 1) {
      const found = range === 0 ? code : cmap.getUint16(rangeAt + range + 2 * (code - start));
      const glyph = found === 0 ? 0 : (found + delta) & 0xffff;
      if (glyph !== 0) glyphs.set(code, glyph);
    }
  }
}
