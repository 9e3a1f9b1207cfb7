import { type Fault, pointerTo } from '../core/errors.ts';
import type { EventId } from '../core/ids.ts';
import { type Translations, warningsOfTranslations } from '../core/translating.ts';
import type { Tells } from '../subscribers/model/topics.ts';

export const topics = ['security', 'incident', 'policy', 'document', 'product'] as const;
export type Topic = (typeof topics)[number];

export const severities = ['minor', 'major', 'critical'] as const;
export type Severity = (typeof severities)[number];

/** How far an incident is, in the order in which it mostly goes. */
export const statuses = ['investigating', 'identified', 'monitoring', 'resolved'] as const;
export type IncidentStatus = (typeof statuses)[number];

/** What staff write; it may lack what only publication asks for. */
export type Draft = {
  /** The thread that it continues; absent for the first post of a new one. */
  readonly follows?: number;
  readonly topic?: Topic;
  readonly title?: string;
  /** Markdown. */
  readonly body?: string;
  readonly severity?: Severity;
  readonly status?: IncidentStatus;
  /** Slugs; empty or absent: every service. */
  readonly services?: readonly string[];
  readonly translations?: Translations<{ readonly title: string; readonly body: string }>;
};

/** A post as it was published. It is never edited: a correction is a follow-up. */
export type Post = {
  readonly thread: number;
  /** 1 begins the thread. */
  readonly position: number;
  /** The n-th entry of the feed of all posts. */
  readonly ordinal: number;
  /** Of its publication; the identity of its entry in feeds. */
  readonly eventId: EventId;
  readonly topic: Topic;
  readonly body: string;
  readonly translations?: Translations<Pick<Post, 'body'>>;
  readonly severity?: Severity;
  readonly status?: IncidentStatus;
  readonly publishedAt: Date;
  readonly withdrawal?: Withdrawal;
};

/** It takes back what a post says, and is an entry of the feeds itself. */
export type Withdrawal = {
  readonly at: Date;
  readonly reason: string;
  /** It is counted among the posts. */
  readonly ordinal: number;
  readonly eventId: EventId;
};

/** By event: which leaf of the transparency log it is, from 0. */
export type Leaves = ReadonlyMap<EventId, number>;

/** A first post and its follow-ups, as they stand by now. */
export type Thread = {
  readonly number: number;
  readonly topic: Topic;
  readonly title: string;
  readonly translations?: Translations<Pick<Thread, 'title'>>;
  readonly services: readonly string[];
  /** Of an incident: what the newest post that stands says. */
  readonly severity?: Severity;
  readonly status?: IncidentStatus;
  readonly openedAt: Date;
  /** When something was last added to it or withdrawn. */
  readonly changedAt: Date;
  readonly postCount: number;
  /** Its first post was withdrawn. */
  readonly isWithdrawn: boolean;
};

/** What every page may need of the updates without asking for it. */
export type UpdatesInBrief = {
  /** Incidents that go on, newest first. */
  readonly open: readonly Thread[];
  /** The newest threads, newest first. */
  readonly recent: readonly Thread[];
  readonly threadCount: number;
  /** Posts and withdrawals. */
  readonly entryCount: number;
};

export const noUpdates: UpdatesInBrief = { open: [], recent: [], threadCount: 0, entryCount: 0 };

/** A thread that grows longer is better ended and begun anew; its page shows it whole. */
export const maxPosts = 200;

/** Whether it tells of an incident that goes on. */
export function isOpen({ topic, status, isWithdrawn }: Omit<Thread, 'number'>): boolean {
  return topic === 'incident' && status !== 'resolved' && !isWithdrawn;
}

/** What its first post says of a thread. */
export type ThreadHead = Pick<Thread, 'number' | 'topic' | 'title' | 'translations' | 'services'>;

