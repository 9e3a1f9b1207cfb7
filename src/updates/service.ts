import type { Ctx, Staff, System } from '../context.ts';
import { type Fault, pointerTo, Refusal } from '../core/errors.ts';
import { newId, type UpdateId } from '../core/ids.ts';
import { textsIn } from '../core/translating.ts';
import type { Db, Tx } from '../db/client.ts';
import { commit } from '../db/commit.ts';
import { checkExpected, type Expected } from '../db/expected.ts';
import { listServices } from '../organisation/service.ts';
import {
  type Draft,
  faultsIn,
  foldThread,
  type Leaves,
  type Post,
  tellsOf,
  type Thread,
  type UpdatesInBrief,
} from './model.ts';
import { loadMarkdownJudge } from './service/judging.ts';
import { enterPost, recordDraft } from './service/posting.ts';
import type { FeedEvent, StoredDraft, UpdateFilter } from './store.ts';
import * as store from './store.ts';

export type { FeedEvent, StoredDraft, UpdateFilter } from './store.ts';

/** Threads on a page, in the snapshot and in JSON. */
export const threadsPerPage = 20;
/** More incidents at once than this are found by the list. */
const mostOpen = 5;
/** As in the feeds of changes: archive N holds those that fit of entries 50(N-1)+1 to 50N. */
export const entriesPerBlock = 50;
/** No index knows what concerns a service. So many are looked through at once, and then the next page goes on. */
const mostLookedThrough = 1_000;

type Editor = Ctx<Staff | System>;

export async function createUpdate(ctx: Editor, draft: Draft): Promise<StoredDraft> {
  const id = newId(ctx.deps.ids, 'upd');
  return commit(ctx, async (tx, ledger) => {
    const stored = { id, draft, createdAt: ledger.at, updatedAt: ledger.at, version: 1 };
    await store.saveDraft(tx, stored);
    return { value: stored, events: [recordDraft(ledger, id, 'created')] };
  });
}

/** Newest first; only those that are drafts, or only those that are published, where `state` says so. */
export async function listUpdates(
  db: Db,
  after: UpdateId | undefined,
  limit: number,
  state?: store.DraftState,
): Promise<{ items: readonly StoredDraft[]; next: UpdateId | null }> {
  const last = after === undefined ? undefined : await getUpdate(db, after);
  const found = await store.selectDrafts(db, last, limit + 1, state);
  const items = found.slice(0, limit);
  return { items, next: found.length > limit ? (items.at(-1)?.id ?? null) : null };
}

export async function getUpdate(db: Db, id: UpdateId): Promise<StoredDraft> {
  const stored = await store.selectDraft(db, id);
  if (!stored) throw new Refusal('not_found', 'There is no update with this id.');
  return stored;
}

/** Replaces all of a draft. */
export async function replaceUpdate(
  ctx: Editor,
  id: UpdateId,
  draft: Draft,
  expected: Expected,
): Promise<StoredDraft> {
  return commit(ctx, async (tx, ledger) => {
    const before = await openDraft(tx, id);
    checkExpected(expected, before.version);
    const stored = { ...before, draft, updatedAt: ledger.at, version: before.version + 1 };
    await store.saveDraft(tx, stored);
    return { value: stored, events: [recordDraft(ledger, id, 'edited')] };
  });
}

/** Throws a draft away. What is published is a part of the record and stays. */
export async function deleteUpdate(ctx: Editor, id: UpdateId): Promise<void> {
  await commit(ctx, async (tx, ledger) => {
    await openDraft(tx, id);
    await store.deleteDraft(tx, id);
    return { value: undefined, events: [recordDraft(ledger, id, 'discarded')] };
  });
}

/**
 * Makes a post of a draft: the first of a new thread, or the next of the one it follows. Refuses
 * `invalid` with everything that stands against it.
 */
export async function publishUpdate(ctx: Editor, id: UpdateId, expected: Expected): Promise<Post> {
  const faultInMarkdown = await loadMarkdownJudge();
  return commit(ctx, async (tx, ledger) => {
    const stored = await openDraft(tx, id);
    checkExpected(expected, stored.version);
    const { draft } = stored;
    const { thread, faults } = await judge(tx, draft, faultInMarkdown);
    refuseFaulty(faults);
    const { post, event } = await enterPost(tx, ledger, draft, thread);
    const { thread: number, position } = post;
    const published = { thread: number, position };
    await store.saveDraft(tx, {
      ...stored,
      post: published,
      updatedAt: ledger.at,
      version: stored.version + 1,
    });
    return { value: post, events: [event, recordDraft(ledger, id, 'published', published)] };
  });
}

/** What stands against publishing a draft, as it is now. */
export async function judgeUpdate(db: Db, draft: Draft): Promise<readonly Fault[]> {
  return (await judge(db, draft, await loadMarkdownJudge())).faults;
}

async function judge(
  db: Db,
  draft: Draft,
  faultInMarkdown: Awaited<ReturnType<typeof loadMarkdownJudge>>,
): Promise<{ readonly thread: Thread | undefined; readonly faults: readonly Fault[] }> {
  const thread = draft.follows === undefined ? undefined : await findHead(db, draft.follows);
  const services = (await listServices(db)).map(({ slug }) => slug);
  const faults = [
    ...faultsIn(draft, thread, services),
    ...textsIn(draft, new Set(['body'])).flatMap(([path, text]) => {
      const detail = faultInMarkdown(text);
      return detail === undefined ? [] : [{ pointer: pointerTo(...path), detail }];
    }),
  ];
  return { thread, faults };
}

