import type { Fault } from '../../core/errors.ts';
import { slugify } from '../../core/text.ts';
import type { ContactPerson, Facts } from '../../subprocessors/model/facts.ts';
import { ownerOf, plainCell, saysNothing, urlsIn, mailsIn } from './cell-text.ts';
import type { Plain } from './cell-text.ts';
import type { ImportField } from './fields.ts';
import type { Known } from './field-readers.ts';
import type { Statement } from './statement.ts';
import { fieldReaders, fieldsOfLinks } from './field-readers.ts';
import { joinPlaces } from './join-places.ts';
import { layFacts } from './lay-facts.ts';
import type { MappedTable } from './mapping.ts';
import { textOfRow } from './mapping.ts';
import type { Cell, TableRow, Warning } from './reading.ts';
import { emptyCell } from './reading.ts';

/** One row of the list in the words of the register. */
export type ImportRow = {
  readonly row: number;
  /** Made from the list alone; decisions name the row by it. */
  readonly slug: string;
  /** The list itself said the slug, as exports of a register do. */
  readonly isOwnSlug: boolean;
  readonly facts: Partial<Facts>;
  /** Says all there is to say: what it lacks is taken away. */
  readonly whole: boolean;
  readonly statesScope: boolean;
  readonly state?: string;
  readonly contactPerson?: ContactPerson;
  readonly warnings: readonly Warning[];
  /** Why it cannot be an entry, where its document was judged already. */
  readonly faults?: readonly Fault[];
  /** Text by column, to be compared with what the register's own exports say. */
  readonly cells: ReadonlyMap<string, string>;
  /** The facts without the columns that say what the register says. */
  readonly factsWithout: (columns: ReadonlySet<string>) => Partial<Facts>;
};

export type ReadRows = {
  readonly rows: readonly ImportRow[];
  /** Rows that are no entries, with the reason. */
  readonly skipped: readonly Warning[];
};

/** Rows of the tables as entries; a row without a name is skipped and said. */
export function rowsOfTables(tables: readonly MappedTable[], known: Known): ReadRows {
  const found: Found = { rows: [], skipped: [] };
  const slugs = new Set<string>();
  for (const mapped of tables) readTable(mapped, { known, slugs }, found);
  return found;
}

type Found = { readonly rows: ImportRow[]; readonly skipped: Warning[] };

function readTable(mapped: MappedTable, around: Omit<Around, 'section'>, found: Found): void {
  let section = mapped.table.heading;
  for (const row of mapped.rows) {
    const text = textOfRow(row);
    const reason = whyNoEntry(row, mapped);
    if (reason === undefined) {
      found.rows.push(toRow(row, mapped, { ...around, section }));
      continue;
    }
    found.skipped.push({ row: row.row, ...(text !== '' && { cell: text }), detail: reason });
    if (row.isSection) section = text;
  }
}

function whyNoEntry(row: TableRow, mapped: MappedTable): string | undefined {
  if (row.cells.length === 0) return row.notes?.[0] ?? 'The row is empty.';
  const name = cellFor(row, mapped, 'name');
  if (row.isSection) return 'One cell over the whole row: taken as a heading of the rows below.';
  return name.text.trim() === '' ? 'The row names nobody.' : undefined;
}

type Around = {
  readonly known: Known;
  readonly section: string | undefined;
  readonly slugs: Set<string>;
};

function toRow(row: TableRow, mapped: MappedTable, { known, section, slugs }: Around): ImportRow {
  const cells = new Map(
    mapped.columns.map((column, index) => [column, row.cells[index] ?? emptyCell]),
  );
  const read = [...mapped.fields].map(([column, field]) => readCell(column, field, cells, known));
  const said = read.map(({ statement }) => statement);
  const own = said.map(({ slug }) => slug).find(Boolean);
  const state = said.map((each) => each.state).find(Boolean);
  const base = kindOf(section);
  const facts = combine(base, said);
  const extra = row.cells.slice(mapped.columns.length).filter(({ text }) => text !== '');
  return {
    row: row.row,
    slug: freeSlug(own, facts, row.row, slugs),
    isOwnSlug: own !== undefined,
    facts,
    whole: false,
    statesScope: [...mapped.fields.values()].some((field) => field.startsWith('scope')),
    ...(state !== undefined && { state }),
    warnings: [
      ...(row.notes ?? []).map((detail) => ({ row: row.row, detail })),
      ...extra.map(({ text }) => ({
        row: row.row,
        cell: text,
        detail: 'Stands to the right of the last column: not read.',
      })),
      ...read.flatMap(({ column, cell, statement }) =>
        warningsOn(row.row, column, cell, statement),
      ),
      ...strangeHosts(row.row, mapped, cells),
    ],
    cells: new Map([...cells].map(([column, { text }]) => [column, text])),
    factsWithout: (columns) =>
      combine(
        {},
        read.filter(({ column }) => !columns.has(column)).map(({ statement }) => statement),
      ),
  };
}

