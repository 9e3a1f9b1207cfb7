import { type Context, Hono } from 'hono';
import type { Child } from 'hono/jsx';
import type { ConsoleEnv } from '../../console/env.ts';
import { may, needs } from '../../console/guard.ts';
import { answerPage } from '../../console/layout.tsx';
import { Done, PageTitle, Stamp } from '../../console/pieces.tsx';
import type { Fault } from '../../core/errors.ts';
import { Moment } from '../../http/dates.tsx';
import { kindOf, postWord } from '../words.ts';
import { findThread, judgeUpdate } from '../service.ts';
import { findAudience } from '../service/reach.ts';
import type { Post } from '../model.ts';
import { toldInWords, type Written, writtenOf } from './post.tsx';

/** One post as it will be read, or as it was published. */
export const updatePage = new Hono<ConsoleEnv>();

const done = {
  stored: 'Stored as a draft. Below it stands as it will be read.',
  published: 'Published. Subscribers are being told.',
  withdrawn: 'Withdrawn. Subscribers are being told.',
} as const;

updatePage.get('/updates/:id{upd_[0-9a-f]+}', needs('getUpdate'), async (c) => {
  const written = await writtenOf(c);
  const { stored, place, title } = written;
  const { db } = c.env.deps;
  const post = await postOf(c, written);
  const faults = stored.post === undefined ? await judgeUpdate(db, stored.draft) : [];
  return answerPage(
    c,
    { title, current: 'updates' },
    <>
      <PageTitle title={title} crumb={{ href: `${place.root}/updates`, label: 'Updates' }}>
        <p class="lead">
          {stored.post === undefined
            ? `A draft that only staff see. Publishing it tells ${toldInWords(written)}.`
            : `Published as update ${stored.post.thread}${stored.post.position > 1 ? `, post ${stored.post.position}` : ''}.`}
        </p>
        <Acts
          c={c}
          written={written}
          isReady={faults.length === 0}
          isWithdrawn={post?.withdrawal !== undefined}
        />
      </PageTitle>
      <Done done={c.req.query('done')} words={done} />
      <Missing faults={faults} />
      {post?.withdrawal === undefined ? null : (
        <p class="notice">
          Withdrawn <Moment at={post.withdrawal.at} zone={place.timeZone} />:{' '}
          <bdi>{post.withdrawal.reason}</bdi>
        </p>
      )}
      <AsRead written={written} audience={await findAudience(db, written.thread ?? stored.draft)}>
        {await bodyOf(written)}
      </AsRead>
    </>,
  );
});

async function postOf(c: Context<ConsoleEnv>, { stored }: Written): Promise<Post | undefined> {
  if (stored.post === undefined) return undefined;
  const { thread, position } = stored.post;
  const found = await findThread(c.env.deps.db, thread);
  return found?.posts.find((each) => each.position === position);
}

type ActsProps = {
  readonly c: Context<ConsoleEnv>;
  readonly written: Written;
  readonly isReady: boolean;
  readonly isWithdrawn: boolean;
};

function Acts(props: ActsProps) {
  const { post } = props.written.stored;
  return post === undefined ? <DraftActs {...props} /> : <PostActs {...props} post={post} />;
}

function DraftActs({ c, written: { here }, isReady }: ActsProps) {
  return (
    <p class="acts">
      {isReady && may(c, 'publishUpdate') ? (
        <a class="button" href={`${here}/publication`}>
          Publish
        </a>
      ) : null}
      {may(c, 'replaceUpdate') ? (
        <a class={isReady ? undefined : 'button'} href={`${here}/edit`}>
          Edit the draft
        </a>
      ) : null}
      {may(c, 'deleteUpdate') ? <a href={`${here}/removal`}>Discard it</a> : null}
    </p>
  );
}

type PostActsProps = ActsProps & {
  readonly post: { readonly thread: number; readonly position: number };
};

function PostActs({ c, written, isWithdrawn, post }: PostActsProps) {
  const { place, here, thread } = written;
  const { thread: number, position } = post;
  const isOpen = thread !== undefined && !thread.isWithdrawn;
  return (
    <p class="acts">
      {isOpen && may(c, 'createUpdate') ? (
        <a class="button" href={`${place.root}/updates/new?follows=${number}`}>
          Write a follow-up
        </a>
      ) : null}
      <a href={`${place.base}/updates/${number}#post-${position}`}>Its public page</a>
      {!isWithdrawn && may(c, 'withdrawUpdate') ? (
        <a href={`${here}/withdrawal`}>Withdraw it</a>
      ) : null}
    </p>
  );
}

function Missing({ faults }: { readonly faults: readonly Fault[] }) {
  if (faults.length === 0) return null;
  return (
    <section class="block" aria-labelledby="missing">
      <h2 id="missing">Before it can be published</h2>
      <ul class="said">
        {faults.map(({ detail }) => (
          <li>{detail}</li>
        ))}
      </ul>
    </section>
  );
}

function AsRead({
  written: { stored, thread },
  audience,
  children,
}: {
  readonly written: Written;
  readonly audience: string;
  readonly children?: Child;
}) {
  const { draft } = stored;
  const { topic, severity = draft.severity } = thread ?? draft;
  const said = [topic && kindOf({ topic, ...(severity && { severity }) }), audience];
  return (
    <section class="block" aria-labelledby="as-read">
      <h2 id="as-read" dir="auto">
        {thread?.title ?? draft.title ?? 'Without a title'}
      </h2>
      <Stamp>{said.map((each) => each && <span dir="auto">{each}</span>)}</Stamp>
      <div class="prose">
        <h3>{postWord({ position: draft.follows === undefined ? 1 : 2, ...draft })}</h3>
        {children}
      </div>
    </section>
  );
}

async function bodyOf({ stored: { draft } }: Written) {
  if (draft.body === undefined) return <p class="quiet">Nothing is said yet.</p>;
  const { Markdown } = await import('../shown-markdown.tsx');
  return <Markdown text={draft.body} />;
}
