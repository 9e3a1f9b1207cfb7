import { type Ids, newId } from '../../core/ids.ts';
import type { Tx } from '../../db/client.ts';
import type { Ledger } from '../../db/commit.ts';
import type { StoredEvent } from '../../db/ledger.ts';
import { type Draft, maxPosts, type Post } from '../model.ts';
import { enterPost } from './posting.ts';
import * as store from '../store.ts';

/**
 * Posts within the commit of what it tells of, so that there is neither without the other. Continues
 * the update `thread` where that still stands, and begins a new one otherwise. Staff find it among
 * their posts, as if they had drafted it.
 */
export async function postWithin(
  tx: Tx,
  ledger: Ledger,
  ids: Ids,
  { thread: number, ...draft }: Omit<Draft, 'follows'> & { readonly thread?: number | undefined },
): Promise<{ post: Post; event: StoredEvent }> {
  const found = number === undefined ? undefined : await store.selectThread(tx, number);
  const thread = found && !found.isWithdrawn && found.postCount < maxPosts ? found : undefined;
  const { post, event } = await enterPost(tx, ledger, draft, thread);
  const { body } = draft;
  const said = thread && {
    follows: thread.number,
    ...(body !== undefined && { body }),
  };
  await store.saveDraft(tx, {
    id: newId(ids, 'upd'),
    draft: said ?? draft,
    post: { thread: post.thread, position: post.position },
    createdAt: ledger.at,
    updatedAt: ledger.at,
    version: 1,
  });
  return { post, event };
}
