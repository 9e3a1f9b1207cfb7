import { type Change, changedFields } from '../../changes/model.ts';
import { type Day, dayOf } from '../../core/day.ts';
import type { SubprocessorId } from '../../core/ids.ts';
import { inEffect, newEntry } from '../../subprocessors/model/applying.ts';
import type { Entry } from '../../subprocessors/model/entry.ts';
import { type Draft, type Plan, planPublication } from '../../subprocessors/model/publishing.ts';
import { type History, refuseHistory, type Revision } from './history.ts';
import { slugsOf } from './slugs.ts';

/** One statement may insert 200 of them, and a transaction over HTTP is cut off after 5 s. */
const mostItems = 5_000;

/** Article 28(4) GDPR wants a contract before the processing; the record keeps why none is named. */
export const contractReason =
  'Imported history: a published list does not state the day of the contract.';

export type PlannedChange = Omit<Change, 'id' | 'steps' | 'claimedAt'> & {
  readonly claimedAt: Date;
};

/** What loading a history would record, and the register it ends with. */
export type HistoryPlan = {
  readonly revisions: number;
  /** Oldest first. The n-th becomes change n. */
  readonly changes: readonly PlannedChange[];
  /** Every entry there has been, as it stands after the last change. */
  readonly entries: readonly Entry[];
  readonly warnings: readonly string[];
};

export type PlanningInput = {
  readonly timeZone: string;
  readonly services: readonly string[];
  /** Record time. */
  readonly now: Date;
  readonly idFor: (slug: string) => SubprocessorId;
};

/** Works out the changes between the revisions. Pure: the same input gives the same plan. */
export function planHistory(history: History, input: PlanningInput): HistoryPlan {
  const { slugs, warnings } = slugsOf(history.revisions);
  const register = new Map<string, Entry>();
  const changes: PlannedChange[] = [];
  let items = 0;
  for (const [index, revision] of history.revisions.entries()) {
    const day = dayOf(revision.at, input.timeZone);
    const drafts = draftsOf(revision, slugs, register, day);
    if (drafts.length === 0) continue;
    const plan = planRevision(history, input, { index, day, drafts, register });
    items += plan.items.length;
    if (items > mostItems) refuseHistory([], `It has more than ${mostItems} changes of entries.`);
    if (plan.items.length === 0) continue;
    changes.push(changeOf(history, revision, plan));
    apply(plan, changes.length, register, input.now);
  }
  if (changes.length === 0) refuseHistory([history.listName], 'No revision names an entry.');
  return {
    revisions: history.revisions.length,
    changes,
    entries: [...register.values()],
    warnings: [
      ...history.warnings,
      ...warnings,
      ...unchanged(history.revisions.length - changes.length),
    ],
  };
}

/** What differs between the register and the list: rows that are new or say something else, and those that are gone. */
function draftsOf(
  { rows }: Revision,
  slugs: ReadonlyMap<number, string>,
  register: ReadonlyMap<string, Entry>,
  day: Day,
): readonly Draft[] {
  const listed = rows.flatMap(({ entity, facts }) => {
    const slug = slugs.get(entity);
    if (slug === undefined) return [];
    // On which day it began the register says by itself; the list does not say it again.
    const start = register.get(slug)?.facts.effectiveFrom;
    return [{ slug, facts: { ...(start !== undefined && { effectiveFrom: start }), ...facts } }];
  });
  const edited = listed.filter(
    ({ slug, facts }) => changedFields(register.get(slug)?.facts, facts).length > 0,
  );
  const standing = new Set(listed.map(({ slug }) => slug));
  const gone = [...register.values()].filter(
    ({ slug, state }) => state === 'current' && !standing.has(slug),
  );
  return [
    ...edited,
    ...gone.map(({ slug, facts }) => ({ slug, facts: { ...facts, effectiveUntil: day } })),
  ];
}

type Step = {
  readonly index: number;
  readonly day: Day;
  readonly drafts: readonly Draft[];
  readonly register: ReadonlyMap<string, Entry>;
};

function planRevision(
  { origin, listName }: History,
  { services, idFor }: PlanningInput,
  { index, day, drafts, register }: Step,
): Plan {
  const added = drafts.filter(({ slug }) => !register.has(slug));
  const plan = planPublication({
    drafts,
    register,
    pending: [],
    services,
    reason: origin,
    // What the first list names was there before it: since when, no list says.
    ...(register.size > 0 && { effectiveOn: day }),
    today: day,
    isPast: true,
    decisions: {
      classes: {},
      contractOverrides: Object.fromEntries(added.map(({ slug }) => [slug, contractReason])),
    },
    idFor,
  });
  const [fault] = plan.items.length === 0 ? [] : plan.faults;
  if (fault) refuseHistory([listName, index], `${fault.pointer}: ${fault.detail}`);
  return plan;
}

function changeOf({ origin }: History, { at, ref, reason }: Revision, plan: Plan): PlannedChange {
  const { class: changeClass, effectiveOn, items } = plan;
  const source = `Taken over from ${origin}${ref === undefined ? '' : `, revision ${ref}`}.`;
  return {
    class: changeClass,
    effectiveOn,
    items,
    claimedAt: at,
    reason: reason === undefined ? source : `${reason}\n${source}`,
  };
}

function apply(plan: Plan, id: number, register: Map<string, Entry>, now: Date): void {
  for (const item of plan.items) {
    const entry = register.get(item.slug);
    register.set(
      item.slug,
      entry ? inEffect({ id }, item, entry, now) : newEntry({ id }, item, false, now),
    );
  }
}

function unchanged(count: number): readonly string[] {
  if (count === 0) return [];
  const many = count === 1 ? '1 revision changes' : `${count} revisions change`;
  return [`${many} nothing that the register records, and makes no change.`];
}
