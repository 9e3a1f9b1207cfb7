import type { Context } from 'hono';
import type { AppEnv } from '../../http/env.ts';
import { leftPage, secretPage } from '../pages/messages.tsx';
import { presentOwn } from '../present.ts';
import { acknowledged, ownSubscription, rotatedSecret } from '../schema.ts';
import { rotateSecret, sendTest } from '../service/choices.ts';
import { erase, leave, pause, resume } from '../service/states.ts';
import { type Holder } from '../service/tokens.ts';
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
import { addressesOf, openOwn } from './managing.ts';

export const actingApi = createExchange();

const tags = ['Subscriptions'];
export const back = { description: 'Back to the page of the subscription' };

/** A button: no body; a page goes back to the subscription, a program gets it as it stands now. */
function button(
  name: 'pause' | 'resume' | 'test',
  operationId: string,
  summary: string,
  act: (holder: Holder) => Promise<void>,
): void {
  exchange(
    actingApi,
    {
      method: 'post',
      path: `/subscriptions/{token}/${name}`,
      operationId,
      summary,
      tags,
      request: { params: token },
      responses: {
        200: { description: 'Done', content: { 'application/json': { schema: ownSubscription } } },
        303: back,
        ...refused(404, 409, 410, 413, 429),
      },
    },
    async (c) => {
      await act(await openOwn(c));
      return answerDone(c, name);
    },
  );
}

button('pause', 'pauseSubscription', 'Pause a subscription', ({ ctx, subscription }) =>
  pause(ctx, subscription.id),
);
button('resume', 'resumeSubscription', 'Resume a subscription', ({ ctx, subscription }) =>
  resume(ctx, subscription.id),
);
button('test', 'testSubscription', 'Send a test to a webhook or chat', ({ ctx, subscription }) =>
  sendTest(ctx, subscription),
);

/** The last button: nothing is left to go back to. */
function ending(
  name: 'leaving' | 'erasure',
  operationId: string,
  summary: string,
  act: (holder: Holder) => Promise<void>,
): void {
  exchange(
    actingApi,
    {
      method: 'post',
      path: `/subscriptions/{token}/${name}`,
      operationId,
      summary,
      tags,
      request: { params: token },
      responses: { 200: shown('It has ended', acknowledged), ...refused(404, 409, 410, 413) },
    },
    async (c) => {
      await act(await openOwn(c));
      if (wantsJson(c)) return answerJson({ detail: 'It has ended, and the address is erased.' });
      return answerPage(c, (input) => leftPage(input, name === 'erasure'));
    },
  );
}

ending('leaving', 'leave', 'End a subscription', ({ ctx, subscription }) =>
  leave(ctx, subscription),
);
ending('erasure', 'erase', 'Erase everything kept of its address', ({ ctx, subscription }) =>
  erase(ctx, subscription),
);

exchange(
  actingApi,
  {
    method: 'post',
    path: '/subscriptions/{token}/secret',
    operationId: 'rotateSecret',
    summary: 'Make a new signing secret',
    description: 'The one before stays valid for 24 hours beside it.',
    tags,
    request: { params: token },
    responses: {
      200: shown('The secret, this once', rotatedSecret),
      ...refused(404, 409, 410, 413, 429),
    },
  },
  async (c) => {
    const holder = await openOwn(c);
    const made = await rotateSecret(holder.ctx, holder.subscription.id);
    if (wantsJson(c))
      return answerJson({ secret: made.secret, previousSecretUntil: made.until.toISOString() });
    const { manage } = addressesOf(holder);
    return answerPage(c, (input) => secretPage(input, manage, made));
  },
);

/** A page goes back to where it came from (303, so that reloading repeats nothing). */
export async function answerDone(c: Context<AppEnv>, done: string): Promise<Response> {
  const holder = await openOwn(c);
  if (wantsJson(c)) return answerJson(presentOwn(holder.subscription));
  const { pathname } = new URL(addressesOf(holder).manage);
  return new Response(null, { status: 303, headers: { location: `${pathname}?done=${done}` } });
}
