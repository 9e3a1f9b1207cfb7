import { sha256 } from '../../core/hash.ts';
import type { Json } from '../../core/canonical-json.ts';
import { type Bag, isBag } from './json.ts';
import type { Leaf } from './leaf.ts';

/** A post as the log has it. Of its text only the hash is kept: a log may hold any number of them. */
export type FoldedPost = {
  readonly position: number;
  readonly eventId: string;
  readonly publishedAt: string;
  readonly severity: unknown;
  readonly status: unknown;
  readonly textHash: string;
  /** By language, the hash of what it says there. */
  readonly translations?: Bag;
  readonly withdrawal?: { readonly at: string; readonly reason: unknown; readonly eventId: string };
};

/** A post with its follow-ups, oldest first. */
export type FoldedThread = {
  readonly number: number;
  readonly topic: unknown;
  readonly title: unknown;
  readonly translations?: Bag;
  readonly services: unknown;
  readonly posts: FoldedPost[];
};

type Fault = (leaf: Leaf, text: string) => void;

/** The posts of staff, worked out from the leaves of the log alone. */
export class FoldedPosts {
  readonly #fault: Fault;
  readonly #threads: FoldedThread[] = [];

  constructor(fault: Fault) {
    this.#fault = fault;
  }

  /** Oldest first; they are numbered from 1 without a gap. */
  get threads(): readonly FoldedThread[] {
    return this.#threads;
  }

  take(leaf: Leaf): void {
    if (leaf.action === 'update.published') this.#publish(leaf);
    else if (leaf.action === 'update.withdrawn') this.#withdraw(leaf);
  }

  #publish(leaf: Leaf): void {
    const { thread: number, position, topic, title, services, body, severity, status } = leaf.data;
    const inOthers = leaf.data['translations'];
    const next = this.#threads.length + 1;
    if (position === 1 && number === next)
      this.#threads.push({
        number,
        topic,
        title,
        ...sayingIn(inOthers, 'title', (text) => ({ title: text })),
        services,
        posts: [],
      });
    const thread = this.#threads[Number(number) - 1];
    if (thread === undefined || position !== thread.posts.length + 1)
      return this.#fault(
        leaf,
        `publishes post ${String(position)} of update ${String(number)}, which is not the next one`,
      );
    const textHash = hashOfText(body);
    const publishedAt = leaf.at;
    thread.posts.push({
      position,
      eventId: leaf.id,
      publishedAt,
      severity,
      status,
      textHash,
      ...sayingIn(inOthers, 'body', (text) => ({ markdown: hashOfText(text) })),
    });
  }

  #withdraw(leaf: Leaf): void {
    const { thread: number, position, reason } = leaf.data;
    const posts = this.#threads[Number(number) - 1]?.posts ?? [];
    const at = Number(position) - 1;
    const post = posts[at];
    if (post === undefined || post.withdrawal !== undefined)
      return this.#fault(
        leaf,
        `withdraws post ${String(position)} of update ${String(number)}, which does not stand`,
      );
    posts[at] = { ...post, withdrawal: { at: leaf.at, reason, eventId: leaf.id } };
  }
}

/** Of texts in other languages the one that is asked for; nothing where no language has it. */
function sayingIn(
  translations: unknown,
  field: string,
  as: (text: Json) => Bag,
): { translations?: Bag } {
  const said = Object.entries(isBag(translations) ? translations : {}).flatMap(
    ([language, texts]) =>
      isBag(texts) && texts[field] !== undefined ? [[language, as(texts[field])] as const] : [],
  );
  return said.length === 0 ? {} : { translations: Object.fromEntries(said) };
}

/** How a text is compared. */
export function hashOfText(text: unknown): string {
  return typeof text === 'string' ? `sha256:${sha256(text)}` : 'no text';
}
