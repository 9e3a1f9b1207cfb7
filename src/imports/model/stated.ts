import { changedFields } from '../../changes/model.ts';
import type { Fault } from '../../core/errors.ts';
import type { Entry } from '../../subprocessors/model/entry.ts';
import type { Facts } from '../../subprocessors/model/facts.ts';
import type { Warning } from './reading.ts';
import type { ImportRow } from './rows.ts';

export type Judge = (facts: Partial<Facts>) => {
  readonly value?: Facts;
  readonly faults: readonly Fault[];
};

export type Exports = {
  /** What the register's exports say of an entry, by column of the CSV; both forms where there are two. */
  readonly shown: (entry: Entry) => ReadonlyMap<string, readonly string[]>;
  /** What the list document says of an entry. */
  readonly presented: (entry: Entry) => Partial<Facts>;
};

/**
 * A cell that shows what the register shows states nothing new, however roughly it shows it: only what
 * differs is read. An empty cell where the register says something takes nothing away.
 */
export function statedBeside(row: ImportRow, entry: Entry, { shown, presented }: Exports) {
  if (row.whole) return { facts: asStored(row.facts, presented(entry), entry.facts), warnings: [] };
  const exported = shown(entry);
  const isShown = (column: string, text: string) =>
    (exported.get(foldColumn(column)) ?? []).some((each) => squeeze(each) === squeeze(text));
  const equal = [...row.cells].filter(([column, text]) => isShown(column, text));
  const emptied = [...row.cells].filter(
    ([column, text]) =>
      text.trim() === '' && (exported.get(foldColumn(column)) ?? []).some(Boolean),
  );
  return {
    facts: row.factsWithout(new Set(equal.map(([column]) => column))),
    warnings: emptied.map(([column]) => ({
      row: row.row,
      column,
      detail:
        'The cell is empty; what the register says stays. Take it away in the batch if it is wrong.',
    })),
  };
}

/** Where the list document says what it would say today, what is stored stays letter for letter. */
function asStored(facts: Partial<Facts>, presented: Partial<Facts>, stored: Facts): Partial<Facts> {
  const differing = changedFields({ ...stored, ...presented }, { ...stored, ...facts });
  const kept = Object.keys(stored).filter(
    (field) => field in facts && !differing.some((each) => each === field),
  );
  return { ...facts, ...pickFields(stored, kept) };
}

function squeeze(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** `Contact details` of the Markdown is `contact_details` of the CSV. */
function foldColumn(column: string): string {
  return column.toLowerCase().replaceAll(' ', '_');
}

const needed = ['name', 'kind', 'description'];

/**
 * What of a table's row may stand in the register. A cell that may not (a category too long for one) is
 * left out with a warning; a document in the register's own words is taken whole or not at all.
 */
export function judgeRow(wanted: Partial<Facts>, row: ImportRow, judge: Judge, before?: Facts) {
  const first = judge(wanted);
  if (first.value) return { facts: first.value, faults: [], warnings: [] };
  const fields = first.faults.map(({ pointer }) => pointer.split('/')[1] ?? '');
  const isHopeless = row.whole || fields.some((field) => needed.includes(field));
  if (isHopeless) return { faults: first.faults, warnings: [] };
  const left = Object.entries(wanted).filter(([field]) => !fields.includes(field));
  const second = judge({ ...pickFields(before, fields), ...Object.fromEntries(left) });
  if (!second.value) return { faults: first.faults, warnings: [] };
  const warnings = first.faults.map(({ pointer, detail }): Warning => ({
    row: row.row,
    detail: `${pointer.slice(2)} is left out: ${detail}`,
  }));
  return { facts: second.value, faults: [], warnings };
}

function pickFields(facts: Facts | undefined, fields: readonly string[]): Partial<Facts> {
  return Object.fromEntries(
    Object.entries(facts ?? {}).filter(([field]) => fields.includes(field)),
  );
}
