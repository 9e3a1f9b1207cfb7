import type { Context } from 'hono';
import { Refusal } from '../../core/errors.ts';
import type { AppEnv } from '../../http/env.ts';
import { leftPage, unsubscribePage } from '../pages/messages.tsx';
import { acknowledged } from '../schema.ts';
import { leave } from '../service/states.ts';
import { openLink } from '../service/tokens.ts';
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

export const leavingApi = createExchange();

const path = '/unsubscribe/{token}';
const tags = ['Subscriptions'];

exchange(
  leavingApi,
  {
    method: 'get',
    path,
    operationId: 'showUnsubscribe',
    summary: 'The page to unsubscribe on',
    description: 'Changes nothing, however often it is opened.',
    tags,
    request: { params: token },
    responses: {
      200: shown('A page with a button', acknowledged),
      ...refused(404, 409),
    },
  },
  async (c) => {
    const holder = await openIfAny(c);
    if (wantsJson(c)) return answerJson({ detail: 'Send a POST to unsubscribe.' });
    if (holder === undefined || holder.subscription.state === 'left')
      return answerPage(c, (input) => leftPage(input, false));
    if (holder.subscription.stream === 'contract')
      throw new Refusal(
        'conflict',
        'A contract contact does not end here. Change it by its own link.',
      );
    const to = new URL(c.req.url).pathname;
    return answerPage(c, (input) => unsubscribePage(input, to));
  },
);

exchange(
  leavingApi,
  {
    method: 'post',
    path,
    operationId: 'unsubscribe',
    summary: 'Unsubscribe with one click',
    description:
      'RFC 8058: without login, cookie or redirect. What the body says is not looked at, so that no mail program fails; again does no harm.',
    tags,
    request: { params: token },
    responses: {
      200: shown('Nothing more is sent', acknowledged),
      ...refused(404, 409, 413),
    },
  },
  async (c) => {
    const holder = await openIfAny(c);
    if (holder !== undefined) await leave(holder.ctx, holder.subscription);
    if (wantsJson(c)) return answerJson({ detail: 'Nothing more is sent.' });
    return answerPage(c, (input) => leftPage(input, false));
  },
);

/** Undefined where the link is ours and its subscription is there no more: that is what was wanted. */
async function openIfAny(c: Context<AppEnv>) {
  try {
    return await openLink(c.env.deps, 'unsubscribe', c.req.param('token') ?? '');
  } catch (error) {
    if (error instanceof Refusal && error.code === 'gone') return undefined;
    throw error;
  }
}
