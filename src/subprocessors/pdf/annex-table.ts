import { annexWords } from '../words/pages.ts';
import { annexColumns, type AnnexColumn, type AnnexRow } from '../annex-rows.ts';
import { margin, page, sizes } from './sheet.ts';
import type { Element, Style, TaggedPdf } from '../../pdf/tagged.ts';
import { breakLines, glyphsOf, type Line } from '../../pdf/text.ts';

type Column = { readonly key: AnnexColumn; readonly label: string; readonly width: number };
type StyledLine = { readonly line: Line; readonly style: Style };
type Cells = readonly (readonly StyledLine[])[];

const lineHeight = sizes.cell * 1.38;
const padding = { x: 5, y: 5 };
const numberWidth = 24;
const shares: Readonly<Record<AnnexColumn, number>> = {
  identity: 24,
  contact: 20,
  description: 24,
  responsibilities: 20,
  transfer: 20,
};

/** The list as a table: its head on every page, no row cut that fits on one. */
export class AnnexTable {
  readonly #pdf: TaggedPdf;
  readonly #rows: readonly AnnexRow[];
  readonly #columns: readonly Column[];
  readonly #table: Element;
  readonly #head: Cells;
  #y: number;

  constructor(pdf: TaggedPdf, rows: readonly AnnexRow[], y: number) {
    this.#pdf = pdf;
    this.#rows = rows;
    this.#y = y;
    this.#columns = columnsFor(rows);
    this.#table = pdf.addElement(pdf.root, 'Table');
    const look = { size: sizes.label, bold: true };
    this.#head = [
      [{ line: glyphsOf('No.', pdf.fonts), style: look }],
      ...this.#columns.map(({ label, width }) => this.#lines([label], width, look)),
    ];
  }

  /** Returns where the table ends on the last page. */
  write(): number {
    const rows = this.#rows.map((row, index) => this.#layOut(row, index));
    const first = rows[0];
    const isCut = first && this.#y + heightOf(this.#head) + heightOf(first) > bottom;
    if (isCut && fitsOnePage(first, this.#head)) this.#turnPage();
    const headRow = this.#pdf.addElement(this.#pdf.addElement(this.#table, 'THead'), 'TR');
    const cells = this.#head.map(() =>
      this.#pdf.addElement(headRow, 'TH', '/O /Table /Scope /Column'),
    );
    this.#drawHead((index, draw) => {
      const cell = cells[index];
      if (cell) this.#pdf.content(cell, draw);
    });
    const body = this.#pdf.addElement(this.#table, 'TBody');
    for (const row of rows) this.#writeRow(body, row);
    return this.#y;
  }

  #writeRow(body: Element, row: Cells): void {
    const element = this.#pdf.addElement(body, 'TR');
    const cells = row.map((_, index) =>
      index === 1
        ? this.#pdf.addElement(element, 'TH', '/O /Table /Scope /Row')
        : this.#pdf.addElement(element, 'TD'),
    );
    let rest = row;
    if (this.#y + heightOf(rest) > bottom && fitsOnePage(rest, this.#head)) this.#continue();
    while (rest.some((lines) => lines.length > 0)) {
      const room = Math.floor((bottom - this.#y - 2 * padding.y) / lineHeight);
      if (room < 1) {
        this.#continue();
        continue;
      }
      const part = rest.map((lines) => lines.slice(0, room));
      this.#drawRow(part, (index, draw) => {
        const cell = cells[index];
        if (cell) this.#pdf.content(cell, draw);
      });
      rest = rest.map((lines) => lines.slice(room));
    }
  }

  #drawRow(row: Cells, wrap: (index: number, draw: () => void) => void): void {
    const height = heightOf(row);
    let x = margin.left;
    for (const [index, lines] of row.entries()) {
      const left = x + padding.x;
      if (lines.length > 0)
        wrap(index, () => {
          for (const [at, { line, style }] of lines.entries())
            this.#pdf.text(line, left, this.#y + padding.y + sizes.cell + at * lineHeight, style);
        });
      x += index === 0 ? numberWidth : (this.#columns[index - 1]?.width ?? 0);
    }
    this.#y += height;
    const { width } = sheet;
    this.#pdf.artifact(() => this.#pdf.rule(margin.left, this.#y, width, 0.4, 0.7));
  }

  #drawHead(wrap: (index: number, draw: () => void) => void): void {
    const height = heightOf(this.#head);
    this.#pdf.artifact(() => {
      this.#pdf.fill(margin.left, this.#y, sheet.width, height, 0.94);
      this.#pdf.rule(margin.left, this.#y, sheet.width, 0.9, 0.15);
    });
    this.#drawRow(this.#head, wrap);
  }

  /** The next page begins with the head again, which a screen reader has heard already. */
  #continue(): void {
    this.#turnPage();
    this.#drawHead((_, draw) => this.#pdf.artifact(draw));
  }

  #turnPage(): void {
    this.#pdf.addPage();
    this.#y = margin.top;
  }

  #layOut(row: AnnexRow, index: number): Cells {
    const { fonts } = this.#pdf;
    const plain = { size: sizes.cell };
    const number = [{ line: glyphsOf(`${index + 1}`, fonts), style: { ...plain, grey: 0.35 } }];
    const cells = this.#columns.map(({ key, width }) => {
      const texts = row[key];
      const lines = this.#lines(texts, width, plain);
      if (key === 'identity') return [...this.#named(row, width), ...lines];
      return texts.length > 0 ? lines : this.#lines(['–'], width, { ...plain, grey: 0.35 });
    });
    return [number, ...cells];
  }

  #named(row: AnnexRow, width: number): readonly StyledLine[] {
    const bold = { size: sizes.cell, bold: true };
    return [
      ...this.#lines([row.name], width, bold),
      ...this.#lines(row.marks, width, bold),
      ...(row.identity.length === 0
        ? this.#lines(['–'], width, { size: sizes.cell, grey: 0.35 })
        : []),
    ];
  }

  #lines(texts: readonly string[], width: number, style: Style): readonly StyledLine[] {
    const room = width - 2 * padding.x;
    return texts.flatMap((text) =>
      // Bold letters are a little wider than what is measured.
      breakLines(text, this.#pdf.fonts, style.size * (style.bold ? 1.02 : 1), room).map((line) => ({
        line,
        style,
      })),
    );
  }
}

const sheet = { width: page.width - margin.left - margin.right };
const bottom = page.height - margin.bottom;

function heightOf(cells: Cells): number {
  return Math.max(...cells.map((lines) => lines.length)) * lineHeight + 2 * padding.y;
}

function fitsOnePage(row: Cells, head: Cells): boolean {
  return margin.top + heightOf(head) + heightOf(row) <= bottom;
}

/** A column in which nobody states anything takes only the room of its label. */
function columnsFor(rows: readonly AnnexRow[]): readonly Column[] {
  const weighed = annexColumns.map((key) => ({
    key,
    label: annexWords.en.columns[key],
    weight: rows.some((row) => row[key].length > 0) ? shares[key] : 11,
  }));
  const total = weighed.reduce((sum, { weight }) => sum + weight, 0);
  const room = sheet.width - numberWidth;
  return weighed.map(({ key, label, weight }) => ({ key, label, width: (room * weight) / total }));
}
