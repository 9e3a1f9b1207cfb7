import type { Context } from 'hono';
import { Refusal, refusals } from '../../core/errors.ts';
import { clientAddressOf } from '../../http/client-address.ts';
import type { AppEnv } from '../../http/env.ts';
import type { Entries } from '../pages/fields.tsx';
import { createdPage, requestedPage } from '../pages/messages.tsx';
import { subscribeFormPage } from '../pages/subscribe-page.tsx';
import { subscriptionCreated, subscriptionRequested, subscriptionWish } from '../schema.ts';
import { subscribe, type Subscribed } from '../service/subscribing.ts';
import {
  answerJson,
  createExchange,
  exchange,
  type Fields,
  readAs,
  readSent,
  refused,
  shown,
  wantsJson,
} from '../../http/exchange.ts';
import { answerPage } from './exchange.ts';

export const subscribeApi = createExchange();

const wish = { schema: subscriptionWish };

exchange(
  subscribeApi,
  {
    method: 'post',
    path: '/subscribe',
    operationId: 'subscribe',
    summary: 'Subscribe an address',
    description:
      'By mail the answer is the same whatever is known of the address; a mail with a link to confirm follows where one may be sent. A webhook is challenged and a chat channel welcomed before it gets anything.',
    tags: ['Subscriptions'],
    request: {
      body: {
        required: true,
        content: {
          'application/json': wish,
          'application/x-www-form-urlencoded': wish,
          'multipart/form-data': wish,
        },
      },
    },
    responses: {
      201: shown('A webhook or chat channel that is still to answer', subscriptionCreated),
      202: shown('A mail may follow', subscriptionRequested),
      ...refused(400, 409, 413, 415, 422, 429, 503),
    },
  },
  async (c) => {
    const sent = await readSent(c);
    if (sent.kind === 'json')
      return answer(c, await subscribe(...requestOf(c, readAs(subscriptionWish, sent.value))));
    return takeForm(c, sent.fields);
  },
);

async function takeForm(c: Context<AppEnv>, fields: Fields): Promise<Response> {
  // A robot is told what everybody is told.
  if (fields.one('leave_empty') !== '') return answer(c, undefined);
  const entries = entriesOf(fields);
  try {
    const { contact, ...rest } = entries;
    const asked = readAs(subscriptionWish, { ...rest, ...(contact !== '' && { contact }) });
    return await answer(c, await subscribe(...requestOf(c, asked)));
  } catch (error) {
    if (!(error instanceof Refusal) || error.code === 'busy' || wantsJson(c)) throw error;
    return answerAgain(c, entries, error);
  }
}

/** The form once more, with all that was typed, and what is wrong beside it. */
async function answerAgain(
  c: Context<AppEnv>,
  entries: Entries,
  { code, detail, errors, retryAfterSeconds }: Refusal,
): Promise<Response> {
  const faults = errors.length > 0 ? errors : [{ pointer: '#', detail }];
  const { status } = refusals[code];
  const page = await answerPage(c, (input) => subscribeFormPage(input, entries, faults, status));
  if (retryAfterSeconds !== undefined) page.headers.set('retry-after', String(retryAfterSeconds));
  return page;
}

function answer(c: Context<AppEnv>, subscribed: Subscribed | undefined): Promise<Response> {
  return subscribed === undefined ? answerRequested(c) : answerCreated(c, subscribed);
}

async function answerRequested(c: Context<AppEnv>): Promise<Response> {
  if (!wantsJson(c)) return answerPage(c, requestedPage);
  const detail =
    'If this address can be subscribed, a mail with a link to confirm is on its way. Nothing else is sent before.';
  return answerJson({ state: 'requested', detail }, 202);
}

async function answerCreated(c: Context<AppEnv>, subscribed: Subscribed): Promise<Response> {
  if (!wantsJson(c)) return answerPage(c, (input) => createdPage(input, subscribed));
  const { channel, links, secret } = subscribed;
  const detail =
    channel === 'webhook'
      ? 'A challenge is on its way. Once it is answered, every event follows.'
      : 'A welcome is on its way. Once it has arrived, so does the rest.';
  const body = { state: 'pending', detail, manage: links.manage, ...(secret && { secret }) };
  return answerJson(body, 201);
}

function requestOf(
  c: Context<AppEnv>,
  asked: Parameters<typeof subscribe>[1],
): Parameters<typeof subscribe> {
  const { deps } = c.env;
  return [
    { deps, actor: { kind: 'anonymous' }, now: deps.clock() },
    asked,
    clientAddressOf(c, deps),
  ];
}

function entriesOf({ one, all }: Fields): Entries {
  return {
    channel: one('channel'),
    address: one('address'),
    contact: one('contact'),
    topics: all('topics'),
    services: all('services'),
    language: one('language'),
    frequency: one('frequency'),
  };
}
