import type { Cell, TableRow } from '../model/reading.ts';
import { emptyCell } from '../model/reading.ts';
import type { Element } from './html-text.ts';
import { attribute, cellOf, isElement } from './html-text.ts';
import { maxColumns, maxRows, tooManyColumns, tooManyRows } from './limits.ts';

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
    const { cells, notes } = read;
    const [first, ...others] = cellsIn(line);
    const width = first && others.length === 0 ? spanOf(first, 'colspan', maxColumns) : 0;
    const isSection = width > 1 && width === cells.length;
    rows.push({ row: firstRow + index, cells, notes, ...(isSection && { isSection }) });
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
  const row: Row = { cells: [], notes: [], spans: new Map() };
  for (const element of cellsIn(line)) {
    takeFromAbove(row, above);
    putCell(row, element);
  }
  takeFromAbove(row, above);
  return row;
}

function cellsIn(line: Element): readonly Element[] {
  return line.childNodes
    .filter(isElement)
    .filter(({ tagName }) => tagName === 'td' || tagName === 'th');
}

type Row = {
  readonly cells: Cell[];
  readonly notes: string[];
  readonly spans: Map<number, Spanning>;
};

function takeFromAbove({ cells, notes, spans }: Row, above: ReadonlyMap<number, Spanning>): void {
  for (let span = above.get(cells.length); span; span = above.get(cells.length)) {
    const { cell, rowsLeft } = span;
    if (rowsLeft > 1) spans.set(cells.length, { cell, rowsLeft: rowsLeft - 1 });
    if (cell.text !== '') notes.push(`“${cell.text}” spans rows: read for each of them.`);
    cells.push(cell);
  }
}

function putCell({ cells, notes, spans }: Row, element: Element): void {
  const cell = cellOf(element.childNodes);
  const width = spanOf(element, 'colspan', maxColumns);
  const height = spanOf(element, 'rowspan', maxRows);
  if (cells.length + width > maxColumns) throw tooManyColumns();
  if (width > 1 && cell.text !== '')
    notes.push(`“${cell.text}” spans ${width} columns: read in the first.`);
  for (let column = 0; column < width; column += 1) {
    const own = column === 0 ? cell : emptyCell;
    if (height > 1) spans.set(cells.length, { cell: own, rowsLeft: height - 1 });
    cells.push(own);
  }
}

function spanOf(element: Element, name: string, most: number): number {
  const span = Number.parseInt(attribute(element, name) ?? '1', 10);
  return Number.isNaN(span) || span < 1 ? 1 : Math.min(span, most);
}
