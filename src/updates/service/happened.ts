import type { Db } from '../../db/client.ts';
import type { Post, Thread } from '../model.ts';
import { foldThread } from '../model.ts';
import * as reading from '../store.ts';
import { selectPostEvents } from '../store/happened.ts';

export type PostHappened = {
  readonly thread: Thread;
  readonly post: Post;
  readonly isWithdrawal: boolean;
  readonly at: Date;
  /** It was published then and has been withdrawn since. */
  readonly isTakenBack?: true;
};

/** Posts and withdrawals by the places of their events in the ledger, each as it stood then. */
export async function loadPosts(
  db: Db,
  seqs: readonly number[],
): Promise<ReadonlyMap<number, PostHappened>> {
  const found = new Map<number, PostHappened>();
  if (seqs.length === 0) return found;
  for (const { seq, at, isWithdrawal, thread: number, position } of await selectPostEvents(
    db,
    seqs,
  )) {
    const head = await reading.selectThread(db, number);
    const all = await reading.selectPosts(db, number);
    const known = all.map((post) => asOf(post, at));
    const posts = known.filter((post) =>
      isWithdrawal ? post.publishedAt <= at : post.position <= position,
    );
    const post = posts.find((each) => each.position === position);
    if (!head || !post) continue;
    const isWithdrawn = all.some((each) => each.position === position && each.withdrawal);
    const isTakenBack = isWithdrawn && !isWithdrawal && { isTakenBack: true as const };
    found.set(seq, { thread: foldThread(head, posts), post, isWithdrawal, at, ...isTakenBack });
  }
  return found;
}

/** Without a withdrawal that came later. */
function asOf({ withdrawal, ...post }: Post, at: Date): Post {
  return withdrawal && withdrawal.at <= at ? { ...post, withdrawal } : post;
}
