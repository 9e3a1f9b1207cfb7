import type { Context } from 'hono';
import { z } from 'zod';
import { Refusal } from '../../core/errors.ts';
import type { AppEnv } from '../../http/env.ts';
import { linksOf } from '../model/links.ts';
import { confirmBy } from '../model/pending.ts';
import { confirmationPage, confirmedPage } from '../pages/messages.tsx';
import { presentOwn } from '../present.ts';
import { acknowledged, ownSubscription } from '../schema.ts';
import { activate } from '../service/states.ts';
import { rootOf } from '../service/subscribing.ts';
import { type Holder, openLink } from '../service/tokens.ts';
import {
  answerJson,
  createExchange,
  exchange,
  refused,
  shown,
  wantsJson,
} from '../../http/exchange.ts';
import { answerPage } from './exchange.ts';

export const confirmingApi = createExchange();

const path = '/subscriptions/{token}/confirmation';
export const token = z.object({ token: z.string().meta({ description: 'From the message' }) });
const tags = ['Subscriptions'];

exchange(
  confirmingApi,
  {
    method: 'get',
    path,
    operationId: 'showConfirmation',
    summary: 'What is to be confirmed',
    description: 'Changes nothing, however often it is opened.',
    tags,
    request: { params: token },
    responses: {
      200: shown('A page with a button', ownSubscription),
      ...refused(404, 410),
    },
  },
  async (c) => {
    const { subscription } = await openPending(c);
    if (wantsJson(c)) return answerJson(presentOwn(subscription));
    const to = new URL(c.req.url).pathname;
    return answerPage(c, (input) => confirmationPage(input, subscription, to));
  },
);

exchange(
  confirmingApi,
  {
    method: 'post',
    path,
    operationId: 'confirmSubscription',
    summary: 'Confirm a subscription',
    tags,
    request: { params: token },
    responses: {
      200: shown('It is active', acknowledged),
      ...refused(404, 410, 413),
    },
  },
  async (c) => {
    const { ctx, subscription } = await openPending(c);
    await activate(ctx, subscription.id);
    if (wantsJson(c)) return answerJson({ detail: 'The subscription is active.' });
    const { manage } = linksOf(ctx.deps.keys, rootOf(ctx), subscription);
    return answerPage(c, (input) => confirmedPage(input, manage));
  },
);

/** Refuses `gone` where there is nothing to confirm any more, saying why. */
async function openPending(c: Context<AppEnv>): Promise<Holder> {
  const holder = await openLink(c.env.deps, 'confirm', c.req.param('token') ?? '');
  const { subscription, ctx } = holder;
  // A webhook or chat is confirmed by its own answer, never by a link.
  if (subscription.channel !== 'email')
    throw new Refusal('not_found', 'There is nothing to confirm.');
  if (subscription.state === 'left')
    throw new Refusal('gone', 'This subscription has ended. Subscribe again if you want to.');
  if (subscription.state !== 'pending')
    throw new Refusal(
      'gone',
      'It was confirmed already. Every message has a link to see or change it.',
    );
  if (confirmBy(subscription) <= ctx.now)
    throw new Refusal('gone', 'It was not confirmed within 72 hours. Subscribe again.');
  return holder;
}
