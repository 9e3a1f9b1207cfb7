import type { Child } from 'hono/jsx';
import { Moment, TimeOf } from '../../http/dates.tsx';
import { absolute, renderPage } from '../../http/layout.tsx';
import type { Queried, RenderInput } from '../../publication/representation.ts';
import { notFoundPage } from '../../site/not-found.tsx';
import { findRequestedThread, threadParams, updateFeedLinks, updateJson } from '../documents.ts';
import { isOpen, type Leaves, type Post, type Thread, type Withdrawal } from '../model.ts';
import { audienceOf, kindOf, postWord, severityWords, statusOf } from '../words.ts';

/** An update at its permanent address: the first post and everything that followed it. */
export const updatePage: Queried = {
  kind: 'queried',
  path: '/updates/:id{[0-9]+}',
  mediaType: 'text/html; charset=utf-8',
  params: threadParams(),
  links: [{ rel: 'alternate', href: '/updates/{id}.json', type: 'application/json' }],
  json: updateJson,
  render: async (input) => {
    const found = await findRequestedThread(input);
    if (found === undefined) return notFoundPage(input, 'update');
    // Loaded with the first text, not with the first page.
    const { Markdown } = await import('../shown-markdown.tsx');
    const { thread, posts, leaves } = found;
    const path = `/updates/${thread.number}`;
    const { services } = input.snapshot;
    const page = renderPage(
      {
        input,
        title: thread.title,
        description: `${statusOf(thread).word}. ${kindOf(thread)} update. ${audienceOf(thread.services, services)}.`,
        path,
        links: [
          {
            rel: 'alternate',
            href: `${path}.json`,
            type: 'application/json',
            title: 'This update as JSON',
          },
          ...updateFeedLinks,
        ],
        current: 'updates',
        noindex: thread.isWithdrawn,
      },
      <>
        <Title input={input} thread={thread} />
        <div class="posts">
          {posts.map((post) => (
            <OnePost input={input} post={post} leaves={leaves}>
              {post.withdrawal === undefined ? <Markdown text={post.body} /> : null}
            </OnePost>
          ))}
        </div>
        <Following input={input} thread={thread} />
      </>,
    );
    return found.passing ? { ...page, passing: true } : page;
  },
};

type Props = { readonly input: RenderInput; readonly thread: Thread };

function Title({ input, thread }: Props) {
  const { place, snapshot } = input;
  const { word, shape } = statusOf(thread);
  const isIncident = thread.topic === 'incident' && !thread.isWithdrawn;
  return (
    <div class="title">
      <p class="crumb">
        <a href={`${place.base}/updates`}>Updates</a> / Update {thread.number}
      </p>
      <h1 dir="auto">{thread.title}</h1>
      <p class="stamp">
        <span class={`is is-${shape}`}>{word}</span>{' '}
        {isIncident ? (
          <>
            <span>{kindOf(thread)}</span>{' '}
          </>
        ) : null}
        <span dir="auto">{audienceOf(thread.services, snapshot.services)}</span>{' '}
        <span>
          {isOpen(thread) ? 'Since ' : 'Posted '}
          <Moment at={thread.openedAt} zone={snapshot.organisation.timeZone} />
        </span>
      </p>
      <p class="paper">{absolute(input, `/updates/${thread.number}`)}</p>
    </div>
  );
}

type PostProps = {
  readonly input: RenderInput;
  readonly post: Post;
  readonly leaves: Leaves;
  readonly children?: Child;
};

function OnePost({ input, post, leaves, children }: PostProps) {
  const zone = input.snapshot.organisation.timeZone;
  const id = `post-${post.position}`;
  return (
    <article class="row" id={id} aria-labelledby={`${id}-head`}>
      <div>
        <h2 id={`${id}-head`}>{postWord(post)}</h2>
        <p class="small quiet">
          <Moment at={post.publishedAt} zone={zone} />
        </p>
        {post.severity === undefined ? null : (
          <p class="small quiet">{severityWords[post.severity]}</p>
        )}
        <Proof input={input} leaf={leaves.get(post.eventId)} />
      </div>
      <div class="prose">
        {post.withdrawal === undefined ? (
          children
        ) : (
          <>
            <Withdrawn input={input} withdrawal={post.withdrawal} />
            <Proof input={input} leaf={leaves.get(post.withdrawal.eventId)} />
          </>
        )}
      </div>
    </article>
  );
}

/** Absent while the log has not caught up. */
function Proof({ input, leaf }: { input: RenderInput; leaf: number | undefined }) {
  if (leaf === undefined) return null;
  return (
    <p class="small quiet go">
      Leaf {leaf} of the log,{' '}
      <a href={`${input.place.base}/log/proof/${leaf}`} aria-label={`Proof of leaf ${leaf}`}>
        proof
      </a>
    </p>
  );
}

function Withdrawn({
  input: { place, snapshot },
  withdrawal,
}: {
  input: RenderInput;
  withdrawal: Withdrawal;
}) {
  return (
    <>
      <p>
        <strong>Withdrawn</strong> on{' '}
        <TimeOf at={withdrawal.at} zone={snapshot.organisation.timeZone} prose />:{' '}
        <bdi>{withdrawal.reason}</bdi>
      </p>
      <p class="small quiet">
        It no longer says what it said. The <a href={`${place.base}/log`}>transparency log</a>, from
        which nothing is taken out, keeps it.
      </p>
    </>
  );
}

function Following({ input: { place, snapshot }, thread }: Props) {
  const feed = `?topic=${thread.topic}`;
  return (
    <p class="stamp">
      <span>Times are of {snapshot.organisation.timeZone}</span>{' '}
      <span class="screen">
        Follow by <a href={`${place.base}/feed.atom${feed}`}>Atom</a>{' '}
        <a href={`${place.base}/feed.rss${feed}`}>RSS</a>{' '}
        <a href={`${place.base}/feed.json${feed}`}>JSON Feed</a>
      </span>{' '}
      <span class="screen">
        <a href={`${place.base}/updates/${thread.number}.json`}>This update as JSON</a>
      </span>
    </p>
  );
}
