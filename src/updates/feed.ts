import { escapeHtml } from '../changes/feeds/content.ts';
import type { FeedEntry, FeedPage, FeedPath } from '../changes/feeds/document.ts';
import { pointerTo, Refusal } from '../core/errors.ts';
import { parseNumber } from '../core/number.ts';
import type { Db } from '../db/client.ts';
import type { Service } from '../organisation/model.ts';
import type { RenderInput } from '../publication/representation.ts';
import { type Topic, topics } from './model.ts';
import { postUrl, presentHead } from './present.ts';
import { entriesPerBlock, type FeedEvent, listFeedEvents } from './service.ts';
import { audienceOf, kindOf, postTitle, topicWords, withdrawalTitle } from './words.ts';

/** What `topic` may say to hear of posts: one of their topics, or all of them. */
export const updateTopics = ['updates', ...topics] as const;
export type UpdateTopic = (typeof updateTopics)[number];

export function isUpdateTopic(text: string): text is UpdateTopic {
  return updateTopics.some((topic) => topic === text);
}

type Input = RenderInput & { readonly db: Db };
type Stream = {
  readonly topic: UpdateTopic;
  readonly service?: Service | undefined;
  readonly block?: number | undefined;
};

/** Posts and withdrawals as a feed: the newest, or those of an archive block. */
export async function loadUpdateFeed(
  input: Input,
  path: FeedPath,
  topic: UpdateTopic,
): Promise<FeedPage> {
  const stream = readStream(input, topic);
  const { block, service } = stream;
  const filter = { topic: narrow(topic), service: service?.slug };
  const { place, snapshot } = input;
  const { entryCount } = snapshot.updates;
  const { events, older } = await listFeedEvents(input.db, filter, { block, entryCount });
  const make = await entryMaker(input);
  const entries = events.map(make);
  return {
    entries,
    ...wordsFor(input, stream),
    self: addressOf(input, path, stream),
    current: addressOf(input, path, { topic, service }),
    home: `${place.origin}${place.base}/updates`,
    isArchive: block !== undefined,
    ...(older > 0 && { previous: addressOf(input, path, { topic, service, block: older }) }),
    updated: latestOf(entries) ?? snapshot.at,
  };
}

async function entryMaker({ place, snapshot }: Input): Promise<(event: FeedEvent) => FeedEntry> {
  // Loaded with the first text, not with the first feed of changes.
  const { markdownHtml } = await import('./shown-markdown.tsx');
  const { firstLine } = await import('./markdown.ts');
  return ({ kind, post, thread }) => {
    const about = `${kindOf({ ...thread, ...post })}. ${audienceOf(thread.services, snapshot.services)}.`;
    const { withdrawal } = post;
    const isGone = withdrawal !== undefined;
    const said = isGone ? `This was withdrawn: ${withdrawal.reason}` : post.body;
    const entry = {
      url: postUrl(post, place),
      summary: isGone ? said : firstLine(said),
      text: `${about}\n\n${said}`,
      html: `<p>${escapeHtml(about)}</p>${isGone ? `<p>${escapeHtml(said)}</p>` : markdownHtml(said)}`,
      machine: {
        about: `${place.origin}${place.base}/updates.json`,
        update: { ...presentHead(thread, place), position: post.position, step: kind },
      },
    };
    const tags = [kind, post.topic, post.status, post.severity, ...thread.services];
    const dated =
      kind === 'withdrawn' && isGone
        ? { id: withdrawal.eventId, title: withdrawalTitle(thread), published: withdrawal.at }
        : { id: post.eventId, title: postTitle(post, thread), published: post.publishedAt };
    return {
      ...entry,
      ...dated,
      id: `urn:uuid:${dated.id}`,
      // The entry of a post that was withdrawn lost its text then: who follows Atom replaces it.
      updated: withdrawal?.at ?? post.publishedAt,
      tags: [...new Set(tags)].filter((tag) => tag !== undefined),
    };
  };
}

function readStream({ snapshot, params }: Input, topic: UpdateTopic): Stream {
  const service = snapshot.services.find(({ slug }) => slug === params['service']);
  if (params['service'] !== undefined && service === undefined)
    throw refusalOf('service', 'There is no service of this slug; see /subprocessors.json.');
  if (params['class'] !== undefined)
    throw refusalOf('class', 'Only changes of the register have a class; leave it out here.');
  const { archive } = params;
  if (archive === undefined) return { topic, service };
  const block = parseNumber(archive);
  if (block === undefined || snapshot.updates.entryCount < block * entriesPerBlock)
    throw new Refusal('not_found', 'This feed has no such archive page.');
  return { topic, service, block };
}

function wordsFor({ snapshot }: Input, { topic, service }: Stream) {
  const what = topic === 'updates' ? 'Updates' : topicWords[topic];
  const subject = service === undefined ? '' : `: ${service.name}`;
  return {
    title: `${what} at ${snapshot.organisation.name}${subject}`,
    description:
      topic === 'updates'
        ? 'Posts about security, incidents, policies, documents and the product. One entry for each post, each follow-up and each withdrawal.'
        : `Posts of the topic ${topicWords[topic]}. One entry for each post, each follow-up and each withdrawal.`,
  };
}

/** Parameters in one order, so that a document has one address. */
function addressOf({ place }: Input, path: FeedPath, { topic, service, block }: Stream): string {
  const query = [
    ...(service === undefined ? [] : [`service=${encodeURIComponent(service.slug)}`]),
    `topic=${topic}`,
    ...(block === undefined ? [] : [`archive=${block}`]),
  ];
  return `${place.origin}${place.base}${path}?${query.join('&')}`;
}

function narrow(topic: UpdateTopic): Topic | undefined {
  return topic === 'updates' ? undefined : topic;
}

/** Undefined of none. */
function latestOf(entries: readonly FeedEntry[]): Date | undefined {
  const times = entries.map(({ updated }) => updated.getTime());
  return times.length === 0 ? undefined : new Date(Math.max(...times));
}

function refusalOf(parameter: string, detail: string): Refusal {
  const errors = [{ pointer: pointerTo('query', parameter), detail }];
  return new Refusal('invalid', detail, { errors });
}
