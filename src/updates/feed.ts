import { escapeHtml } from '../changes/feeds/content.ts';
import type { FeedEntry, FeedPage, FeedPath } from '../changes/feeds/document.ts';
import { pointerTo, Refusal } from '../core/errors.ts';
import type { Db } from '../db/client.ts';
import type { Service } from '../organisation/model.ts';
import type { RenderInput } from '../publication/representation.ts';
import { type Topic, topics } from './model.ts';
import { postUrl, presentHead } from './present.ts';
import { listPosts, postsPerBlock, type PostInThread } from './service.ts';
import { audienceOf, kindOf, postTitle, topicWords } from './words.ts';

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

/** Posts as a feed: the newest, or those of an archive block. */
export async function loadUpdateFeed(
  input: Input,
  path: FeedPath,
  topic: UpdateTopic,
): Promise<FeedPage> {
  const stream = readStream(input, topic);
  const { block, service } = stream;
  const filter = { topic: narrow(topic), service: service?.slug };
  const { posts, older } = await listPosts(input.db, filter, block);
  const { place, snapshot } = input;
  const make = await entryMaker(input);
  const newest = posts[0]?.post.publishedAt ?? snapshot.at;
  return {
    entries: posts.map(make),
    ...wordsFor(input, stream),
    self: addressOf(input, path, stream),
    current: addressOf(input, path, { topic, service }),
    home: `${place.origin}${place.base}/updates`,
    isArchive: block !== undefined,
    ...(older > 0 && { previous: addressOf(input, path, { topic, service, block: older }) }),
    updated: posts.reduce((last, { post }) => later(last, post.withdrawal?.at), newest),
  };
}

async function entryMaker({ place, snapshot }: Input): Promise<(found: PostInThread) => FeedEntry> {
  // Loaded with the first text, not with the first feed of changes.
  const { markdownHtml } = await import('./shown-markdown.tsx');
  const { firstLine } = await import('./markdown.ts');
  return ({ post, thread }) => {
    const { withdrawal } = post;
    const said = withdrawal === undefined ? post.body : `Withdrawn: ${withdrawal.reason}`;
    const summary = withdrawal === undefined ? firstLine(said) : said;
    const about = `${kindOf({ ...thread, ...post })}. ${audienceOf(thread.services, snapshot.services)}.`;
    return {
      id: `urn:uuid:${post.eventId}`,
      url: postUrl(post, place),
      title: postTitle(post, thread),
      published: post.publishedAt,
      updated: withdrawal?.at ?? post.publishedAt,
      summary,
      text: `${about}\n\n${said}`,
      html: `<p>${escapeHtml(about)}</p>${
        withdrawal === undefined ? markdownHtml(said) : `<p>${escapeHtml(said)}</p>`
      }`,
      tags: [...new Set([post.topic, post.status, post.severity, ...thread.services])].filter(
        (tag) => tag !== undefined,
      ),
      machine: {
        about: `${place.origin}${place.base}/updates.json`,
        update: { ...presentHead(thread, place), position: post.position },
      },
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
  const block = /^[1-9]\d{0,8}$/.test(archive) ? Number(archive) : 0;
  if (block < 1 || snapshot.updates.postCount < block * postsPerBlock)
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
        ? 'Posts about security, incidents, policies, documents and the product. One entry for each post and each follow-up.'
        : `Posts of the topic ${topicWords[topic]}. One entry for each post and each follow-up.`,
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

function later(one: Date, other: Date | undefined): Date {
  return other !== undefined && other > one ? other : one;
}

function refusalOf(parameter: string, detail: string): Refusal {
  const errors = [{ pointer: pointerTo('query', parameter), detail }];
  return new Refusal('invalid', detail, { errors });
}
