import { parseFragment } from 'parse5';
import type { Cell, Reading, Table, TableRow } from '../model/reading.ts';
import { cellOf } from './html-text.ts';

const tag = /<\/?[a-z][a-z0-9]*(?:\s[^<>]{0,2000})?\/?>/i;

/** Whether some cell holds HTML, as exports of web pages and data files do. */
export function holdsMarkup({ tables }: Reading): boolean {
  return (
    !tables.some(isOwnExport) &&
    tables.some(({ rows }) => rows.some(({ cells }) => cells.some(({ text }) => tag.test(text))))
  );
}

/** In the register's own CSV what looks like HTML is what somebody called something. */
function isOwnExport({ columns, rows }: Table): boolean {
  const header = columns ?? rows[0]?.cells.map(({ text }) => text) ?? [];
  return ['slug', 'description', 'completeness_percent'].every((name) => header.includes(name));
}

/** HTML in the cells of CSV and JSON is read as its text, and that is said. */
export function withoutMarkup(reading: Reading): Reading {
  return {
    ...reading,
    tables: reading.tables.map((table) => ({ ...table, rows: table.rows.map(plainRow) })),
  };
}

/** Cells are short; a long one with much markup would take the parser long. */
const longestCell = 20_000;

function plainRow(row: TableRow): TableRow {
  const notes: string[] = [];
  const cells = row.cells.map((cell): Cell => {
    if (!tag.test(cell.text) || cell.text.length > longestCell) return cell;
    notes.push(`Held HTML, read as its text: “${cell.text.slice(0, 300)}”`);
    return cellOf(parseFragment(cell.text).childNodes);
  });
  return notes.length === 0 ? row : { ...row, cells, notes: [...(row.notes ?? []), ...notes] };
}
