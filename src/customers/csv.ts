import type { Day } from '../core/day.ts';
import { invalid } from '../http/router.ts';
import { asCustomerId } from '../core/ids.ts';
import { Refusal } from '../core/errors.ts';
import { readCsv } from '../imports/readers/csv.ts';
import { neutralise, writeCsv } from '../subprocessors/csv-text.ts';
import type { CustomerInput, Terms } from './model.ts';
import type { ImportLine, LineFault } from './model/import.ts';
import { numberIn, partsOf, stated, yesOrNoIn } from './model/typed.ts';
import { customerInput, newContact } from './schema.ts';
import type { ExportedCustomer } from './service/exporting.ts';

/** Append only: people count columns. The same columns go out and come in. */
export const columnNames = [
  'id',
  'reference',
  'name',
  'services',
  'regions',
  'profile',
  'agreement_from',
  'agreement_until',
  'post_termination_days',
  'authorisation',
  'notice_days',
  'objection_days',
  'day_count',
  'time_zone',
  'emergency_permitted',
  'hard_hold',
  'contact_role',
  'contact_name',
  'contact_address',
  'contact_language',
] as const;
type Column = (typeof columnNames)[number];
type Cells = { readonly [Name in Column]?: string | undefined };

/** Lines that one file may have. */
const maxLines = 10_000;

export type ReadLines = {
  readonly lines: readonly ImportLine[];
  readonly faults: readonly LineFault[];
};

/** Reads a file with these columns, in any order. Refuses `invalid` where it has others or too many lines. */
export function readLines(text: string): ReadLines {
  if (text.split('\n').length > maxLines + 1_000) throw tooMany();
  const { tables, warnings } = readCsv(text, maxLines + 1_000);
  const [header, ...rows] = tables.flatMap((table) => ('rows' in table ? table.rows : []));
  if (rows.length > maxLines) throw tooMany();
  const names = readHeader(header?.cells.map((cell) => cell.text) ?? []);
  const read = rows.map(({ row, cells }) =>
    readLine(
      row,
      Object.fromEntries(
        names.map((name, at) => [name, unescape(cells[at]?.text ?? '') || undefined]),
      ),
      cells.slice(names.length).some((cell) => cell.text.trim() !== ''),
    ),
  );
  const quotes = warnings.map(({ row = 1, detail }) => ({ line: row, detail }));
  return {
    lines: read.flatMap(({ line }) => line ?? []),
    faults: [...quotes, ...read.flatMap(({ faults }) => faults)],
  };
}

function tooMany(): Refusal {
  return new Refusal('invalid', `A file has at most ${maxLines} lines. Import it in parts.`);
}

function readHeader(cells: readonly string[]): readonly Column[] {
  const named = cells.map((cell) =>
    cell
      .trim()
      .toLowerCase()
      .replaceAll(/[\s-]+/g, '_'),
  );
  const known = named.flatMap((name) => columnNames.find((column) => column === name) ?? []);
  const fault = faultInHeader(known, named.length);
  if (fault === undefined) return known;
  throw new Refusal(
    'invalid',
    `${fault} The first line names the columns, of ${columnNames.join(', ')}.`,
  );
}

function faultInHeader(known: readonly Column[], count: number): string | undefined {
  if (new Set(known).size < known.length) return 'A column stands there twice.';
  if (known.length < count) return 'A column has a name that means nothing here.';
  const needed = ['name', 'profile', 'agreement_from'] as const;
  const lacking = needed.filter((name) => !known.includes(name));
  return lacking.length === 0 ? undefined : `The column ${lacking.join(', ')} is missing.`;
}

/** As `neutralise` has it: an apostrophe stands in front of what a spreadsheet would run. */
function unescape(cell: string): string {
  const bare = cell.slice(1);
  return cell.startsWith("'") && neutralise(bare) !== bare ? bare : cell.trim();
}

type Read = { readonly line?: ImportLine; readonly faults: readonly LineFault[] };

function readLine(line: number, cells: Cells, isTooLong: boolean): Read {
  const input = customerInput.safeParse(inputOf(cells));
  const contact = readContact(cells);
  const faults = [
    ...faultsOfShape(line, cells, isTooLong),
    ...faultsOf(line, input.error?.issues ?? [], customerColumn),
    ...faultsOf(line, contact.error?.issues ?? [], ([name]) => `contact_${String(name)}`),
  ];
  if (!input.success || faults.length > 0) return { faults };
  const read = {
    line,
    input: input.data,
    ...(cells.id && { id: asCustomerId(cells.id) }),
    ...(contact.data && { contact: contact.data }),
  };
  return { faults, line: read };
}

