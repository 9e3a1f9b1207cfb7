import { type Context, Hono } from 'hono';
import { z } from 'zod';
import type { ConsoleEnv } from '../../console/env.ts';
import { may, needs } from '../../console/guard.ts';
import { answerPage, type Place, placeOf } from '../../console/layout.tsx';
import { Done, Empty, PageTitle, RecordTable } from '../../console/pieces.tsx';
import { asUpdateId } from '../../core/ids.ts';
import { Moment } from '../../http/dates.tsx';
import { PageNav } from '../../http/page-nav.tsx';
import { listUpdates, type StoredDraft } from '../service.ts';
import { topicWords } from '../words.ts';
import { updateActs } from './acts.tsx';
import { titleOf } from './post.tsx';
import { updatePage } from './update.tsx';
import { updateForms } from './writing.tsx';

/** What was written for everybody who follows: drafts and posts. */
export const updatePages = new Hono<ConsoleEnv>();

const perPage = 50;

const states = { draft: 'Drafts', published: 'Published' } as const;

const query = z.object({
  state: z.enum(['draft', 'published']).optional().catch(undefined),
  after: z.string().max(100).optional().catch(undefined),
});

updatePages.get('/updates', needs('listUpdates'), async (c) => {
  const { state, after } = query.parse(c.req.query());
  const from = after === undefined ? undefined : asUpdateId(after);
  const { items, next } = await listUpdates(c.env.deps.db, from, perPage, state);
  const place = await placeOf(c);
  const here = `${place.root}/updates`;
  const kept = state === undefined ? '' : `state=${state}&`;
  return answerPage(
    c,
    { title: 'Updates', current: 'updates' },
    <>
      <PageTitle title="Updates">
        <p class="lead">
          Incidents, security news, policies and documents: what subscribers are told. What is
          published is never edited; a correction is a follow-up.
        </p>
        <p class="acts">
          {may(c, 'createUpdate') ? (
            <a class="button" href={`${here}/new`}>
              Write an update
            </a>
          ) : null}
          <a href={`${place.base}/updates`}>The public page</a>
        </p>
      </PageTitle>
      <Done
        done={c.req.query('done')}
        words={{ discarded: 'The draft is gone. Nobody has seen it.' }}
      />
      <Filter here={here} state={state} />
      {items.length === 0 ? (
        <Empty>
          {state === undefined
            ? 'Nothing yet. Write the first: what has changed for those who follow you?'
            : 'None of these.'}
        </Empty>
      ) : (
        <Posts c={c} items={items} place={place} />
      )}
      <PageNav
        of="list"
        noun="updates"
        newest={after === undefined ? undefined : `${here}?${kept}`}
        older={next === null ? undefined : `${here}?${kept}after=${next}`}
      />
    </>,
  );
});

function Filter({ here, state }: { here: string; state: keyof typeof states | undefined }) {
  return (
    <form class="filter" method="get" action={here} role="search" aria-label="Filter the updates">
      <div>
        <label for="state">Show</label>
        <select id="state" name="state">
          <option value="">All</option>
          {Object.entries(states).map(([value, text]) => (
            <option value={value} selected={value === state}>
              {text}
            </option>
          ))}
        </select>
      </div>
      <div>
        <button class="button plain">Show</button>
      </div>
    </form>
  );
}

function Posts({
  c,
  items,
  place,
}: {
  readonly c: Context<ConsoleEnv>;
  readonly items: readonly StoredDraft[];
  readonly place: Place;
}) {
  const here = `${place.root}/updates`;
  return (
    <RecordTable
      caption="Updates, newest first"
      rows={items}
      columns={[
        {
          label: 'Update',
          cell: (stored) => (
            <a href={`${here}/${stored.id}`} dir="auto">
              {titleOf(stored)}
            </a>
          ),
        },
        {
          label: 'Topic',
          cell: ({ draft: { topic } }) =>
            topic === undefined ? <span class="quiet">Of its thread</span> : topicWords[topic],
        },
        {
          label: 'State',
          cell: ({ post }) =>
            post === undefined ? (
              <span class="is is-announced">Draft</span>
            ) : (
              <span class="is is-current">
                Published as {post.thread}
                {post.position > 1 ? `, post ${post.position}` : ''}
              </span>
            ),
        },
        {
          label: 'Changed',
          cell: ({ updatedAt }) => <Moment at={updatedAt} zone={place.timeZone} />,
        },
        {
          label: '',
          cell: ({ id, post }) =>
            post === undefined && may(c, 'publishUpdate') ? (
              <a href={`${here}/${id}/publication`}>Publish</a>
            ) : null,
        },
      ]}
    />
  );
}

updatePages.route('/', updateForms);
updatePages.route('/', updateActs);
updatePages.route('/', updatePage);