/** The thread once posts were added or withdrawn: severity and status are the newest that still stand. */
export function foldThread(
  { number, topic, title, translations, services }: ThreadHead,
  posts: readonly Post[],
): Thread {
  const standing = posts.filter(({ withdrawal }) => withdrawal === undefined);
  const severity = standing.findLast((post) => post.severity !== undefined)?.severity;
  const status = standing.findLast((post) => post.status !== undefined)?.status;
  const times = posts.map(({ publishedAt, withdrawal }) => withdrawal?.at ?? publishedAt);
  const opening = posts[0];
  return {
    number,
    topic,
    title,
    ...(translations && { translations }),
    services,
    ...(severity !== undefined && { severity }),
    ...(status !== undefined && { status }),
    openedAt: opening?.publishedAt ?? new Date(0),
    changedAt: new Date(Math.max(...times.map((time) => time.getTime()))),
    postCount: posts.length,
    isWithdrawn: opening?.withdrawal !== undefined,
  };
}

const toldAs: Readonly<Record<Topic, Tells['topic']>> = {
  security: 'security',
  incident: 'security',
  policy: 'policies',
  document: 'documents',
  product: 'product',
};

/** Whom a post is told to, and its withdrawal. */
export function tellsOf({ topic, services }: Pick<Thread, 'topic' | 'services'>): Tells {
  return { topic: toldAs[topic], services, quiet: false };
}

/** What stands against publishing a draft. `thread` is the one it continues, where there is one. */
export function faultsIn(
  draft: Draft,
  thread: Thread | undefined,
  services: readonly string[],
): readonly Fault[] {
  const topic = draft.follows === undefined ? draft.topic : thread?.topic;
  return [
    ...(draft.body === undefined ? [fault('body', 'Say something before you publish it.')] : []),
    ...(draft.follows === undefined ? faultsInFirst(draft, services) : faultsInNext(draft, thread)),
    ...(topic === 'incident' ? faultsInIncident(draft) : faultsOutside(draft, topic)),
    // A follow-up has its title from its thread, in every language.
    ...warningsOfTranslations(undefined, draft),
  ];
}

function faultsInFirst(draft: Draft, services: readonly string[]): readonly Fault[] {
  const unknown = (draft.services ?? []).filter((slug) => !services.includes(slug));
  return [
    ...(draft.topic === undefined ? [fault('topic', `Choose a topic: ${topics.join(', ')}.`)] : []),
    ...(draft.title === undefined ? [fault('title', 'Give it a title.')] : []),
    ...unknown.map((slug) => fault('services', `There is no service ${slug}.`)),
  ];
}

function faultsInNext(draft: Draft, thread: Thread | undefined): readonly Fault[] {
  const inherited = (['topic', 'title', 'services'] as const).filter(
    (name) => draft[name] !== undefined,
  );
  return [
    ...inherited.map((name) => fault(name, 'A follow-up has it from its thread; leave it out.')),
    ...faultsOfThread(thread),
  ];
}

function faultsOfThread(thread: Thread | undefined): readonly Fault[] {
  if (thread === undefined)
    return [fault('follows', 'There is no update of this number to continue.')];
  if (thread.isWithdrawn)
    return [fault('follows', 'This update was withdrawn; begin a new one instead.')];
  if (thread.postCount < maxPosts) return [];
  return [fault('follows', `A thread has at most ${maxPosts} posts; begin a new one.`)];
}

function faultsInIncident({ follows, severity, status }: Draft): readonly Fault[] {
  return [
    ...(status === undefined
      ? [fault('status', `Say how far it is: ${statuses.join(', ')}.`)]
      : []),
    ...(severity === undefined && follows === undefined
      ? [fault('severity', `Say how severe it is: ${severities.join(', ')}.`)]
      : []),
  ];
}

function faultsOutside(draft: Draft, topic: Topic | undefined): readonly Fault[] {
  if (topic === undefined) return [];
  const stated = (['severity', 'status'] as const).filter((name) => draft[name] !== undefined);
  return stated.map((name) => fault(name, 'Only an incident has one; leave it out.'));
}

function fault(field: keyof Draft, detail: string): Fault {
  return { pointer: pointerTo(field), detail };
}
