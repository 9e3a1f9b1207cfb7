import { canonicalJson } from '../../core/canonical-json.ts';
import type { CustomerId } from '../../core/ids.ts';
import type { Customer, CustomerInput, NewContact } from '../model.ts';
import { factsOf } from '../model.ts';

/** One line of a file: a customer, and one of its contacts. A customer has as many lines as contacts. */
export type ImportLine = {
  /** As a spreadsheet counts, the header being 1. */
  readonly line: number;
  /** Where it comes from an export of ours; else the reference says which customer it is. */
  readonly id?: CustomerId;
  readonly input: CustomerInput;
  readonly contact?: NewContact;
};

/** What is wrong with a line, in words that repeat no name and no address. */
export type LineFault = {
  readonly line: number;
  readonly column?: string;
  readonly detail: string;
};

export const customerOutcomes = ['created', 'changed', 'unchanged'] as const;
export type CustomerOutcome = (typeof customerOutcomes)[number];
export const contactOutcomes = ['added', 'changed', 'unchanged'] as const;
export type ContactOutcome = (typeof contactOutcomes)[number];

export type ImportPlan = {
  readonly lines: readonly {
    readonly line: number;
    /** Null in a dry run for one that would be new. */
    readonly customer: CustomerId | null;
    readonly outcome: CustomerOutcome;
    /** Null where the line names none. */
    readonly contact: ContactOutcome | null;
  }[];
  readonly faults: readonly LineFault[];
  /** How many customers. */
  readonly created: number;
  readonly changed: number;
  readonly unchanged: number;
};

/** The lines of one customer. */
export type CustomerGroup = {
  readonly first: ImportLine;
  readonly lines: readonly ImportLine[];
  /** Absent for one that is new. */
  readonly before?: Customer;
};

/** By id where one is said, else by reference; in the order of their first lines. */
export function groupLines(
  lines: readonly ImportLine[],
  stored: readonly Customer[],
): readonly CustomerGroup[] {
  const byId = new Map(stored.map((each) => [each.id, each]));
  const byReference = new Map(stored.map((each) => [each.reference ?? '', each]));
  const known = ({ id, input }: ImportLine) =>
    id === undefined ? byReference.get(input.reference ?? '') : byId.get(id);
  const groups = Map.groupBy(
    lines,
    (line) => known(line)?.id ?? line.id ?? `reference ${line.input.reference ?? ''}`,
  );
  return [...groups.values()].flatMap((mine) => {
    const [first] = mine;
    if (!first) return [];
    const before = known(first);
    return [{ first, lines: mine, ...(before && { before }) }];
  });
}

/** Where lines contradict each other, or what is stored. */
export function faultsBetween(
  groups: readonly CustomerGroup[],
  stored: readonly Customer[],
): readonly LineFault[] {
  const holders = new Map(stored.map(({ reference, id }) => [reference ?? '', id]));
  const inFile = new Set(groups.flatMap(({ before }) => before?.id ?? []));
  const claimed = new Map<string, number>();
  return groups.flatMap((group) => {
    const { reference } = group.first.input;
    if (reference === undefined) return faultsWithin(group);
    const earlier = claimed.get(reference);
    claimed.set(reference, earlier ?? group.first.line);
    const holder = holders.get(reference);
    const isTaken = holder !== undefined && holder !== group.before?.id && !inFile.has(holder);
    return [
      ...faultsWithin(group),
      ...(earlier === undefined
        ? []
        : [refuse(group, 'reference', `Line ${earlier} has this reference for another customer.`)]),
      ...(isTaken
        ? [refuse(group, 'reference', `This reference is another customer's: ${holder}.`)]
        : []),
    ];
  });
}

function faultsWithin(group: CustomerGroup): readonly LineFault[] {
  const { first, lines, before } = group;
  const said = canonicalJson(factsOf(first.input));
  const others = lines
    .filter(({ input }) => canonicalJson(factsOf(input)) !== said)
    .map(({ line }) => ({
      line,
      detail: `This line says otherwise of the customer than line ${first.line}. Lines of one customer differ in the contact only.`,
    }));
  return [
    ...others,
    ...(first.id !== undefined && before === undefined
      ? [refuse(group, 'id', 'There is no customer of this id. Leave it empty for a new one.')]
      : []),
    ...(before?.erasedAt ? [refuse(group, 'id', 'This customer is erased.')] : []),
  ];
}

function refuse({ first }: CustomerGroup, column: string, detail: string): LineFault {
  return { line: first.line, column, detail };
}
