import type { Ctx, Staff } from '../../context.ts';
import { actorName } from '../../context.ts';
import { Refusal } from '../../core/errors.ts';
import { type BatchId, newId } from '../../core/ids.ts';
import type { Tx } from '../../db/client.ts';
import { commit } from '../../db/commit.ts';
import type { Draft } from '../model/publishing.ts';
import type { Batch } from '../store/register.ts';
import * as store from '../store/register.ts';
import type { BatchInput } from './batches.ts';
import { maxEntries } from './batches.ts';

/** A batch with all its drafts, or nothing. `also` stores what belongs to it in the same transaction. */
export async function createFilledBatch(
  ctx: Ctx<Staff>,
  input: BatchInput,
  drafts: readonly Draft[],
  also: (tx: Tx, batch: BatchId) => Promise<void>,
): Promise<Batch> {
  if (drafts.length > maxEntries)
    throw new Refusal(
      'conflict',
      `This would change ${drafts.length} entries, and a batch holds ${maxEntries} at most: import it in parts.`,
    );
  const id = newId(ctx.deps.ids, 'bat');
  return commit(ctx, async (tx, ledger) => {
    const { at } = ledger;
    const batch: Batch = {
      ...input,
      id,
      published: false,
      editors: [actorName(ctx.actor)],
      createdAt: at,
      updatedAt: at,
      version: 1,
    };
    await store.saveBatch(tx, batch);
    await store.insertDrafts(tx, id, drafts);
    await also(tx, id);
    const slugs = drafts.map(({ slug }) => slug);
    const event = { action: 'batch.imported', subject: `batch:${id}`, data: { slugs } };
    return { value: batch, events: [ledger.record({ ...event, public: false })] };
  });
}
