import { tellsOf } from '../../changes/model.ts';
import type { Ctx, Staff } from '../../context.ts';
import { type Day, dayOf } from '../../core/day.ts';
import type { BatchId } from '../../core/ids.ts';
import type { NoticePlan } from '../../notices/service/announcing.ts';
import { loadPageInput, type RenderInput } from '../../publication/service.ts';
import { listNames } from '../../staff/service/names.ts';
import { countRecipients } from '../../subscribers/service/reading.ts';
import type { Entry } from '../model/entry.ts';
import type { Decisions, Draft, Plan } from '../model/publishing.ts';
import * as store from '../store/register.ts';
import type { ApprovalState } from './approving.ts';
import { type Batch, getBatchWithDrafts } from './batches.ts';
import { listEntries } from './entries.ts';
import { planBatch, undecided } from './publication.ts';

/** The register as staff look through it. */
export type Overview = {
  readonly entries: readonly Entry[];
  /** The batches that touch an entry and are not published, by its slug. */
  readonly drafted: ReadonlyMap<string, readonly BatchId[]>;
  /** What public pages are rendered from now. */
  readonly input: RenderInput;
  /** In the organisation's time zone. */
  readonly today: Day;
};

export async function loadOverview({ deps, now }: Ctx<Staff>): Promise<Overview> {
  const touched = Map.groupBy(await store.selectTouched(deps.db), ({ slug }) => slug);
  const input = await loadPageInput(deps);
  return {
    entries: await listEntries(deps.db),
    drafted: new Map(
      [...touched].map(([slug, rows]) => [slug, rows.map(({ batchId }) => batchId)]),
    ),
    input,
    today: dayOf(now, input.snapshot.organisation.timeZone),
  };
}

/** How many entries each batch touches that is not published. */
export async function countDrafts({ deps }: Ctx<Staff>): Promise<ReadonlyMap<BatchId, number>> {
  const touched = Map.groupBy(await store.selectTouched(deps.db), ({ batchId }) => batchId);
  return new Map([...touched].map(([id, rows]) => [id, rows.length]));
}

/** What somebody looks at before they approve or publish a batch. */
export type Review = {
  readonly batch: Batch;
  readonly drafts: readonly Draft[];
  readonly plan: Plan;
  readonly notices: NoticePlan;
  readonly approval: ApprovalState;
  /** Followers who would be told at once, contacts of customers apart. */
  readonly followers: number;
  readonly input: RenderInput;
  /** Who acts under which name of the record. */
  readonly names: ReadonlyMap<string, string>;
};

/** The dry run of an open batch, with all that a person needs to judge it. Refuses `conflict` once it is published. */
export async function reviewBatch(
  ctx: Ctx<Staff>,
  id: BatchId,
  decisions: Decisions = undecided,
): Promise<Review> {
  const { db } = ctx.deps;
  const planned = await planBatch(ctx, id, decisions);
  const told = { ...tellsOf(planned.plan), at: ctx.now };
  return {
    ...planned,
    drafts: (await getBatchWithDrafts(db, id)).drafts,
    followers: await countRecipients(db, told, ['subscriber']),
    input: await loadPageInput(ctx.deps),
    names: await listNames(db),
  };
}

/** What public pages are rendered from, and who acts under which name of the record. */
export async function loadFrame({ deps }: Ctx<Staff>): Promise<Pick<Review, 'input' | 'names'>> {
  return { input: await loadPageInput(deps), names: await listNames(deps.db) };
}
