import { changedFields } from '../../changes/model.ts';
import type { Day } from '../../core/day.ts';
import type { Fault } from '../../core/errors.ts';
import { pointerTo } from '../../core/errors.ts';
import type { Entry } from '../../subprocessors/model/entry.ts';
import type { ContactPerson, Facts } from '../../subprocessors/model/facts.ts';
import type { Draft } from '../../subprocessors/model/publishing.ts';
import { layFacts } from './lay-facts.ts';
import type { Decisions, Matching, Rename } from './matching.ts';
import { matchRows } from './matching.ts';
import type { Warning } from './reading.ts';
import type { ImportRow } from './rows.ts';

export const rowActions = [
  'add',
  'amend',
  'unchanged',
  'end',
  'skip',
  'undecided',
  'faulty',
] as const;
export type RowAction = (typeof rowActions)[number];

export type PlannedRow = {
  readonly row: number;
  readonly slug: string;
  readonly name: string;
  readonly action: RowAction;
  /** The entry of the register it speaks about. */
  readonly entry?: Entry;
  /** Entries it may speak about, where that is not clear. */
  readonly candidates: readonly string[];
  /** What the entry would say. */
  readonly facts: Partial<Facts>;
  readonly fields: readonly (keyof Facts)[];
  readonly faults: readonly Fault[];
  readonly warnings: readonly Warning[];
  readonly draft?: Draft;
};

export type ProposedEnd = {
  readonly slug: string;
  readonly name: string;
  readonly decided: boolean;
};

export type ImportPlan = {
  readonly rows: readonly PlannedRow[];
  readonly ends: readonly ProposedEnd[];
  readonly renames: readonly Rename[];
  /** What a person must decide before it can be applied. */
  readonly questions: readonly Fault[];
  readonly drafts: readonly Draft[];
};

export type PlanInput = {
  readonly rows: readonly ImportRow[];
  readonly register: readonly Entry[];
  readonly decisions: Decisions;
  /** False for a part of a list: what it lacks is not taken for ended. */
  readonly isComplete: boolean;
  /** First day without processing of the entries that end. */
  readonly endsOn: Day;
  /** What the register's exports say of an entry, by column; both forms where there are two. */
  readonly shown: (entry: Entry) => ReadonlyMap<string, readonly string[]>;
  /** Whether facts may stand in the register. */
  readonly judge: (facts: Partial<Facts>) => {
    readonly value?: Facts;
    readonly faults: readonly Fault[];
  };
};

/** What importing would do to the register. Pure: the same input gives the same plan. */
export function planImport(input: PlanInput): ImportPlan {
  const matching = matchRows(input.rows, input.register, input.decisions);
  const slugs = new Set(input.register.map(({ slug }) => slug));
  const rows = input.rows.map((row) => planRow(row, input, matching, slugs));
  const paired = new Set(
    matching.renames.filter(({ decided }) => !decided).map(({ entry }) => entry),
  );
  const unclear = new Set([...matching.unclear.values()].flat());
  const ends = (input.isComplete ? matching.unmatched : [])
    .filter(({ slug }) => !paired.has(slug) && !unclear.has(slug))
    .map(({ slug, facts }) => ({
      slug,
      name: facts.name,
      decided: input.decisions.end.includes(slug),
    }));
  const ended = matching.unmatched.filter(({ slug }) => input.decisions.end.includes(slug));
  return {
    rows,
    ends,
    renames: matching.renames,
    questions: [...rows.flatMap(questionOn), ...strayDecisions(input, ends)],
    drafts: [
      ...rows.flatMap(({ draft }) => draft ?? []),
      ...ended.map(({ slug, facts }) => ({
        slug,
        facts: { ...facts, effectiveUntil: input.endsOn },
      })),
    ],
  };
}

function planRow(
  row: ImportRow,
  input: PlanInput,
  matching: Matching,
  slugs: Set<string>,
): PlannedRow {
  const entry = matching.matches.get(row.slug);
  const candidates = candidatesFor(row, matching);
  const { faults = [], warnings, facts } = row;
  const said: Said = {
    row: row.row,
    slug: row.slug,
    name: facts.name ?? '',
    candidates,
    facts,
    fields: [],
    faults,
    warnings,
    ...(entry && { entry }),
  };
  if (input.decisions.skip.includes(row.slug)) return { ...said, action: 'skip' };
  if (faults.length > 0) return { ...said, action: 'faulty' };
  if (candidates.length > 0) return { ...said, action: 'undecided' };
  return entry ? amend(said, row, entry, input) : add(said, row, input, slugs);
}

function candidatesFor({ slug }: ImportRow, { renames, unclear }: Matching): readonly string[] {
  const rename = renames.find((each) => each.row === slug && !each.decided);
  return rename ? [rename.entry] : (unclear.get(slug) ?? []);
}

type Said = Omit<PlannedRow, 'action'>;

function add(said: Said, row: ImportRow, input: PlanInput, slugs: Set<string>): PlannedRow {
  if (row.state === 'ended') {
    const detail = 'Has ended and is not in the register: left out.';
    return { ...said, action: 'skip', warnings: [...said.warnings, { row: said.row, detail }] };
  }
  const judged = judgeRow({ kind: 'third-party', ...row.facts }, row, input);
  const warnings = [...said.warnings, ...judged.warnings];
  if (judged.facts === undefined)
    return { ...said, warnings, faults: judged.faults, action: 'faulty' };
  const { facts } = judged;
  const slug = freeSlug(row.slug, slugs);
  const draft = { slug, facts, ...person(row.contactPerson), basedOn: 0 };
  const fields = changedFields(undefined, facts);
  return { ...said, facts, fields, draft, warnings, action: 'add' };
}

