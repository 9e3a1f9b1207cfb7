import type { Json } from '../core/canonical-json.ts';
import { type FoldedPost, type FoldedThread, hashOfText } from './model/posts.ts';
import {
  asSent,
  type Bag,
  bagOf,
  differencesOf,
  isBag,
  listOf,
  tellDifference,
  without,
} from './model/json.ts';
import { counted, type Findings } from './model/report.ts';
import { findUpdate, findUpdates } from './publication-reader.ts';
import type { Reader } from './reader.ts';

type Task = {
  /** As the documents write it, without a slash at the end. */
  readonly root: string;
  /** As the log gives them, oldest first. */
  readonly threads: readonly FoldedThread[];
  readonly findings: Findings;
  readonly progress: (text: string) => void;
};

/**
 * Compares the posts that are published with the log: the list page by page, and each of its updates.
 * What is not in the log is not read, so a list without an end has one here.
 */
export async function comparePosts(reader: Reader, task: Task): Promise<void> {
  const { threads, findings, progress } = task;
  const missing = new Map(threads.map((thread) => [thread.number, thread]));
  if (threads.length > 0)
    findings.checked(
      'posts',
      `The posts say what the log says, of ${counted(threads.length, 'update', 'updates')}.`,
    );
  for (let cursor: unknown; cursor !== null;) {
    const page = await findUpdates(reader, cursor);
    // An Annex from before there were posts has none to show.
    if (page === undefined) break;
    for (const head of listOf(page['items']).map(bagOf)) {
      const { number } = head;
      const thread = missing.get(Number(number));
      if (thread === undefined)
        return findings.fault(
          'posts',
          `Update ${inWords(number)} stands in the list of updates twice, or the log knows nothing of it.`,
        );
      missing.delete(thread.number);
      await compareThread(reader, task, thread, head);
      progress(`${threads.length - missing.size} of ${threads.length} updates read`);
    }
    cursor = listOf(page['items']).length === 0 ? null : page['next'];
  }
  for (const thread of missing.values())
    findings.fault(
      'posts',
      `${tell(thread)} is in the log, and not in the list of updates that is published.`,
    );
}

async function compareThread(
  reader: Reader,
  { root, findings }: Task,
  thread: FoldedThread,
  head: Bag,
): Promise<void> {
  const subject = tell(thread);
  const expected = expectedHead(thread, root);
  const differ = (name: string, log: unknown, published: Bag): void => {
    for (const difference of differencesOf(asSent(log), published))
      findings.fault('posts', tellDifference(name, difference));
  };
  differ(`${subject} in the list`, { ...expected, posts: thread.posts.length }, head);
  const document = await findUpdate(reader, thread.number);
  if (document === undefined) return findings.fault('posts', `${subject} has no page of its own.`);
  const posts = thread.posts.map((post) => expectedPost(post, expected.url));
  differ(subject, { ...expected, posts }, comparableUpdate(document));
}

function expectedHead(
  { number, topic, title, translations, services, posts }: FoldedThread,
  root: string,
) {
  const url = `${root}/updates/${number}`;
  const standing = posts.filter(({ withdrawal }) => withdrawal === undefined);
  const newest = (name: 'severity' | 'status') =>
    standing.findLast((post) => post[name] !== undefined)?.[name];
  const times = posts.map(({ publishedAt, withdrawal }) => withdrawal?.at ?? publishedAt);
  return {
    number,
    url,
    json: `${url}.json`,
    topic,
    title,
    translations,
    services,
    severity: newest('severity'),
    status: newest('status'),
    publishedAt: posts[0]?.publishedAt,
    changedAt: times.toSorted((a, b) => Date.parse(a) - Date.parse(b)).at(-1),
    withdrawn: posts[0]?.withdrawal && true,
  };
}

function expectedPost({ textHash, translations, withdrawal, ...post }: FoldedPost, url: string) {
  const said =
    withdrawal === undefined ? { markdown: textHash, translations } : { withdrawn: withdrawal };
  return { ...post, url: post.position === 1 ? url : `${url}#post-${post.position}`, ...said };
}

/**
 * The HTML of a text is worked out from it, and is not compared; where the text is withdrawn there is
 * none. `log` leads to proofs.
 */
function comparableUpdate(published: Bag): Bag {
  return {
    ...published,
    posts: listOf(published['posts']).map((each) => {
      const post = without(bagOf(each), 'log');
      const { withdrawn } = post;
      if (isBag(withdrawn)) return { ...post, withdrawn: without(withdrawn, 'log') };
      if (post['markdown'] === undefined) return post;
      return {
        ...without(post, 'html'),
        markdown: hashOfText(post['markdown']),
        translations: comparableTranslations(post['translations']),
      };
    }),
  };
}

function tell({ number, title }: FoldedThread): string {
  const text = String(title);
  return `Update ${number} (“${text.length > 60 ? `${text.slice(0, 60)}…` : text}”)`;
}

function inWords(value: unknown): string {
  return typeof value === 'number' ? String(value) : 'without a number';
}

function comparableTranslations(published: Json | undefined): Json | undefined {
  if (!isBag(published)) return published;
  return Object.fromEntries(
    Object.entries(published).map(([language, said]) => {
      const texts = without(bagOf(said), 'html');
      return [language, { ...texts, markdown: hashOfText(texts['markdown']) }];
    }),
  );
}