/** Takes back what a post says; that there was one, and why it is withdrawn, stays. */
export async function withdrawUpdate(ctx: Editor, id: UpdateId, reason: string): Promise<Post> {
  return commit(ctx, async (tx, ledger) => {
    const { post: place } = await getUpdate(tx, id);
    if (place === undefined)
      throw new Refusal('conflict', 'This is a draft, which nobody has seen: discard it instead.');
    const thread = await findHead(tx, place.thread);
    const posts = await store.selectPosts(tx, place.thread);
    const post = posts.find(({ position }) => position === place.position);
    if (thread === undefined || post === undefined) throw new Error('a published post is missing');
    if (post.withdrawal) throw new Refusal('conflict', 'This post was withdrawn already.');
    const event = ledger.record({
      action: 'update.withdrawn',
      subject: `update:${place.thread}`,
      data: { ...place, reason },
      public: true,
      tells: tellsOf(thread),
    });
    const ordinal = (await store.selectCounts(tx)).entryCount + 1;
    const withdrawal = { at: ledger.at, reason, ordinal, eventId: event.id };
    const withdrawn = { ...post, withdrawal };
    await store.saveWithdrawal(tx, withdrawn);
    const now = posts.map((each) => (each === post ? withdrawn : each));
    await store.saveThread(tx, foldThread(thread, now));
    return { value: withdrawn, events: [event] };
  });
}

/**
 * Newest first, those before number `before`. `next` continues the list; null at its end. A page may hold
 * fewer than `limit`, even none, and be continued.
 */
export async function listThreads(
  db: Db,
  filter: UpdateFilter,
  { before, limit }: { readonly before: number; readonly limit: number },
): Promise<{ items: readonly Thread[]; next: number | null }> {
  const from = filter.service === undefined ? 1 : Math.max(1, before - mostLookedThrough);
  const found = await store.selectThreads(db, filter, { from, before }, limit + 1);
  const items = found.slice(0, limit);
  if (found.length > limit) return { items, next: items.at(-1)?.number ?? null };
  return { items, next: from > 1 ? from : null };
}

/** Oldest first, by the number of their thread. */
export async function listPostsOf(
  db: Db,
  threads: readonly number[],
): Promise<ReadonlyMap<number, readonly Post[]>> {
  return Map.groupBy(await store.selectPostsOf(db, threads), ({ thread }) => thread);
}

export type WholeThread = {
  readonly thread: Thread;
  /** Oldest first. */
  readonly posts: readonly Post[];
  readonly leaves: Leaves;
  /** The log has not caught up with it: what is rendered then is not to be remembered. */
  readonly passing?: true;
};

export async function findThread(db: Db, number: number): Promise<WholeThread | undefined> {
  const thread = await findHead(db, number);
  if (thread === undefined) return undefined;
  const posts = await store.selectPosts(db, number);
  const found = await store.selectLeaves(db, number);
  const leaves = new Map(found.map(({ id, index }) => [id, index]));
  const ids = posts.flatMap(({ eventId, withdrawal }) => [eventId, withdrawal?.eventId ?? eventId]);
  const isLogged = ids.every((id) => leaves.has(id));
  return { thread, posts, leaves, ...(!isLogged && { passing: true }) };
}

export async function describeUpdates(db: Db): Promise<UpdatesInBrief> {
  const [open, recent, counts] = await Promise.all([
    store.selectOpenThreads(db, mostOpen),
    store.selectThreads(db, {}, {}, threadsPerPage),
    store.selectCounts(db),
  ]);
  return { open, recent, ...counts };
}

export type FeedBlock = {
  /** Newest first. */
  readonly events: readonly FeedEvent[];
  /** The newest archive that may have entries before these; 0 without one. */
  readonly older: number;
};

/** The newest entries of a feed that fit, or those of archive `block` (from 1). `entryCount` is how many there are of all. */
export async function listFeedEvents(
  db: Db,
  filter: UpdateFilter,
  { block, entryCount }: { readonly block?: number | undefined; readonly entryCount: number },
): Promise<FeedBlock> {
  const lowest = (to: number) =>
    filter.service === undefined ? 1 : Math.max(1, to - mostLookedThrough + 1);
  const range =
    block === undefined
      ? { from: lowest(entryCount), to: entryCount }
      : { from: (block - 1) * entriesPerBlock + 1, to: block * entriesPerBlock };
  const events = await store.selectFeedEvents(db, filter, range, entriesPerBlock);
  const isFull = events.length === entriesPerBlock;
  const end = (isFull ? (events.at(-1)?.ordinal ?? 1) : range.from) - 1;
  const from = lowest(end);
  const [before] = await store.selectFeedEvents(db, filter, { from, to: end }, 1);
  return { events, older: Math.ceil((before?.ordinal ?? from - 1) / entriesPerBlock) };
}

async function findHead(db: Db, number: number): Promise<Thread | undefined> {
  return store.selectThread(db, number);
}

/** A draft that may still be edited. */
async function openDraft(tx: Tx, id: UpdateId): Promise<StoredDraft> {
  const stored = await getUpdate(tx, id);
  if (stored.post)
    throw new Refusal(
      'conflict',
      `This was published as update ${stored.post.thread} and is never edited. Publish a follow-up, or withdraw it.`,
    );
  return stored;
}

function refuseFaulty(faults: ReturnType<typeof faultsIn>): void {
  if (faults.length === 0) return;
  throw new Refusal('invalid', faults.map(({ detail }) => detail).join(' '), { errors: faults });
}
