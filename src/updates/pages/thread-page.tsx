import type { Child } from 'hono/jsx';
import { translated } from '../../core/translating.ts';
import { Moment, TimeOf } from '../../http/dates.tsx';
import { dot } from '../../http/facts.tsx';
import { useContentLang, useLanguage, useTextLang, useWords } from '../../http/language.tsx';
import { absolute, renderPage } from '../../http/layout.tsx';
import type { Queried, RenderInput } from '../../publication/representation.ts';
import { describeUpdate } from '../../site/json-ld-pages.ts';
import { notFoundPage } from '../../site/not-found.tsx';
import { findRequestedThread, threadParams, updateFeedLinks, updateJson } from '../documents.ts';
import { isOpen, type Leaves, type Post, type Thread, type Withdrawal } from '../model.ts';
import { audienceOf, kindOf, postWord, statusOf } from '../words.ts';
import { updateWords } from '../words/pages.ts';

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
    const { leaves } = found;
    const { language } = input.place;
    const thread = translated(found.thread, language);
    const posts = found.posts.map((post) => translated(post, language));
    const path = `/updates/${thread.number}`;
    const { services } = input.snapshot;
    const words = updateWords[language].thread;
    const page = renderPage(
      {
        input,
        title: words.title(thread.title),
        description: words.description(
          statusOf(thread, language).word,
          kindOf(thread, language),
          audienceOf(thread.services, services, language),
        ),
        path,
        links: [
          {
            rel: 'alternate',
            href: `${path}.json`,
            type: 'application/json',
            title: words.json,
          },
          ...updateFeedLinks,
        ],
        current: 'updates',
        structured: describeUpdate(thread, input),
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
  const language = useLanguage();
  const words = updateWords[language].thread;
  const { word, shape } = statusOf(thread, language);
  const isIncident = thread.topic === 'incident' && !thread.isWithdrawn;
  return (
    <div class="title">
      <p class="crumb">
        <a href={`${place.pages}/updates`}>{words.updates}</a> / {words.update(thread.number)}
      </p>
      <h1 dir="auto" lang={useTextLang(thread, 'title')}>
        {/* A heading that is balanced breaks an e-mail behind its first letter. */}
        {thread.title
          .split(/(\b\p{L}-\p{L}+)/u)
          .map((part, index) => (index % 2 === 1 ? <span class="nowrap">{part}</span> : part))}
      </h1>
      <p class="stamp">
        <span class={`is is-${shape}`}>{word}</span>
        {dot}
        {isIncident ? (
          <>
            <span>{kindOf(thread, language)}</span>
            {dot}
          </>
        ) : null}
        <span dir="auto">{audienceOf(thread.services, snapshot.services, language)}</span>
        {dot}
        <span>
          {words[isOpen(thread) ? 'since' : 'posted'](
            <Moment at={thread.openedAt} zone={snapshot.organisation.timeZone} />,
          )}
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
  const language = useLanguage();
  const lang = useTextLang(post, 'body');
  const id = `post-${post.position}`;
  return (
    <article class="row" id={id} aria-labelledby={`${id}-head`}>
      <div>
        <h2 id={`${id}-head`}>{postWord(post, language)}</h2>
        <p class="small quiet">
          <Moment at={post.publishedAt} zone={zone} />
        </p>
        {post.severity === undefined ? null : (
          <p class="small quiet">{updateWords[language].names.severities[post.severity]}</p>
        )}
        <Proof input={input} leaf={leaves.get(post.eventId)} />
      </div>
      <div class="prose" lang={post.withdrawal === undefined ? lang : undefined}>
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
  const words = useWords(updateWords).thread;
  if (leaf === undefined) return null;
  return (
    <p class="small quiet go">
      {words.leaf(leaf)}
      <a href={`${input.place.base}/log/proof/${leaf}`} aria-label={words.proofOf(leaf)}>
        {words.proof}
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
  const words = useWords(updateWords).thread;
  return (
    <>
      <p>
        {words.withdrawn(
          <TimeOf at={withdrawal.at} zone={snapshot.organisation.timeZone} prose />,
          <bdi lang={useContentLang()}>{withdrawal.reason}</bdi>,
        )}
      </p>
      <p class="small quiet">
        {words.keeps((text) => (
          <a href={`${place.pages}/log`}>{text}</a>
        ))}
      </p>
    </>
  );
}

function Following({ input: { place, snapshot }, thread }: Props) {
  const words = useWords(updateWords).thread;
  const feed = `?topic=${thread.topic}`;
  return (
    <p class="stamp">
      <span>{words.times(snapshot.organisation.timeZone)}</span>
      <span class="screen sentence">
        {dot}
        {words.follow} <a href={`${place.base}/feed.atom${feed}`}>Atom</a>,{' '}
        <a href={`${place.base}/feed.rss${feed}`}>RSS</a>,{' '}
        <a href={`${place.base}/feed.json${feed}`}>JSON Feed</a>
      </span>
      <span class="screen">
        {dot}
        <a href={`${place.base}/updates/${thread.number}.json`}>{words.json}</a>
      </span>
    </p>
  );
}
