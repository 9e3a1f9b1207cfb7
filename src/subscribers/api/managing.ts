import type { Context } from 'hono';
import { z } from 'zod';
import { Refusal } from '../../core/errors.ts';
import type { AppEnv } from '../../http/env.ts';
import { deliveriesPage } from '../pages/delivery-table.tsx';
import { managePage, type Managed } from '../pages/manage-page.tsx';
import { presentLog, presentOwn } from '../present.ts';
import { ownDeliveryList, ownSubscription } from '../schema.ts';
import { listDeliveries } from '../service/showing.ts';
import { rootOf } from '../service/subscribing.ts';
import { type Holder, openLink } from '../service/tokens.ts';
import { linksOf } from '../model/links.ts';
import { token } from './confirming.ts';
import {
  answerJson,
  createExchange,
  exchange,
  refused,
  shown,
  wantsJson,
} from '../../http/exchange.ts';
import { answerPage } from './exchange.ts';

export const managingApi = createExchange();

const tags = ['Subscriptions'];
const document = (schema: z.ZodType, description: string) => ({
  description,
  content: { 'application/json': { schema } },
});

exchange(
  managingApi,
  {
    method: 'get',
    path: '/subscriptions/{token}.json',
    operationId: 'downloadSubscription',
    summary: 'Everything that is stored of a subscription, as JSON',
    tags,
    request: { params: token },
    responses: {
      200: document(ownSubscription, 'All of it'),
      ...refused(404, 410),
    },
  },
  async (c) => answerAll(c, await openOwn(c)),
);

exchange(
  managingApi,
  {
    method: 'get',
    path: '/subscriptions/{token}',
    operationId: 'showSubscription',
    summary: 'A subscription, to its owner',
    description: 'The token is in every message; whoever has it may do what stands here.',
    tags,
    request: { params: token, query: z.object({ done: z.string().optional() }) },
    responses: {
      200: shown('What is stored, and forms to change it', ownSubscription),
      ...refused(404, 410),
    },
  },
  async (c) => {
    const holder = await openOwn(c);
    if (wantsJson(c)) return answerAll(c, holder);
    const done = c.req.query('done');
    return answerManaged(c, holder, { ...(done !== undefined && { done }) });
  },
);

const cursor = z.object({ cursor: z.string().optional() });

exchange(
  managingApi,
  {
    method: 'get',
    path: '/subscriptions/{token}/deliveries',
    operationId: 'listOwnDeliveries',
    summary: 'What was sent, and how that went',
    description: 'Newest first, with the code and time of every answer. Follow `next`.',
    tags,
    request: { params: token, query: cursor },
    responses: {
      200: shown('A page of the log', ownDeliveryList),
      ...refused(404, 410, 422),
    },
  },
  async (c) => {
    const holder = await openOwn(c);
    const before = c.req.query('cursor');
    const log = await listDeliveries(c.env.deps, holder.subscription, before);
    if (wantsJson(c)) return answerJson(presentLog(log));
    const { manage } = addressesOf(holder);
    return answerPage(c, (input) =>
      deliveriesPage(input, { manage, log, isLater: before !== undefined }),
    );
  },
);

/** All that is stored; of what was sent the newest page, which leads to the rest. */
async function answerAll(c: Context<AppEnv>, { subscription }: Holder): Promise<Response> {
  const deliveries = presentLog(await listDeliveries(c.env.deps, subscription));
  return answerJson({ ...presentOwn(subscription), deliveries });
}

/** A subscription that there still is, by its link. Refuses `gone` once it has ended. */
export async function openOwn(c: Context<AppEnv>): Promise<Holder> {
  const text = (c.req.param('token') ?? '').replace(/\.json$/, '');
  const holder = await openLink(c.env.deps, 'manage', text);
  if (holder.subscription.state === 'left')
    throw new Refusal('gone', 'This subscription has ended, and nothing is kept of its address.');
  return holder;
}

export async function answerManaged(
  c: Context<AppEnv>,
  holder: Holder,
  more: Pick<Managed, 'done' | 'refused'>,
): Promise<Response> {
  const { subscription } = holder;
  const log =
    subscription.channel === 'email' ? undefined : await listDeliveries(c.env.deps, subscription);
  const { manage } = addressesOf(holder);
  return answerPage(c, (input) =>
    managePage(input, { subscription, manage, ...(log && { log }), ...more }),
  );
}

export function addressesOf({ ctx, subscription }: Holder) {
  return linksOf(ctx.deps.keys, rootOf(ctx), subscription);
}
