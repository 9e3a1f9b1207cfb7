import { Refusal } from '../../core/errors.ts';
import type { BatchId } from '../../core/ids.ts';
import { commit } from '../../db/commit.ts';
import type { Facts } from '../model/facts.ts';
import * as store from '../store/register.ts';
import { type Editor, maxEntries, openBatch, recordDraft, touchBatch } from './batches.ts';
import { listEntries } from './entries.ts';

/**
 * The same edit of many entries, into one batch: on top of what the batch says of them already, else
 * of what the register says. All or nothing; refuses `not_found` where one of them does not exist.
 */
export async function editEntries(
  ctx: Editor,
  id: BatchId,
  slugs: readonly string[],
  edit: (facts: Facts) => Facts,
): Promise<void> {
  await commit(ctx, async (tx, ledger) => {
    const batch = await openBatch(tx, id);
    const register = new Map((await listEntries(tx)).map((entry) => [entry.slug, entry]));
    const drafts = new Map((await store.selectDrafts(tx, id)).map((each) => [each.slug, each]));
    if (new Set([...drafts.keys(), ...slugs]).size > maxEntries)
      throw new Refusal('conflict', `A batch holds ${maxEntries} entries at most.`);
    for (const slug of slugs) {
      const [draft, entry] = [drafts.get(slug), register.get(slug)];
      const before = draft ?? (entry && { slug, facts: entry.facts, basedOn: entry.lastChangeId });
      if (!before) throw new Refusal('not_found', `There is no entry ${slug}.`);
      const after = { ...before, facts: edit(before.facts) };
      await store.saveDraft(tx, id, after, (draft?.version ?? 0) + 1);
    }
    await touchBatch(ctx, tx, ledger, batch);
    return { value: undefined, events: [recordDraft(ledger, id, 'entries_put', { slugs })] };
  });
}
