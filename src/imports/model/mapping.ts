import type { ImportField } from './fields.ts';
import { fieldNamed, isOwnRecord } from './fields.ts';
import type { Table, TableRow } from './reading.ts';
import { tableShapes } from './reading.ts';

/** Column to field; `null` says that a person wants the column left out. */
export type Mapping = Readonly<Record<string, ImportField | null>>;

const mostExamples = 3;

export type ColumnUse = {
  readonly column: string;
  readonly field: ImportField | null;
  readonly from: 'given' | 'remembered' | 'proposed';
  /** Rows in which the column says something. */
  readonly filled: number;
  /** What the first of them say. */
  readonly examples: readonly string[];
  readonly note?: string;
};

export type MappedTable = {
  readonly table: Table;
  readonly columns: readonly string[];
  readonly fields: ReadonlyMap<string, ImportField>;
  readonly rows: readonly TableRow[];
};

export type Mapped = {
  readonly tables: readonly MappedTable[];
  readonly columns: readonly ColumnUse[];
  /** Tables that are not read, with the reason. */
  readonly left: readonly { readonly table: Table; readonly why: string }[];
};

type Wanted = { readonly given: Mapping; readonly remembered: Mapping };

/** Finds each table's header, what its columns mean, and which tables are the list. */
export function mapTables(tables: readonly Table[], wanted: Wanted): Mapped {
  const mapped = tables.map((table) => mapTable(table, wanted));
  const named = mapped.filter(({ fields }) => [...fields.values()].includes('name'));
  const shape = shapeOfList(named);
  const read = named.filter(
    (each) =>
      each.table.shape === shape &&
      !named.some((inner) => tables[inner.table.within ?? -1] === each.table),
  );
  // Without any column of names a person must say which it is, so the columns are shown.
  const shown = read.length > 0 ? read : mapped.filter(({ table }) => table.shape === 'table');
  return {
    tables: read,
    columns: usesOf(shown, wanted),
    left: mapped
      .filter((each) => !read.includes(each) && each.table.rows.length > 0)
      .map((each) => ({ table: each.table, why: whyLeft(each, named, shape) })),
  };
}

/** The register's own Markdown states more in its blocks than in its table; otherwise tables come first. */
function shapeOfList(named: readonly MappedTable[]): Table['shape'] | undefined {
  const isOwn = ({ table, fields }: MappedTable) =>
    table.shape === 'definitions' && [...fields.values()].includes('slug');
  if (named.some(isOwn)) return 'definitions';
  return tableShapes.find((shape) => named.some(({ table }) => table.shape === shape));
}

function whyLeft(
  { columns, table }: MappedTable,
  named: readonly MappedTable[],
  shape: Table['shape'] | undefined,
): string {
  const heads = columns.filter((name) => name !== '').join(', ');
  const what = table.shape === 'table' ? `A table (${heads})` : `Lines of the form ${table.shape}`;
  if (shape !== undefined && table.shape !== shape)
    return `${what}: the page's ${shape} are read instead.`;
  return named.some((each) => each.table === table)
    ? `${what}: the table that stands inside it is read.`
    : `${what}: no column is known to hold the names of sub-processors.`;
}

/** A header is the first of the first rows that names a column for the names; lists put titles above it. */
function mapTable(table: Table, wanted: Wanted): MappedTable {
  if (table.columns) return finish(table, table.columns, table.rows, wanted);
  const candidates = table.rows.slice(0, 10).map(({ cells }) => cells.map(({ text }) => text));
  const at = candidates.findIndex(
    (cells) =>
      cells.filter(Boolean).length > 0 && [...fieldsOf(cells, wanted).values()].includes('name'),
  );
  const index = Math.max(at, 0);
  const header = apart(candidates[index] ?? []);
  const above = table.rows.slice(0, index).map((row): TableRow => ({
    ...row,
    cells: [],
    notes: [`Stands above the header and is not read: “${textOfRow(row)}”.`],
  }));
  const body = table.rows.slice(index + 1).map((row) => sameAsHeader(row, header));
  return finish(table, header, [...above, ...body], wanted);
}

