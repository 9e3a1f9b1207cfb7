import type { Ctx, Staff, System } from '../../context.ts';
import { actorName } from '../../context.ts';
import type { Emergency } from '../../changes/model.ts';
import type { Day } from '../../core/day.ts';
import { Refusal } from '../../core/errors.ts';
import type { BatchId } from '../../core/ids.ts';
import { newId } from '../../core/ids.ts';
import type { Db, Tx } from '../../db/client.ts';
import type { Ledger } from '../../db/commit.ts';
import { commit } from '../../db/commit.ts';
import type { Expected } from '../../db/expected.ts';
import { checkExpected } from '../../db/expected.ts';
import type { EventData, StoredEvent } from '../../db/ledger.ts';
import type { Draft } from '../model/publishing.ts';
import type { Batch } from '../store/register.ts';
import * as store from '../store/register.ts';

export type { Batch } from '../store/register.ts';

export type BatchInput = {
  readonly title?: string;
  readonly reason?: string;
  readonly effectiveOn?: Day;
  readonly emergency?: Emergency;
  readonly supersedes?: number;
};

/** A row of Annex III is some 2 kB; this many fit one transaction over HTTP, which is cut off after 5 s. */
export const maxEntries = 2_000;

export type Editor = Ctx<Staff | System>;

export async function createBatch(ctx: Editor, input: BatchInput): Promise<Batch> {
  const id = newId(ctx.deps.ids, 'bat');
  return commit(ctx, async (tx, ledger) => {
    const batch: Batch = {
      ...input,
      id,
      published: false,
      editors: [actorName(ctx.actor)],
      createdAt: ledger.at,
      updatedAt: ledger.at,
      version: 1,
    };
    await store.saveBatch(tx, batch);
    return { value: batch, events: [recordDraft(ledger, id, 'created', {})] };
  });
}

/** Newest first; all of them, or those that are published or not. */
export async function listBatches(
  db: Db,
  after: BatchId | undefined,
  limit: number,
  published?: boolean,
): Promise<{ items: readonly Batch[]; next: BatchId | null }> {
  const last = after === undefined ? undefined : await getBatch(db, after);
  const found = await store.selectBatches(db, last, limit + 1, published);
  const items = found.slice(0, limit);
  return { items, next: found.length > limit ? (items.at(-1)?.id ?? null) : null };
}

export async function getBatch(db: Db, id: BatchId): Promise<Batch> {
  const batch = await store.selectBatch(db, id);
  if (!batch) throw new Refusal('not_found', 'There is no batch with this id.');
  return batch;
}

export async function getBatchWithDrafts(
  db: Db,
  id: BatchId,
): Promise<{ batch: Batch; drafts: readonly (Draft & { readonly version: number })[] }> {
  return { batch: await getBatch(db, id), drafts: await store.selectDrafts(db, id) };
}

/** Replaces title, reason and effective date. */
export async function replaceBatch(
  ctx: Editor,
  id: BatchId,
  input: BatchInput,
  expected: Expected,
): Promise<Batch> {
  return commit(ctx, async (tx, ledger) => {
    const before = await openBatch(tx, id);
    checkExpected(expected, before.version);
    const batch = await touchBatch(ctx, tx, ledger, {
      ...input,
      id,
      published: false,
      editors: before.editors,
      createdAt: before.createdAt,
      updatedAt: ledger.at,
      version: before.version,
    });
    return { value: batch, events: [recordDraft(ledger, id, 'edited', {})] };
  });
}

/** Throws a draft away. A published batch is a part of the record and stays. */
export async function deleteBatch(ctx: Editor, id: BatchId): Promise<void> {
  await commit(ctx, async (tx, ledger) => {
    await openBatch(tx, id);
    await store.deleteBatch(tx, id);
    return { value: undefined, events: [recordDraft(ledger, id, 'discarded', {})] };
  });
}

export async function getDraft(
  db: Db,
  id: BatchId,
  slug: string,
): Promise<{ draft: Draft; version: number }> {
  await getBatch(db, id);
  const found = (await store.selectDrafts(db, id)).find((draft) => draft.slug === slug);
  if (!found) throw new Refusal('not_found', 'The batch does not touch this entry.');
  const { version, ...draft } = found;
  return { draft, version };
}

