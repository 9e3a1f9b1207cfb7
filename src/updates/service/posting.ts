import { languages } from '../../core/language.ts';
import type { Translations } from '../../core/translating.ts';
import { type Ids, newId, type UpdateId } from '../../core/ids.ts';
import type { Tx } from '../../db/client.ts';
import type { Ledger } from '../../db/commit.ts';
import type { EventData, StoredEvent } from '../../db/ledger.ts';
import {
  type Draft,
  foldThread,
  type Post,
  tellsOf,
  type Thread,
  type ThreadHead,
} from '../model.ts';
import * as store from '../store.ts';

/**
 * Publishes a post that Annex wrote, as a part of another commit. Its draft is kept like anybody's, so
 * that staff find it in their list and can withdraw it.
 */
export async function enterAnnouncement(
  tx: Tx,
  ledger: Ledger,
  ids: Ids,
  draft: Draft,
): Promise<readonly StoredEvent[]> {
  const id = newId(ids, 'upd');
  const { post, event } = await enterPost(tx, ledger, draft, undefined);
  const published = { thread: post.thread, position: post.position };
  const { at } = ledger;
  await store.saveDraft(tx, {
    id,
    draft,
    createdAt: at,
    updatedAt: at,
    version: 1,
    post: published,
  });
  return [event, recordDraft(ledger, id, 'published', published)];
}

/** Makes a post of what was judged: the first of a new thread, or the next of the one it follows. */
export async function enterPost(
  tx: Tx,
  ledger: Ledger,
  draft: Draft,
  before: Thread | undefined,
): Promise<{ post: Post; event: StoredEvent }> {
  const { threadCount, entryCount } = await store.selectCounts(tx);
  const first = before ?? beginThread(draft, threadCount + 1);
  const { number, topic, title, services } = first;
  const position = (before?.postCount ?? 0) + 1;
  const { translations, body = '', severity, status } = draft;
  const said = {
    ...(severity !== undefined && { severity }),
    ...(status !== undefined && { status }),
    body,
  };
  const head = before ? {} : { topic, title, services };
  const event = ledger.record({
    action: 'update.published',
    subject: `update:${number}`,
    data: { thread: number, position, ...head, ...said, translations },
    public: true,
    tells: tellsOf(first),
  });
  const ordinal = entryCount + 1;
  const post: Post = {
    thread: number,
    position,
    ordinal,
    eventId: event.id,
    topic,
    ...said,
    ...onlyOf(translations, 'body'),
    publishedAt: ledger.at,
  };
  const earlier = before ? await store.selectPosts(tx, number) : [];
  // The thread first: posts refer to it.
  await store.saveThread(tx, foldThread(first, [...earlier, post]));
  await store.insertPost(tx, post);
  return { post, event };
}

/** `faultsIn` has seen to it that a first post says its topic and title. */
function beginThread(draft: Draft, number: number): ThreadHead {
  const { topic = 'product', title = '', services = [], translations } = draft;
  return { number, topic, title, ...onlyOf(translations, 'title'), services };
}

/** One of the texts in each language that has it. */
function onlyOf<K extends 'title' | 'body'>(
  translations: Draft['translations'],
  field: K,
): { readonly translations?: Translations<Record<K, string>> } {
  const said = languages.flatMap((language) => {
    const text = translations?.[language]?.[field];
    return text === undefined ? [] : [[language, { [field]: text }] as const];
  });
  return said.length === 0 ? {} : { translations: Object.fromEntries(said) };
}

// Drafts may quote a person, so the ledger keeps who touched what and when, not what was typed.
export function recordDraft(
  ledger: Ledger,
  id: UpdateId,
  what: string,
  data: EventData = {},
): StoredEvent {
  return ledger.record({
    action: `update_draft.${what}`,
    subject: `update_draft:${id}`,
    data,
    public: false,
  });
}