function sameAsHeader(row: TableRow, header: readonly string[]): TableRow {
  const isRepeated = header.every(
    (name, index) => (row.cells[index]?.text ?? '').trim() === name.trim(),
  );
  return isRepeated ? { ...row, cells: [], notes: ['Repeats the header and is not read.'] } : row;
}

export function textOfRow({ cells }: TableRow): string {
  return cells
    .map(({ text }) => text)
    .filter((text) => text !== '')
    .join(' | ');
}

function finish(
  table: Table,
  columns: readonly string[],
  rows: readonly TableRow[],
  wanted: Wanted,
): MappedTable {
  const width = Math.max(columns.length, ...rows.slice(0, 5_001).map(({ cells }) => cells.length));
  const filled = (index: number) => rows.some(({ cells }) => (cells[index]?.text ?? '') !== '');
  const unnamed = Array.from({ length: width }, (_, index) => columns[index] ?? '').map(
    (name, index) => (name === '' && filled(index) ? `Column ${index + 1}` : name),
  );
  return { table, columns: unnamed, rows, fields: fieldsOf(unnamed, wanted) };
}

/** One column for each field: what a person said first, then the first whose name fits. */
function fieldsOf(columns: readonly string[], wanted: Wanted): ReadonlyMap<string, ImportField> {
  const decided = new Map(columns.flatMap((column) => decision(column, wanted)));
  const fields = new Map<string, ImportField>();
  for (const [column, field] of decided) if (field !== null) fields.set(column, field);
  const open = columns.filter((column) => column !== '' && !decided.has(column));
  for (const column of open) {
    const field = fieldNamed(column);
    if (field !== undefined && !hasField(fields, field)) fields.set(column, field);
  }
  const legal = open.find((column) => fields.get(column) === 'legalName');
  if (legal !== undefined && !hasField(fields, 'name')) fields.set(legal, 'name');
  return fields;
}

function decision(column: string, { given, remembered }: Wanted): [string, ImportField | null][] {
  const found = said(given, column) ?? said(remembered, column);
  return found === undefined ? [] : [[column, found.field]];
}

function hasField(fields: ReadonlyMap<string, ImportField>, wanted: ImportField): boolean {
  return [...fields.values()].includes(wanted);
}

function said(mapping: Mapping, column: string): { field: ImportField | null } | undefined {
  return Object.hasOwn(mapping, column) ? { field: mapping[column] ?? null } : undefined;
}

/** Columns with the same name are told apart by their number. */
function apart(columns: readonly string[]): readonly string[] {
  const names = columns.map((name) => name.replace(/\s+/g, ' ').trim());
  return names.map((name, index) => {
    const before = names.slice(0, index).filter((each) => each === name).length;
    return before === 0 || name === '' ? name : `${name} (${before + 1})`;
  });
}

function usesOf(tables: readonly MappedTable[], wanted: Wanted): readonly ColumnUse[] {
  const names = [...new Set(tables.flatMap(({ columns }) => columns))].filter(
    (name) => name !== '',
  );
  return names.map((column) => {
    const field = tables.map(({ fields }) => fields.get(column)).find(Boolean) ?? null;
    const said = tables.flatMap((table) => textsOf(table, column));
    const note = field === null ? noteOn(column) : undefined;
    return {
      column,
      field,
      from: sourceOf(column, wanted),
      filled: said.length,
      examples: [...new Set(said)].slice(0, mostExamples),
      ...(note !== undefined && { note }),
    };
  });
}

function sourceOf(column: string, { given, remembered }: Wanted): ColumnUse['from'] {
  if (Object.hasOwn(given, column)) return 'given';
  return Object.hasOwn(remembered, column) ? 'remembered' : 'proposed';
}

function noteOn(column: string): string | undefined {
  if (isOwnRecord(column)) return 'Kept by the register itself.';
  const field = fieldNamed(column);
  return field === undefined
    ? 'Not known: left out unless you say what it is.'
    : `Another column is ${field} already.`;
}

function textsOf({ columns, rows }: MappedTable, column: string): readonly string[] {
  const index = columns.indexOf(column);
  if (index === -1) return [];
  return rows.map(({ cells }) => cells[index]?.text ?? '').filter((text) => text !== '');
}
