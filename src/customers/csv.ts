import type { Day } from '../core/day.ts';
import { invalid } from '../http/router.ts';
import { asCustomerId } from '../core/ids.ts';
import { Refusal } from '../core/errors.ts';
import { readCsv } from '../imports/readers/csv.ts';
import { neutralise, writeCsv } from '../subprocessors/csv-text.ts';
import type { CustomerInput, NewContact, Terms } from './model.ts';
import type { ImportLine, LineFault } from './model/import.ts';
import { customerInput, newContact } from './schema.ts';
import type { ExportedCustomer } from './service/exporting.ts';

/** Append only: people count columns. The same columns go out and come in. */
export const columns = [
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
type Column = (typeof columns)[number];
type Cells = { readonly [Name in Column]?: string | undefined };

/** Lines that one file may have. */
const maxLines = 5_000;

export type ReadLines = {
  readonly lines: readonly ImportLine[];
  readonly faults: readonly LineFault[];
};

/** Reads a file with these columns, in any order. Refuses `invalid` where it has others or too many lines. */
export function readLines(text: string): ReadLines {
  if (text.split('\n').length > maxLines + 1_000) throw tooMany();
  const { tables, warnings } = readCsv(text);
  const [header, ...rows] = tables.flatMap((table) => ('rows' in table ? table.rows : []));
  if (rows.length > maxLines) throw tooMany();
  const names = readHeader(header?.cells.map((cell) => cell.text) ?? []);
  const read = rows.map(({ row, cells }) =>
    readLine(
      row,
      Object.fromEntries(names.map((name, at) => [name, unescape(cells[at]?.text ?? '')])),
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
  const known = named.flatMap((name) => columns.find((column) => column === name) ?? []);
  const unknown = named.filter((name) => !columns.some((column) => column === name));
  const lacking = (['name', 'profile', 'agreement_from'] as const).filter(
    (name) => !known.includes(name),
  );
  const isTwice = new Set(known).size < known.length;
  if (unknown.length + lacking.length === 0 && !isTwice) return known;
  const what = isTwice
    ? 'A column stands there twice.'
    : unknown.length > 0
      ? `${unknown.length === 1 ? 'A column has a name' : `${unknown.length} columns have names`} that mean nothing here.`
      : `The column ${lacking.join(', ')} is missing.`;
  throw new Refusal(
    'invalid',
    `${what} The first line names the columns, of ${columns.join(', ')}.`,
  );
}

/** As `neutralise` has it: an apostrophe stands in front of what a spreadsheet would run. */
function unescape(cell: string): string {
  const bare = cell.slice(1);
  return cell.startsWith("'") && neutralise(bare) !== bare ? bare : cell.trim();
}

function readLine(
  line: number,
  cells: Cells,
  isTooLong: boolean,
): { readonly line?: ImportLine; readonly faults: readonly LineFault[] } {
  const faults: LineFault[] = isTooLong
    ? [
        {
          line,
          detail: 'This line has more cells than the header. Put cells with commas in quotes.',
        },
      ]
    : [];
  const { id = '', reference = '' } = cells;
  if (id === '' && reference === '')
    faults.push({
      line,
      column: 'reference',
      detail: 'A line names its customer by reference, or by the id of an export.',
    });
  const input = customerInput.safeParse(inputOf(cells));
  const contact = hasContact(cells) ? newContact.safeParse(contactOf(cells)) : undefined;
  faults.push(
    ...faultsOf(line, input.error?.issues ?? [], customerColumn),
    ...faultsOf(
      line,
      contact?.error?.issues ?? [],
      (path) => `contact_${path[0]?.toString() ?? ''}`,
    ),
  );
  if (!input.success || contact?.success === false || faults.length > 0) return { faults };
  return {
    faults,
    line: {
      line,
      input: input.data,
      ...(id !== '' && { id: asCustomerId(id) }),
      ...(contact && { contact: contact.data }),
    },
  };
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
  const { name = '', reference = '', services = '', regions = '', profile = '' } = cells;
  const until = cells.agreement_until ?? '';
  const after = cells.post_termination_days ?? '';
  return {
    name,
    ...(reference !== '' && { reference }),
    services: services.split(/[\s;,]+/).filter(Boolean),
    regions: regions
      .split(';')
      .map((region) => region.trim())
      .filter(Boolean),
    profile,
    agreementFrom: cells.agreement_from ?? '',
    ...(until !== '' && { agreementUntil: until }),
    ...(after !== '' && { postTerminationDays: numberIn(after) }),
    overrides: overridesIn(cells),
  };
}

/** An empty cell is as the profile says. */
function overridesIn(cells: Cells): Readonly<Record<string, unknown>> {
  const given: Readonly<Record<keyof Terms, unknown>> = {
    authorisation: cells.authorisation || undefined,
    noticeDays: numberIn(cells.notice_days),
    objectionDays: numberIn(cells.objection_days),
    dayCount: cells.day_count || undefined,
    timeZone: cells.time_zone || undefined,
    emergencyPermitted: yesOrNoIn(cells.emergency_permitted),
    hardHold: yesOrNoIn(cells.hard_hold),
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

function numberIn(cell = ''): number | string | undefined {
  if (cell === '') return undefined;
  return /^\d{1,6}$/.test(cell) ? Number(cell) : cell;
}

function yesOrNoIn(cell = ''): boolean | string | undefined {
  const text = cell.toLowerCase();
  if (text === '') return undefined;
  if (text === 'yes' || text === 'true') return true;
  return text === 'no' || text === 'false' ? false : cell;
}

function hasContact(cells: Cells): boolean {
  return Boolean(cells.contact_role || cells.contact_name || cells.contact_address);
}

function contactOf(cells: Cells) {
  const { contact_role: role = '', contact_name: name, contact_language: language } = cells;
  return {
    role,
    ...(name && { name }),
    address: cells.contact_address ?? '',
    ...(language && { language }),
  };
}

/** RFC 4180, a part at a time: a line for each contact with a mail address, at least one for each customer. */
export async function* csvOf(
  parts: AsyncIterable<readonly ExportedCustomer[]>,
): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  yield encoder.encode(writeCsv([columns]));
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
    columns.map((column) => neutralise(cells[column] ?? '')),
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
