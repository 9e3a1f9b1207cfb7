import type { Font } from './font.ts';
import { hex4, type PdfObjects } from './objects.ts';

/** Glyphs of a font that a document draws, each with the character it stands for. */
export type UsedGlyphs = ReadonlyMap<number, string>;

/** Writes the font and what viewers need to draw and to copy from it (ISO 32000-1 sections 9.7 to 9.10). */
export function embedFont(
  objects: Pick<PdfObjects, 'add' | 'addStream'>,
  font: Font,
  used: UsedGlyphs,
): number {
  const file = objects.addStream(`/Length1 ${font.file.length}`, font.file);
  const descriptor = objects.add(
    `<< /Type /FontDescriptor /FontName /${font.name} /Flags 4 /FontBBox [${font.box.join(' ')}] /ItalicAngle 0 ` +
      `/Ascent ${font.ascent} /Descent ${font.descent} /CapHeight ${font.capHeight} /StemV 80 /FontFile2 ${file} 0 R >>`,
  );
  const glyphs = [...used].toSorted(([a], [b]) => a - b);
  const widths = glyphs.map(([glyph]) => `${glyph} [${font.widthOf(glyph)}]`);
  const descendant = objects.add(
    `<< /Type /Font /Subtype /CIDFontType2 /BaseFont /${font.name} /CIDToGIDMap /Identity /FontDescriptor ${descriptor} 0 R ` +
      `/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /W [${widths.join(' ')}] >>`,
  );
  const unicode = objects.addStream('', writeToUnicode(glyphs));
  return objects.add(
    `<< /Type /Font /Subtype /Type0 /BaseFont /${font.name} /Encoding /Identity-H ` +
      `/DescendantFonts [${descendant} 0 R] /ToUnicode ${unicode} 0 R >>`,
  );
}

function writeToUnicode(glyphs: readonly (readonly [number, string])[]): string {
  // A list of the operator bfchar holds at most 100 pairs.
  const blocks = Array.from({ length: Math.ceil(glyphs.length / 100) }, (_, index) => {
    const pairs = glyphs.slice(100 * index, 100 * index + 100);
    const lines = pairs.map(
      ([glyph, char]) => `<${hex4(glyph)}> <${hex4(char.codePointAt(0) ?? 0)}>`,
    );
    return `${pairs.length} beginbfchar\n${lines.join('\n')}\nendbfchar`;
  });
  return [
    '/CIDInit /ProcSet findresource begin 12 dict begin begincmap',
    '/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def',
    '/CMapName /Adobe-Identity-UCS def /CMapType 2 def',
    '1 begincodespacerange <0000> <FFFF> endcodespacerange',
    ...blocks,
    'endcmap CMapName currentdict /CMap defineresource pop end end',
  ].join('\n');
}
