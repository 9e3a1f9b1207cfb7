import { type Change, type Step, type StepName, isPending } from '../../changes/model.ts';
import type { Ctx, Staff } from '../../context.ts';
import type { BatchId } from '../../core/ids.ts';
import { newEventId } from '../../core/ids.ts';
import type { Snapshot } from '../../publication/model.ts';
import { loadPageInput, type RenderInput } from '../../publication/service.ts';
import { entriesAfter } from '../model/applying.ts';
import { compareEntries } from '../model/entry.ts';
import type { Draft, Plan } from '../model/publishing.ts';
import { type Batch, getBatchWithDrafts } from './batches.ts';
import { planBatch } from './publication.ts';

/** Nothing decided yet: classes as they are proposed. */
export const undecided = { classes: {}, contractOverrides: {} } as const;

const mostRecent = 50;

/** There is no event yet: the nil UUID, RFC 9562 section 5.9. */
const noEvent = '00000000-0000-0000-0000-000000000000';

/**
 * What the public pages are rendered from once the batch is published as it is now, whatever still
 * stands against it. Writes nothing.
 */
export async function previewBatch(ctx: Ctx<Staff>, id: BatchId): Promise<RenderInput> {
  const { batch, plan } = await planBatch(ctx, id, undecided);
  const { drafts } = await getBatchWithDrafts(ctx.deps.db, id);
  const input = await loadPageInput(ctx.deps);
  if (plan.items.length === 0) return input;
  const ended = withoutSuperseded(ctx, input.snapshot, batch);
  const snapshot = withStep(ctx, ended, plannedChange(ended, batch, plan), {
    name: plan.pending ? 'announced' : 'in-effect',
    ...(plan.objectionEndsOn && { objectionEndsOn: plan.objectionEndsOn }),
  });
  return { ...input, snapshot: withPersons(snapshot, drafts) };
}

/** The change whose place is taken ends first, as when publishing. */
function withoutSuperseded(ctx: Ctx, snapshot: Snapshot, { supersedes }: Batch): Snapshot {
  const change = snapshot.pending.find(({ id }) => id === supersedes);
  const supersededBy = snapshot.changeCount + 1;
  return change ? withStep(ctx, snapshot, change, { name: 'superseded', supersededBy }) : snapshot;
}

function plannedChange(
  { changeCount }: Snapshot,
  { reason = '', emergency, supersedes }: Batch,
  { class: changeClass, effectiveOn, items, objectionEndsOn }: Plan,
): Change {
  return {
    id: changeCount + 1,
    class: changeClass,
    reason,
    effectiveOn,
    items,
    steps: [],
    ...(objectionEndsOn !== undefined && { objectionEndsOn }),
    ...(emergency && { emergency }),
    ...(supersedes !== undefined && { supersedes }),
  };
}

type Taken = Pick<Step, 'objectionEndsOn' | 'supersededBy'> & { readonly name: StepName };

/** The snapshot after one more step of a change, which publishes a version of the list. */
function withStep(ctx: Ctx, snapshot: Snapshot, before: Change, taken: Taken): Snapshot {
  const { id } = before;
  const listVersion = snapshot.listVersion + 1;
  const step = {
    ...taken,
    at: ctx.now,
    eventId: newEventId({ ...ctx.deps.ids, uuid: () => noEvent }),
    listVersion,
  };
  const change = { ...before, steps: [...before.steps, step] };
  const others = (changes: readonly Change[]) => changes.filter((each) => each.id !== id);
  const pending = [...others(snapshot.pending), ...(isPending(change) ? [change] : [])];
  const told = { step, change };
  const isLoud = change.class === 'substantive';
  const { substantive, all } = snapshot.stepCounts;
  return {
    ...snapshot,
    ...entriesIn(snapshot, change, step),
    version: snapshot.version + 1,
    at: ctx.now,
    pending: pending.toSorted((a, b) =>
      a.effectiveOn === b.effectiveOn ? a.id - b.id : a.effectiveOn < b.effectiveOn ? -1 : 1,
    ),
    recent: [change, ...others(snapshot.recent)]
      .toSorted((a, b) => b.id - a.id)
      .slice(0, mostRecent),
    steps: isLoud ? [told, ...snapshot.steps].slice(0, mostRecent) : snapshot.steps,
    stepsWithCorrections: [told, ...snapshot.stepsWithCorrections].slice(0, mostRecent),
    stepCounts: { substantive: substantive + Number(isLoud), all: all + 1 },
    changeCount: Math.max(snapshot.changeCount, id),
    listVersion,
    listPublishedAt: ctx.now,
  };
}

function entriesIn(
  { entries, withdrawn }: Snapshot,
  change: Change,
  { name, at }: Step,
): Pick<Snapshot, 'entries' | 'withdrawn'> {
  const register = new Map(entries.map((entry) => [entry.slug, entry]));
  const touched = entriesAfter(change, name, register, at);
  const slugs = new Set(touched.map(({ slug }) => slug));
  const all = [...entries.filter(({ slug }) => !slugs.has(slug)), ...touched];
  return {
    entries: all.filter(({ state }) => state !== 'withdrawn').toSorted(compareEntries),
    withdrawn: [
      ...withdrawn.filter(({ slug }) => !slugs.has(slug)),
      ...touched.filter(({ state }) => state === 'withdrawn'),
    ],
  };
}

/** Contact persons are recorded with the publication, also where the change is announced for later. */
function withPersons(snapshot: Snapshot, drafts: readonly Draft[]): Snapshot {
  const persons = new Map(
    drafts.flatMap(({ slug, contactPerson }) => (contactPerson ? [[slug, contactPerson]] : [])),
  );
  return {
    ...snapshot,
    entries: snapshot.entries.map((entry) => {
      const contactPerson = persons.get(entry.slug);
      return contactPerson ? { ...entry, contactPerson } : entry;
    }),
  };
}
