import { proposalsFor } from '../catalogue/model/proposals.ts';
import { readDay } from './model/days.ts';
import type { PlannedRow, RowAction } from './model/plan.ts';
import type { Reading, Warning } from './model/reading.ts';
import type { ImportReport } from './service.ts';

const longestCell = 500;

export function presentReport(report: ImportReport, dryRun: boolean, base: string) {
  const { reading, columns, plan, skipped, warnings, batch } = report;
  const { rows, ends, renames, questions, drafts } = plan;
  const stated = reading.statedDate;
  const count = (action: RowAction) => rows.filter((row) => row.action === action).length;
  return {
    dryRun,
    format: reading.format,
    shape: shapeOf(report),
    statedDate: stated === undefined ? null : { text: stated, day: readDay(stated) ?? null },
    columns: columns.map(({ column, field, from, filled, note }) => ({
      column,
      field,
      from,
      filled,
      note: note ?? null,
    })),
    counts: {
      rows: rows.length,
      add: count('add'),
      amend: count('amend'),
      unchanged: count('unchanged'),
      end: drafts.length - count('add') - count('amend'),
      skip: count('skip') + skipped.length,
      undecided: count('undecided'),
      faulty: count('faulty'),
    },
    rows: rows.map((row) => presentRow(row, base)),
    skipped: skipped.map(presentWarning),
    renames: renames.map(({ row, entry, why, decided }) => ({ row, entry, why, decided })),
    wouldEnd: ends.map(({ slug, name, decided }) => ({ slug, name, decided })),
    warnings: warnings.map(presentWarning),
    questions,
    batch: batch === undefined ? null : { id: batch, url: `${base}/api/v1/batches/${batch}` },
  };
}

function shapeOf({ reading, shape }: { reading: Reading; shape: string | undefined }): string {
  return reading.entries?.kind ?? shape ?? 'table';
}

function presentRow(row: PlannedRow, base: string) {
  const before = row.entry?.facts;
  return {
    row: row.row,
    slug: row.slug,
    name: row.name,
    action: row.action,
    entry: row.entry?.slug ?? null,
    candidates: row.candidates,
    facts: { ...row.facts },
    fields: row.fields.map((field) => ({
      field,
      before: before?.[field] ?? null,
      after: row.facts[field] ?? null,
    })),
    faults: row.faults,
    warnings: row.warnings.map(presentWarning),
    knownVendors: row.entry === undefined ? vendorsNamed(row.name, base) : [],
  };
}

/** Proposals of the catalogue for a row that is new to the register; none of it is in its facts. */
function vendorsNamed(text: string, base: string) {
  return proposalsFor(text).map(({ id, name }) => ({
    id,
    name: name.value,
    url: `${base}/api/v1/catalogue/${id}`,
  }));
}

function presentWarning({ row, column, cell, detail }: Warning) {
  return {
    row: row ?? null,
    column: column ?? null,
    cell: cell === undefined ? null : cell.slice(0, longestCell),
    detail,
  };
}
