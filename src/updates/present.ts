import type { Place } from '../publication/model.ts';
import type { EventId } from '../core/ids.ts';
import { languages } from '../core/language.ts';
import type { Leaves, Post, Thread, Withdrawal } from './model.ts';

/** What a program reads of a thread in lists. */
export function presentHead(thread: Thread, place: Place) {
  return { ...presentThread(thread, place), posts: thread.postCount };
}

/** A thread with its posts; `html` makes a fragment of a post's Markdown. */
export function presentUpdate(
  {
    thread,
    posts,
    leaves,
  }: {
    readonly thread: Thread;
    readonly posts: readonly Post[];
    readonly leaves: Leaves;
  },
  place: Place,
  html: (markdown: string) => string,
) {
  const log = (id: EventId) => {
    const leafIndex = leaves.get(id);
    return leafIndex === undefined ? undefined : { leafIndex, proof: proofUrl(leafIndex, place) };
  };
  return {
    ...presentThread(thread, place),
    posts: posts.map((post) => ({
      position: post.position,
      url: postUrl(post, place),
      eventId: post.eventId,
      log: log(post.eventId),
      publishedAt: post.publishedAt.toISOString(),
      severity: post.severity,
      status: post.status,
      ...(post.withdrawal === undefined
        ? { markdown: post.body, html: html(post.body), ...presentTranslations(post, html) }
        : {
            withdrawn: {
              ...presentWithdrawal(post.withdrawal),
              eventId: post.withdrawal.eventId,
              log: log(post.withdrawal.eventId),
            },
          }),
    })),
  };
}

function presentTranslations({ translations }: Post, html: (markdown: string) => string) {
  const said = languages.flatMap((language) => {
    const body = translations?.[language]?.body;
    return body === undefined ? [] : [[language, { markdown: body, html: html(body) }] as const];
  });
  return said.length === 0 ? {} : { translations: Object.fromEntries(said) };
}

export function presentThreadList(items: readonly Thread[], next: number | null, place: Place) {
  return {
    items: items.map((thread) => presentHead(thread, place)),
    next: next === null ? null : String(next),
  };
}

export function presentWithdrawal({ at, reason }: Pick<Withdrawal, 'at' | 'reason'>) {
  return { at: at.toISOString(), reason };
}

function proofUrl(leafIndex: number, { origin, base }: Place): string {
  return `${origin}${base}/log/proof/${leafIndex}`;
}

function threadUrl(number: number, { origin, base }: Place): string {
  return `${origin}${base}/updates/${number}`;
}

/** The first post is the page itself. */
export function postUrl({ thread, position }: Pick<Post, 'thread' | 'position'>, place: Place) {
  return `${threadUrl(thread, place)}${position === 1 ? '' : `#post-${position}`}`;
}

function presentThread(thread: Thread, place: Place) {
  const url = threadUrl(thread.number, place);
  return {
    number: thread.number,
    url,
    json: `${url}.json`,
    topic: thread.topic,
    title: thread.title,
    translations: thread.translations,
    services: thread.services,
    severity: thread.severity,
    status: thread.status,
    publishedAt: thread.openedAt.toISOString(),
    changedAt: thread.changedAt.toISOString(),
    ...(thread.isWithdrawn && { withdrawn: true as const }),
  };
}