function freeSlug(wanted: string, taken: Set<string>): string {
  let slug = wanted;
  for (let count = 2; taken.has(slug); count += 1) slug = `${wanted.slice(0, 56)}-${count}`;
  taken.add(slug);
  return slug;
}

function amend(said: Said, row: ImportRow, entry: Entry, input: PlanInput): PlannedRow {
  const stated = statedBeside(row, entry, input);
  const wanted = row.whole ? stated.facts : layFacts(entry.facts, stated.facts);
  const early = [...said.warnings, ...stated.warnings];
  if (isSame(entry.facts, wanted))
    return { ...said, facts: entry.facts, warnings: early, action: 'unchanged' };
  const { facts, faults, warnings: late } = judgeRow(wanted, row, input, entry.facts);
  const warnings = [...early, ...late];
  if (facts === undefined) return { ...said, facts: wanted, faults, warnings, action: 'faulty' };
  const fields = changedFields(entry.facts, facts);
  if (fields.length === 0) return { ...said, facts, warnings, action: 'unchanged' };
  const draft = {
    slug: entry.slug,
    facts,
    ...person(row.contactPerson),
    basedOn: entry.lastChangeId,
  };
  const ends = entry.facts.effectiveUntil === undefined && facts.effectiveUntil !== undefined;
  return { ...said, facts, fields, draft, warnings, action: ends ? 'end' : 'amend' };
}

function isSame(before: Facts, after: Partial<Facts>): boolean {
  const isNothingLost = Object.keys(before).every((field) => field in after);
  return isNothingLost && changedFields(before, { ...before, ...after }).length === 0;
}

function person(contactPerson: ContactPerson | undefined) {
  return contactPerson && { contactPerson };
}

const needed = ['name', 'kind', 'description'];

/**
 * What of a table's row may stand in the register. A cell that may not (a category too long for one) is
 * left out with a warning; a document in the register's own words is taken whole or not at all.
 */
function judgeRow(wanted: Partial<Facts>, row: ImportRow, input: PlanInput, before?: Facts) {
  const first = input.judge(wanted);
  if (first.value) return { facts: first.value, faults: [], warnings: [] };
  const fields = first.faults.map(({ pointer }) => pointer.split('/')[1] ?? '');
  const isHopeless = row.whole || fields.some((field) => needed.includes(field));
  if (isHopeless) return { faults: first.faults, warnings: [] };
  const left = Object.entries(wanted).filter(([field]) => !fields.includes(field));
  const second = input.judge({ ...pickFields(before, fields), ...Object.fromEntries(left) });
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

/**
 * A cell that shows what the register shows states nothing new, however roughly it shows it: only what
 * differs is read. An empty cell where the register says something takes nothing away.
 */
function statedBeside(row: ImportRow, entry: Entry, { shown }: PlanInput) {
  if (row.whole) return { facts: row.facts, warnings: [] };
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

function squeeze(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** `Contact details` of the Markdown is `contact_details` of the CSV. */
function foldColumn(column: string): string {
  return column.toLowerCase().replaceAll(' ', '_');
}

function questionOn(row: PlannedRow): readonly Fault[] {
  const pointer = pointerTo('decisions', 'renames', row.slug);
  if (row.action === 'undecided')
    return [
      {
        pointer,
        detail: `Row ${row.row} (${row.name}): is it ${row.candidates.join(' or ')}? Give that slug, or null for a new entry.`,
      },
    ];
  return row.action === 'faulty'
    ? [
        {
          pointer: pointerTo('decisions', 'skip'),
          detail: `Row ${row.row} (${row.slug}) cannot be an entry as it is: ${row.faults.map(({ pointer: at, detail }) => `${at.slice(2)}: ${detail}`).join(' ')} Correct the list or the mapping, or skip the row.`,
        },
      ]
    : [];
}

/** A decision about what is not there is a slip that must not pass unseen. */
function strayDecisions({ rows, register, decisions }: PlanInput, ends: readonly ProposedEnd[]) {
  const rowSlugs = new Set(rows.map(({ slug }) => slug));
  const entrySlugs = new Set(register.map(({ slug }) => slug));
  const noRow = (slug: string) => `The list has no row “${slug}”.`;
  return [
    ...decisions.skip
      .filter((slug) => !rowSlugs.has(slug))
      .map((slug) => ({ pointer: pointerTo('decisions', 'skip'), detail: noRow(slug) })),
    ...decisions.end
      .filter((slug) => !ends.some((each) => each.slug === slug))
      .map((slug) => ({
        pointer: pointerTo('decisions', 'end'),
        detail: `“${slug}” is no entry that the list lacks.`,
      })),
    ...Object.entries(decisions.renames).flatMap(([row, entry]) => {
      const pointer = pointerTo('decisions', 'renames', row);
      if (!rowSlugs.has(row)) return [{ pointer, detail: noRow(row) }];
      return entry === null || entrySlugs.has(entry)
        ? []
        : [{ pointer, detail: `The register has no entry “${entry}”.` }];
    }),
  ];
}
