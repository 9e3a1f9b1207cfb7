import type { RenderInput } from '../../publication/representation.ts';
import { annexWords } from '../words/pages.ts';
import { annexHead, annexRemarks, annexRows, type AnnexRow } from '../annex-rows.ts';
import { AnnexTable } from './annex-table.ts';
import type { Font } from '../../pdf/font.ts';
import { margin, page, sizes } from './sheet.ts';
import type { Element } from '../../pdf/tagged.ts';
import { TaggedPdf } from '../../pdf/tagged.ts';
import { breakLines, glyphsOf, widthOf, type Line } from '../../pdf/text.ts';

/** Annex III as a document to attach to a contract: A4 landscape, tagged, its bytes decided by the snapshot alone. */
export function writeAnnexPdf(
  { snapshot, place, params }: RenderInput,
  fonts: readonly Font[],
): Uint8Array {
  const { organisation, listPublishedAt, at } = snapshot;
  const owner = organisation.legalName ?? organisation.name;
  const title = `${annexWords.en.title}, ${owner}`;
  const pdf = new TaggedPdf(fonts, { ...page, title, author: owner, at: listPublishedAt ?? at });
  const rows = annexRows(snapshot, params);
  const head = annexHead(snapshot, place, params);
  pdf.addPage();
  const top = writeHead(pdf, head);
  const end = rows.length === 0 ? writeNothing(pdf, top) : new AnnexTable(pdf, rows, top).write();
  writeRemarks(
    pdf,
    [...annexRemarks(snapshot, params), ...missingCharacters(rows, head, fonts)],
    end,
  );
  writeFooters(pdf, [owner, head.version, head.address].join('  ·  '));
  return pdf.finish();
}

type Head = ReturnType<typeof annexHead>;

function writeHead(pdf: TaggedPdf, head: Head): number {
  let y = margin.top;
  y = writeParagraph(pdf, 'H1', annexWords.en.title, y, { size: sizes.title, bold: true });
  y = writeParagraph(pdf, 'P', head.purpose, y + 2, { size: sizes.text });
  const facts: readonly (readonly [string, string])[] = [
    ['Publisher', head.publisher.join(', ')],
    ...head.contacts.map(({ label, text }) => [label, text] as const),
    ['List', head.version],
    ['Permanent address', head.address],
  ];
  y += 8;
  for (const [label, text] of facts) y = writeFact(pdf, label, text, y);
  if (head.part) y = writeParagraph(pdf, 'P', head.part, y + 6, { size: sizes.text, bold: true });
  if (head.demo) y = writeParagraph(pdf, 'P', head.demo, y + 6, { size: sizes.text, bold: true });
  return y + 12;
}

type Look = { readonly size: number; readonly bold?: boolean; readonly grey?: number };

/** Returns where the next thing may begin. */
function writeParagraph(pdf: TaggedPdf, tag: string, text: string, y: number, look: Look): number {
  const lines = breakLines(text, pdf.fonts, look.size, page.width - margin.left - margin.right);
  writeLines(pdf, pdf.addElement(pdf.root, tag), lines, margin.left, y, look);
  return y + lines.length * look.size * 1.36;
}

function writeFact(pdf: TaggedPdf, label: string, text: string, y: number): number {
  const indent = 130;
  const width = page.width - margin.left - margin.right - indent;
  const lines = breakLines(text, pdf.fonts, sizes.text, width);
  const fact = pdf.addElement(pdf.root, 'P');
  // The colon is read aloud and copied, and keeps the two apart.
  writeLines(pdf, fact, [glyphsOf(`${label}:`, pdf.fonts)], margin.left, y, {
    size: sizes.text,
    grey: 0.35,
  });
  writeLines(pdf, fact, lines, margin.left + indent, y, { size: sizes.text });
  return y + Math.max(1, lines.length) * sizes.text * 1.42;
}

function writeLines(
  pdf: TaggedPdf,
  element: Element,
  lines: readonly Line[],
  x: number,
  y: number,
  look: Look,
): void {
  pdf.content(element, () => {
    for (const [index, line] of lines.entries())
      pdf.text(line, x, y + look.size * (1 + 1.36 * index), look);
  });
}

function writeNothing(pdf: TaggedPdf, y: number): number {
  return writeParagraph(pdf, 'P', 'No sub-processor is listed here.', y, { size: sizes.text });
}

/** The characters that no font here draws, by entry; nothing is dropped silently. */
function missingCharacters(
  rows: readonly AnnexRow[],
  head: Head,
  fonts: readonly Font[],
): readonly string[] {
  const inHead = [...head.publisher, ...head.contacts.map(({ text }) => text), head.part ?? ''];
  const places = [
    { place: 'heading', texts: inHead },
    ...rows.map((row) => ({
      place: row.slug,
      texts: [row.name, ...row.marks, ...cellsOf(row).flat()],
    })),
  ];
  const named = places.flatMap(({ place, texts }) => {
    const codes = missingIn(texts, fonts);
    return codes.length === 0 ? [] : [`${place}: ${codes.join(' ')}`];
  });
  return named.length === 0
    ? []
    : [
        `The font of this document lacks some characters. Each is drawn as “\u{FFFD}” and copied as itself. ${named.join('; ')}.`,
      ];
}

function cellsOf(row: AnnexRow): readonly (readonly string[])[] {
  return [row.identity, row.contact, row.description, row.responsibilities, row.transfer];
}

function missingIn(texts: readonly string[], fonts: readonly Font[]): readonly string[] {
  const glyphs = texts.flatMap((text) => glyphsOf(text.replaceAll('\n', ' '), fonts));
  return glyphs.filter(({ missing }) => missing).map(({ char }) => nameOf(char));
}

function nameOf(char: string): string {
  return `U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

function writeRemarks(pdf: TaggedPdf, remarks: readonly string[], end: number): void {
  let y = end + 10;
  for (const remark of remarks) {
    const width = page.width - margin.left - margin.right;
    const lines = breakLines(remark, pdf.fonts, sizes.cell, width);
    const element = pdf.addElement(pdf.root, 'P');
    for (const line of lines) {
      if (y + sizes.cell * 1.4 > page.height - margin.bottom) {
        pdf.addPage();
        y = margin.top;
      }
      writeLines(pdf, element, [line], margin.left, y, { size: sizes.cell, grey: 0.3 });
      y += sizes.cell * 1.4;
    }
  }
}

function writeFooters(pdf: TaggedPdf, text: string): void {
  const y = page.height - margin.bottom + 24;
  const width = page.width - margin.left - margin.right;
  const look = { size: sizes.small, grey: 0.35 };
  for (let index = 0; index < pdf.pageCount; index += 1) {
    const number = glyphsOf(`Page ${index + 1} of ${pdf.pageCount}`, pdf.fonts);
    const room = width - widthOf(number, look.size) - 20;
    const [line = []] = breakLines(text, pdf.fonts, look.size, room);
    pdf.artifact(() => {
      pdf.rule(margin.left, y - 12, width, 0.4, 0.7, index);
      pdf.text(line, margin.left, y, look, index);
      pdf.text(number, margin.left + width - widthOf(number, look.size), y, look, index);
    }, index);
  }
}