function faultsOfShape(
  line: number,
  { id, reference }: Cells,
  isTooLong: boolean,
): readonly LineFault[] {
  const detail = 'This line has more cells than the header. Put cells with commas in quotes.';
  const whose = 'A line names its customer by reference, or by the id of an export.';
  return [
    ...(isTooLong ? [{ line, detail }] : []),
    ...(id || reference ? [] : [{ line, column: 'reference', detail: whose }]),
  ];
}

type Issues = NonNullable<ReturnType<typeof customerInput.safeParse>['error']>['issues'];

function faultsOf(
  line: number,
  issues: Issues,
  columnOf: (path: readonly PropertyKey[]) => string,
): readonly LineFault[] {
  if (issues.length === 0) return [];
  const { errors } = invalid(issues);
  return issues.map(({ path }, index) => ({
    line,
    column: columnOf(path),
    detail: errors[index]?.detail ?? '',
  }));
}

/** `agreementFrom` stands in `agreement_from`, and so does a term of the overrides in a column of its own. */
function customerColumn(path: readonly PropertyKey[]): string {
  const name = String(path[0] === 'overrides' ? (path[1] ?? '') : (path[0] ?? ''));
  return name.replaceAll(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`);
}

function inputOf(cells: Cells) {
  return stated({
    name: cells.name ?? '',
    reference: cells.reference,
    services: partsOf(cells.services, /[\s;,]+/),
    regions: partsOf(cells.regions, ';'),
    profile: cells.profile ?? '',
    agreementFrom: cells.agreement_from ?? '',
    agreementUntil: cells.agreement_until,
    postTerminationDays: numberIn(cells.post_termination_days),
    // An empty cell is as the profile says.
    overrides: stated({
      authorisation: cells.authorisation,
      noticeDays: numberIn(cells.notice_days),
      objectionDays: numberIn(cells.objection_days),
      dayCount: cells.day_count,
      timeZone: cells.time_zone,
      emergencyPermitted: yesOrNoIn(cells.emergency_permitted),
      hardHold: yesOrNoIn(cells.hard_hold),
    } satisfies Readonly<Record<keyof Terms, unknown>>),
  });
}

function readContact({
  contact_role: role,
  contact_name: name,
  contact_address: address,
  contact_language: language,
}: Cells) {
  // A language alone is nobody.
  if ((role ?? name ?? address) === undefined) return nobody;
  return newContact.safeParse(stated({ role: role ?? '', name, address: address ?? '', language }));
}

const nobody = { data: undefined, error: undefined };

/** RFC 4180, a part at a time: a line for each contact with a mail address, at least one for each customer. */
export async function* csvOf(
  parts: AsyncIterable<readonly ExportedCustomer[]>,
): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  yield encoder.encode(writeCsv([columnNames]));
  for await (const part of parts) {
    const rows = part.flatMap(rowsOf);
    if (rows.length > 0) yield encoder.encode(writeCsv(rows));
  }
}

function rowsOf({ customer, contacts }: ExportedCustomer): readonly (readonly string[])[] {
  const mailed = contacts.filter(
    ({ subscription: { channel, address } }) => channel === 'email' && address !== undefined,
  );
  const own = cellsOf(customer, customer.id);
  const lines = mailed.map(({ role, name, subscription: { address, language } }) => ({
    ...own,
    contact_role: role,
    contact_name: name,
    contact_address: address,
    contact_language: language,
  }));
  return (lines.length === 0 ? [own] : lines).map((cells: Cells) =>
    columnNames.map((column) => neutralise(cells[column] ?? '')),
  );
}

function cellsOf(input: CustomerInput & { readonly agreementUntil?: Day }, id: string) {
  const { overrides } = input;
  return {
    id,
    reference: input.reference,
    name: input.name,
    services: input.services.join(' '),
    regions: input.regions.join('; '),
    profile: input.profile,
    agreement_from: input.agreementFrom,
    agreement_until: input.agreementUntil,
    post_termination_days: String(input.postTerminationDays),
    authorisation: overrides.authorisation,
    notice_days: overrides.noticeDays?.toString(),
    objection_days: overrides.objectionDays?.toString(),
    day_count: overrides.dayCount,
    time_zone: overrides.timeZone,
    emergency_permitted: yesOrNo(overrides.emergencyPermitted),
    hard_hold: yesOrNo(overrides.hardHold),
  };
}

function yesOrNo(value: boolean | undefined): string | undefined {
  return value === undefined ? undefined : value ? 'yes' : 'no';
}
