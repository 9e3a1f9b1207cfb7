import type { Cell, TableRow } from '../model/reading.ts';
import { emptyCell } from '../model/reading.ts';
import type { Element } from './html-text.ts';
import { attribute, cellOf, isElement } from './html-text.ts';
import { maxColumns, maxRows, tooManyRows } from './limits.ts';

type Spanning = { readonly cell: Cell; readonly rowsLeft: number };

/** The rows of one table, spans resolved: a cell over several rows is read for each of them. */
export function rowsOfTable(table: Element, firstRow: number): readonly TableRow[] {
  const lines = ownRows(table);
  if (lines.length > maxRows + 20) throw tooManyRows();
  const rows: TableRow[] = [];
  let spans: ReadonlyMap<number, Spanning> = new Map();
  for (const [index, line] of lines.entries()) {
    const read = readRow(line, spans);
    spans = read.spans;
    rows.push({ row: firstRow + index, cells: read.cells, notes: read.notes });
  }
  return rows;
}

/** Rows of this table and not of one that stands in its cells. */
function ownRows(table: Element): readonly Element[] {
  return table.childNodes.filter(isElement).flatMap((child) => {
    if (child.tagName === 'tr') return [child];
    return ['thead', 'tbody', 'tfoot'].includes(child.tagName)
      ? child.childNodes.filter(isElement).filter(({ tagName }) => tagName === 'tr')
      : [];
  });
}

function readRow(line: Element, above: ReadonlyMap<number, Spanning>) {
  const cells: Cell[] = [];
  const notes: string[] = [];
  const spans = new Map<number, Spanning>();
  const takeFromAbove = () => {
    for (let span = above.get(cells.length); span; span = above.get(cells.length)) {
      if (span.rowsLeft > 1)
        spans.set(cells.length, { cell: span.cell, rowsLeft: span.rowsLeft - 1 });
      if (span.cell.text !== '')
        notes.push(`“${span.cell.text}” spans rows: read for each of them.`);
      cells.push(span.cell);
    }
  };
  for (const element of line.childNodes.filter(isElement)) {
    if (element.tagName !== 'td' && element.tagName !== 'th') continue;
    takeFromAbove();
    const cell = cellOf(element.childNodes);
    const width = spanOf(element, 'colspan', maxColumns);
    const height = spanOf(element, 'rowspan', maxRows);
    if (width > 1 && cell.text !== '')
      notes.push(`“${cell.text}” spans ${width} columns: read in the first.`);
    for (let column = 0; column < width && cells.length < maxColumns; column += 1) {
      const own = column === 0 ? cell : emptyCell;
      if (height > 1) spans.set(cells.length, { cell: own, rowsLeft: height - 1 });
      cells.push(own);
    }
  }
  takeFromAbove();
  return { cells, notes, spans };
}

function spanOf(element: Element, name: string, most: number): number {
  const span = Number.parseInt(attribute(element, name) ?? '1', 10);
  return Number.isNaN(span) || span < 1 ? 1 : Math.min(span, most);
}