/** What a batch is called; its reason where it has no title. */
export function titleOf({ title, reason, id }: Batch): string {
  if (title !== undefined) return title;
  if (reason === undefined || reason === '') return `Batch ${id.slice(-6)}`;
  return reason.length > 80 ? `${reason.slice(0, 79)}…` : reason;
}

/** Puts what an entry shall say into the batch. `created` tells whether the batch did not touch it before. */
export async function putDraft(
  ctx: Editor,
  id: BatchId,
  draft: Draft,
  expected: Expected | undefined,
): Promise<{ draft: Draft; version: number; created: boolean }> {
  return commit(ctx, async (tx, ledger) => {
    const batch = await openBatch(tx, id);
    const drafts = await store.selectDrafts(tx, id);
    const before = drafts.find((each) => each.slug === draft.slug);
    if (before) checkExpected(neededExpected(expected), before.version);
    else refuseUnlessNew(expected, drafts.length);
    const version = (before?.version ?? 0) + 1;
    const basedOn = (await store.selectEntry(tx, draft.slug))?.lastChangeId ?? 0;
    await store.saveDraft(tx, id, { ...draft, basedOn }, version);
    await touchBatch(ctx, tx, ledger, batch);
    return {
      value: { draft, version, created: !before },
      events: [recordDraft(ledger, id, 'entry_put', { slug: draft.slug })],
    };
  });
}

/** Takes an entry out of the batch; the register keeps what it says. */
export async function deleteDraft(ctx: Editor, id: BatchId, slug: string): Promise<void> {
  await commit(ctx, async (tx, ledger) => {
    const batch = await openBatch(tx, id);
    if (!(await store.deleteDraft(tx, id, slug)))
      throw new Refusal('not_found', 'The batch does not touch this entry.');
    await touchBatch(ctx, tx, ledger, batch);
    return { value: undefined, events: [recordDraft(ledger, id, 'entry_taken_out', { slug })] };
  });
}

/** A batch that may still be edited. */
export async function openBatch(db: Db, id: BatchId): Promise<Batch> {
  const batch = await getBatch(db, id);
  if (batch.published)
    throw new Refusal(
      'conflict',
      `This batch was published as change ${batch.changeId}. What is announced is not edited: withdraw or postpone the change, or begin a new batch that supersedes it.`,
    );
  return batch;
}

/** Whoever writes in a batch is one of its editors, and what was approved is another batch now. */
export async function touchBatch(
  ctx: Editor,
  tx: Tx,
  ledger: Ledger,
  { approval: _, ...batch }: Batch,
): Promise<Batch> {
  const editors = [...new Set([...batch.editors, actorName(ctx.actor)])];
  const touched = { ...batch, editors, updatedAt: ledger.at, version: batch.version + 1 };
  await store.saveBatch(tx, touched);
  return touched;
}

// Drafts may quote a person, so the ledger keeps who touched what and when, not what was typed.
export function recordDraft(
  ledger: Ledger,
  id: BatchId,
  what: string,
  data: EventData,
): StoredEvent {
  return ledger.record({ action: `batch.${what}`, subject: `batch:${id}`, data, public: false });
}

/** If-Match names something that is there, RFC 9110 section 13.1.1: whoever sends it does not mean to add. */
function refuseUnlessNew(expected: Expected | undefined, drafts: number): void {
  if (expected !== undefined)
    throw new Refusal(
      'stale',
      'The batch does not touch this entry any more. Send no If-Match to put it in again.',
    );
  if (drafts >= maxEntries)
    throw new Refusal(
      'conflict',
      `A batch holds ${maxEntries} entries at most; publish this one and begin another.`,
    );
}

function neededExpected(expected: Expected | undefined): Expected {
  if (expected === undefined)
    throw new Refusal(
      'precondition_required',
      'The batch touches this entry already. Read it and send its ETag as If-Match.',
    );
  return expected;
}
