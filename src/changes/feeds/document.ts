/** One document of a feed: the current one, or an archive that never changes (RFC 5005 section 4). */
export type FeedPage = {
  /** Newest first. */
  readonly entries: readonly FeedEntry[];
  readonly title: string;
  readonly description: string;
  readonly self: string;
  /** Address of the document with the newest entries; the identity of the feed. */
  readonly current: string;
  /** The page for people. */
  readonly home: string;
  readonly isArchive: boolean;
  /** The archive with the entries before these. */
  readonly previous?: string;
  /** When the newest entry was published; the clock has no part in it. */
  readonly updated: Date;
};

/** What every kind of feed says of one thing that was published. */
export type FeedEntry = {
  /** Never changes. */
  readonly id: string;
  readonly url: string;
  readonly title: string;
  readonly published: Date;
  /** Later than `published` where it came to stand here later, or was withdrawn. */
  readonly updated: Date;
  readonly summary: string;
  readonly text: string;
  /** A fragment in which nothing is open and no `]]>` stands. */
  readonly html: string;
  readonly tags: readonly string[];
  /** Entries before it about the same thing, the first of them first; those after it may still come. */
  readonly related?: readonly Related[];
  /** The same for machines, in JSON Feed. */
  readonly machine: object;
};

/** An entry that another refers to. */
export type Related = { readonly id: string; readonly url: string; readonly title: string };

export type FeedPath = '/feed.atom' | '/feed.rss' | '/feed.json';
