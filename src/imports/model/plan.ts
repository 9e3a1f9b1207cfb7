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
import type { Exports, Judge } from './stated.ts';
import { judgeRow, statedBeside } from './stated.ts';

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

type ProposedEnd = {
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

export type PlanInput = Exports & {
  readonly rows: readonly ImportRow[];
  readonly register: readonly Entry[];
  readonly decisions: Decisions;
  /** False for a part of a list: what it lacks is not taken for ended. */
  readonly isComplete: boolean;
  /** First day without processing of the entries that end. */
  readonly endsOn: Day;
  /** Whether facts may stand in the register. */
  readonly judge: Judge;
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
  const judged = judgeRow({ kind: 'third-party', ...row.facts }, row, input.judge);
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
  const { facts, faults, warnings: late } = judgeRow(wanted, row, input.judge, entry.facts);
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