type ReadCell = {
  readonly column: string;
  readonly cell: Plain;
  readonly statement: Statement;
};

function readCell(
  column: string,
  field: ImportField,
  cells: ReadonlyMap<string, Cell>,
  known: Known,
): ReadCell {
  const cell = plainCell(cells.get(column) ?? emptyCell);
  if (cell.text === '' && cell.links.length === 0)
    return { column, cell, statement: { warnings: cell.notes } };
  if (saysNothing(cell.text) && cell.links.length === 0)
    return {
      column,
      cell,
      statement: { warnings: ['Says that there is nothing to say: not read.'] },
    };
  const statement = fieldReaders[field](cell, known);
  const untaken = fieldsOfLinks.has(field) ? [] : cell.links;
  return {
    column,
    cell,
    statement: {
      ...statement,
      warnings: [
        ...cell.notes,
        ...(statement.warnings ?? []),
        ...untaken.map((href) => `Links to ${href}, which is not read.`),
      ],
    },
  };
}

function warningsOn(
  row: number,
  column: string,
  { text }: Plain,
  { warnings = [] }: Statement,
): readonly Warning[] {
  return warnings.map((detail) => ({ row, column, cell: text, detail }));
}

function combine(base: Partial<Facts>, statements: readonly Statement[]): Partial<Facts> {
  const facts = statements.reduce((before, each) => layFacts(before, each.facts ?? {}), base);
  const countries = statements.flatMap((each) => each.countries ?? []);
  const locations = joinPlaces(countries, facts.locations);
  return { ...facts, ...(locations.length > 0 && { locations }) };
}

/** A heading that says "Affiliates" says the kind of all below it; otherwise third parties are listed. */
function kindOf(section: string | undefined): Partial<Facts> {
  const isGroup = /\b(affiliates?|subsidiar|group (companies|entities))/i.test(section ?? '');
  return isGroup && !/third[ -]part/i.test(section ?? '') ? { kind: 'affiliate' } : {};
}

function freeSlug(
  own: string | undefined,
  facts: Partial<Facts>,
  row: number,
  slugs: Set<string>,
): string {
  const name = own ?? (slugify(facts.name ?? '') || `row-${row}`);
  let slug = name;
  for (let count = 2; slugs.has(slug); count += 1) slug = `${name.slice(0, 56)}-${count}`;
  slugs.add(slug);
  return slug;
}

/** A link to somebody else's pages is a slip of copying, or the vendor's own sub-processor. */
function strangeHosts(
  row: number,
  { fields }: MappedTable,
  cells: ReadonlyMap<string, Cell>,
): readonly Warning[] {
  const all = [...cells].map(([column, cell]) => ({
    column,
    cell: plainCell(cell),
    field: fields.get(column),
  }));
  const own = new Set(
    all.flatMap(({ cell, field }) => [
      ...mailsIn(cell).map((mail) => ownerOf(`https://${mail.split('@')[1] ?? ''}`)),
      ...(field === 'locations' ? [] : urlsIn(cell).map(ownerOf)),
    ]),
  );
  const name = (all.find(({ field }) => field === 'name')?.cell.text ?? '').toLowerCase();
  if (own.size === 0) return [];
  return all.flatMap(({ column, cell, field }) => {
    if (field !== 'locations') return [];
    const strange = urlsIn(cell).find((url) => !own.has(ownerOf(url)) && !isNamed(url, name));
    return strange === undefined
      ? []
      : [
          {
            row,
            column,
            cell: cell.text,
            detail: `${strange} is on another host than the vendor's own addresses.`,
          },
        ];
  });
}

function isNamed(url: string, name: string): boolean {
  const owner = ownerOf(url)?.split('.')[0] ?? '';
  return owner.length > 2 && name.replace(/[^a-z0-9]/g, '').includes(owner);
}

function cellFor(row: TableRow, { columns, fields }: MappedTable, field: ImportField): Cell {
  const column = [...fields].find(([, each]) => each === field)?.[0] ?? '';
  return row.cells[columns.indexOf(column)] ?? emptyCell;
}
