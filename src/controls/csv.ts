import { type Fault, pointerTo, Refusal } from '../core/errors.ts';
import { parseNumber } from '../core/number.ts';
import { invalid } from '../http/router.ts';
import { readCsv } from '../imports/readers/csv.ts';
import { csvColumns, type CsvColumn, unguard } from './csv-text.ts';
import { frameworks } from './model/criteria.ts';
import type { ImportItem, ReadItems } from './model/importing.ts';
import { controlFacts, statementId } from './schema.ts';

type Cells = { readonly [Name in CsvColumn]?: string | undefined };

/** Reads controls from a file with the columns of the export, in any order. Refuses `invalid` where it has others. */
export function readControls(text: string): ReadItems {
  const { tables, warnings } = readCsv(text);
  const [header, ...rows] = linesOf(tables.flatMap((table) => ('rows' in table ? table.rows : [])));
  const names = readHeader(header?.cells ?? []);
  const read = rows.map(({ line, cells }) =>
    readLine(
      line,
      Object.fromEntries(names.map((name, at) => [name, unguard(cells[at] ?? '') || undefined])),
      cells.slice(names.length).some((cell) => cell.trim() !== ''),
    ),
  );
  const quotes = warnings.map(({ detail }) => ({ pointer: '#/lines', detail }));
  return {
    items: read.flatMap(({ item }) => item ?? []),
    faults: [...quotes, ...read.flatMap(({ faults }) => faults)],
    kinds: new Set(['control']),
  };
}

type Row = { readonly row: number; readonly cells: readonly { readonly text: string }[] };

/** With the number of the line on which each begins: a cell may have several, and blank lines count. */
function linesOf(rows: readonly Row[]): readonly { line: number; cells: readonly string[] }[] {
  let breaks = 0;
  return rows.map(({ row, cells }) => {
    const texts = cells.map(({ text }) => text);
    const line = row + breaks;
    breaks += texts.join('').match(/\r\n|\r|\n/g)?.length ?? 0;
    return { line, cells: texts };
  });
}

function readHeader(cells: readonly string[]): readonly CsvColumn[] {
  const named = cells.map((cell) =>
    cell
      .trim()
      .toLowerCase()
      .replaceAll(/[\s-]+/g, '_'),
  );
  const known = named.flatMap((name) => csvColumns.find((column) => column === name) ?? []);
  const fault = faultInHeader(known, named.length);
  if (fault === undefined) return known;
  throw new Refusal(
    'invalid',
    `${fault} The first line names the columns, of ${csvColumns.join(', ')}.`,
  );
}

const needed = ['id', 'category', 'title', 'text', 'status'] as const;

function faultInHeader(known: readonly CsvColumn[], count: number): string | undefined {
  if (new Set(known).size < known.length) return 'A column stands there twice.';
  if (known.length < count) return 'A column has a name that means nothing here.';
  const lacking = needed.filter((name) => !known.includes(name));
  return lacking.length === 0 ? undefined : `The column ${lacking.join(', ')} is missing.`;
}

type Read = { readonly item?: ImportItem; readonly faults: readonly Fault[] };

function readLine(line: number, cells: Cells, isTooLong: boolean): Read {
  const key = statementId.safeParse(cells.id ?? '');
  const facts = controlFacts.safeParse(factsIn(cells));
  const path = ['lines', line];
  const detail = 'This line has more cells than the header. Put cells with commas in quotes.';
  const faults = [
    ...(isTooLong ? [{ pointer: pointerTo(...path), detail }] : []),
    ...faultsOf(line, key.error?.issues ?? [], () => 'id'),
    ...faultsOf(line, facts.error?.issues ?? [], columnOf),
  ];
  if (!key.success || !facts.success || faults.length > 0) return { faults };
  return {
    item: { kind: 'control', key: key.data, facts: facts.data, path, isOfTable: true },
    faults,
  };
}

function factsIn(cells: Cells): unknown {
  const criteria = frameworks.flatMap((framework) => {
    const numbers = partsOf(cells[framework]);
    return numbers.length === 0 ? [] : [[framework, numbers] as const];
  });
  const fields = {
    category: cells.category ?? '',
    title: cells.title ?? '',
    text: cells.text ?? '',
    status: cells.status ?? '',
    plannedFor: cells.planned_for,
    criteria: Object.fromEntries(criteria),
    lastReviewedOn: cells.last_reviewed_on,
    order: cells.order === undefined ? undefined : (parseNumber(cells.order) ?? cells.order),
  };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

function partsOf(cell = ''): readonly string[] {
  return cell.split(/[\s;,]+/).filter((part) => part !== '');
}

type Issues = NonNullable<ReturnType<typeof controlFacts.safeParse>['error']>['issues'];

function faultsOf(
  line: number,
  issues: Issues,
  nameOf: (path: readonly PropertyKey[]) => string,
): readonly Fault[] {
  if (issues.length === 0) return [];
  const { errors } = invalid(issues);
  return issues.map(({ path }, index) => ({
    pointer: pointerTo('lines', line, nameOf(path)),
    detail: `Line ${line}: ${errors[index]?.detail ?? ''}`,
  }));
}

/** `plannedFor` stands in `planned_for`, and a criterion in the column of its framework. */
function columnOf([first, second]: readonly PropertyKey[]): string {
  const name = String(first === 'criteria' ? (second ?? 'criteria') : (first ?? ''));
  return name.replaceAll(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`);
}
