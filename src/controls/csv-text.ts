import { neutralise, writeCsv } from '../subprocessors/csv-text.ts';
import type { Statement } from './model.ts';

/** Append only: people count columns. The same columns go out and come in. */
export const csvColumns = [
  'id',
  'category',
  'title',
  'text',
  'status',
  'planned_for',
  'tsc',
  'iso27001',
  'ccm',
  'last_reviewed_on',
  'order',
] as const;
export type CsvColumn = (typeof csvColumns)[number];

/** The controls as RFC 4180; with `guarded` no spreadsheet runs a cell. */
export function csvOf(
  controls: readonly Statement<'control'>[],
  { guarded }: { readonly guarded: boolean },
): string {
  const rows = controls.map((control) => {
    const cells = cellsOf(control);
    return csvColumns.map((column) => cells[column] ?? '');
  });
  return writeCsv([csvColumns, ...(guarded ? rows.map((row) => row.map(guard)) : rows)]);
}

function cellsOf({
  key,
  facts,
}: Statement<'control'>): Readonly<Record<CsvColumn, string | undefined>> {
  const { criteria } = facts;
  return {
    id: key,
    category: facts.category,
    title: facts.title,
    text: facts.text,
    status: facts.status,
    planned_for: facts.plannedFor,
    tsc: criteria.tsc?.join('; '),
    iso27001: criteria.iso27001?.join('; '),
    ccm: criteria.ccm?.join('; '),
    last_reviewed_on: facts.lastReviewedOn,
    order: facts.order?.toString(),
  };
}

/** An apostrophe in front of what a spreadsheet would run, and of what looks guarded already: so it comes back. */
function guard(cell: string): string {
  return isRun(cell) ? `'${cell}` : cell;
}

/** The cell as it was before it was guarded. */
export function unguard(cell: string): string {
  return cell.startsWith("'") && isRun(cell) ? cell.slice(1) : cell.trim();
}

function isRun(cell: string): boolean {
  const bare = cell.replace(/^'+/, '');
  return neutralise(bare) !== bare;
}
