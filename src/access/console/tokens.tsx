import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { confirmPage } from '../../console/confirm.tsx';
import type { ConsoleEnv } from '../../console/env.ts';
import { may, needs, rootOf } from '../../console/guard.ts';
import { answerPage, placeOf } from '../../console/layout.tsx';
import { Done, Empty, PageTitle, RecordTable } from '../../console/pieces.tsx';
import { Moment } from '../../http/dates.tsx';
import { PageNav } from '../../http/page-nav.tsx';
import type { AccessToken } from '../model/tokens.ts';
import { tokenQuery } from '../schema/record.ts';
import { getAccessToken, listAccessTokens } from '../service/record-inventory.ts';
import { revokeToken } from '../service/token-making.ts';

/** Tokens with which programs of requesters fetch documents: which there are, and ending one. */
export const tokenPages = new Hono<ConsoleEnv>();

const perPage = 50;
const path = '/documents/tokens';
const after = tokenQuery.shape.cursor.catch(undefined);

tokenPages.get(path, needs('listAccessTokens'), async (c) => {
  const from = after.parse(c.req.query('after'));
  const { items, next } = await listAccessTokens(c.env.deps.db, from, perPage);
  const { root, timeZone: zone } = await placeOf(c);
  const here = `${root}${path}`;
  const { now } = c.get('visit').ctx;
  return answerPage(
    c,
    { title: 'Tokens for programs', current: 'documents' },
    <>
      <PageTitle
        title="Tokens for programs"
        crumb={{ href: `${root}/documents/grants`, label: 'Who has what' }}
      >
        <p class="lead">
          With a token the program of a requester fetches what the grants of their request allow,
          without a link by mail. Newest first.
        </p>
      </PageTitle>
      <Done done={c.req.query('done')} words={{ ended: 'The token opens nothing any more.' }} />
      {items.length === 0 ? (
        <Empty>
          None was made. Requesters make one from the page of their request, where a grant allows
          tokens.
        </Empty>
      ) : (
        <RecordTable
          caption="Tokens"
          rows={items}
          columns={[
            {
              label: 'Made',
              cell: ({ createdAt, requestId }) => (
                <>
                  <Moment at={createdAt} zone={zone} />
                  <span class="sub">
                    <a href={`${root}/requests/${requestId}`}>For this request</a>
                  </span>
                </>
              ),
            },
            { label: 'State', cell: (token) => stateOf(token, now) },
            { label: 'Ends', cell: ({ expiresAt }) => <Moment at={expiresAt} zone={zone} /> },
            {
              label: 'Last used',
              cell: ({ lastUsedAt }) =>
                lastUsedAt ? <Moment at={lastUsedAt} zone={zone} /> : 'Never',
            },
            {
              label: '',
              cell: (token) =>
                isInForce(token, now) && may(c, 'revokeAccessToken') ? (
                  <a href={`${here}/${token.id}/revocation`}>End it</a>
                ) : null,
            },
          ]}
        />
      )}
      <PageNav
        of="tokens"
        noun="tokens"
        newest={from === undefined ? undefined : here}
        older={next === null ? undefined : `${here}?after=${next}`}
      />
    </>,
  );
});

function isInForce({ revokedAt, expiresAt }: AccessToken, now: Date): boolean {
  return revokedAt === undefined && expiresAt > now;
}

function stateOf(token: AccessToken, now: Date): string {
  if (isInForce(token, now)) return 'In force';
  return token.revokedAt === undefined ? 'Over' : 'Ended early';
}

confirmPage(tokenPages, {
  path: `${path}/:id/revocation`,
  guards: [needs('revokeAccessToken')],
  current: 'documents',
  schema: z.object({}),
  async ask(c) {
    const token = await tokenOf(c);
    return {
      title: 'End this token?',
      crumb: { href: `${rootOf(c)}${path}`, label: 'Tokens for programs' },
      stands: stateOf(token, c.get('visit').ctx.now),
      effects: [
        'One token opens nothing any more, from the next request on. Its grants stay: who has them can make another while they allow it.',
        'Where the documents are to be out of reach, take back the grants instead: their tokens end with them.',
      ],
      submit: 'End the token',
    };
  },
  async act(c) {
    await revokeToken(c.get('visit').ctx, (await tokenOf(c)).id);
    return `${path}?done=ended`;
  },
});

async function tokenOf(c: Context<ConsoleEnv>): Promise<AccessToken> {
  return getAccessToken(c.env.deps.db, after.parse(c.req.param('id')));
}
