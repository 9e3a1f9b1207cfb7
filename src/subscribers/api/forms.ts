import type { Context } from 'hono';
import { z } from 'zod';
import { type Fault, pointerTo, Refusal, refusalOf, refusals } from '../../core/errors.ts';
import type { AppEnv } from '../../http/env.ts';
import type { Entries } from '../pages/fields.tsx';
import type { Managed } from '../pages/manage-page.tsx';
import { presentOwn } from '../present.ts';
import {
  contactWish,
  ownSubscription,
  replayed,
  replayWish,
  subscriptionPreferences,
} from '../schema.ts';
import { changePreferences, replaceContact } from '../service/choices.ts';
import { replayDeliveries } from '../service/replays.ts';
import type { Holder } from '../service/tokens.ts';
import { answerDone, back } from './acting.ts';
import { token } from './confirming.ts';
import {
  answerJson,
  createExchange,
  exchange,
  type Fields,
  readAs,
  readSent,
  refused,
  wantsJson,
} from '../../http/exchange.ts';
import { answerManaged, openOwn } from './managing.ts';

export const formsApi = createExchange();

const tags = ['Subscriptions'];
const formType = 'application/x-www-form-urlencoded';

function body(schema: z.ZodType, isForm = true) {
  const content = { 'application/json': { schema }, ...(isForm && { [formType]: { schema } }) };
  return { body: { required: true, content } };
}

const preferences = {
  path: '/subscriptions/{token}/preferences',
  summary: 'Choose anew what to hear of',
  tags,
};

exchange(
  formsApi,
  {
    ...preferences,
    method: 'put',
    operationId: 'replacePreferences',
    request: { params: token, ...body(subscriptionPreferences, false) },
    responses: {
      200: { description: 'Stored', content: { 'application/json': { schema: ownSubscription } } },
      ...refused(400, 404, 409, 410, 413, 415, 422, 429),
    },
  },
  async (c) => {
    const { ctx, subscription } = await openOwn(c);
    const sent = await readSent(c);
    if (sent.kind !== 'json')
      throw new Refusal('wrong_media_type', 'Send JSON with "Content-Type: application/json".');
    await changePreferences(ctx, subscription, readAs(subscriptionPreferences, sent.value));
    return answerJson(presentOwn((await openOwn(c)).subscription));
  },
);

exchange(
  formsApi,
  {
    ...preferences,
    method: 'post',
    operationId: 'choosePreferences',
    description: 'The form of the page; programs use PUT.',
    request: { params: token, ...body(subscriptionPreferences) },
    responses: {
      200: { description: 'Stored', content: { 'application/json': { schema: ownSubscription } } },
      303: back,
      ...refused(400, 404, 409, 410, 413, 415, 422, 429),
    },
  },
  async (c) => {
    const holder = await openOwn(c);
    const sent = await readSent(c);
    const given = sent.kind === 'json' ? sent.value : choicesIn(sent.fields);
    return acting(c, holder, 'preferences', entriesIn(given), async () => {
      const { ctx, subscription } = holder;
      await changePreferences(ctx, subscription, readAs(subscriptionPreferences, given));
      return answerDone(c, 'preferences');
    });
  },
);

exchange(
  formsApi,
  {
    method: 'post',
    path: '/subscriptions/{token}/contact',
    operationId: 'replaceOwnContact',
    summary: 'Name another contact of a contract',
    description: 'The new address is confirmed first; then the old one ends.',
    tags,
    request: { params: token, ...body(contactWish) },
    responses: {
      200: {
        description: 'A mail is sent',
        content: { 'application/json': { schema: ownSubscription } },
      },
      303: back,
      ...refused(400, 404, 409, 410, 413, 415, 422, 429, 503),
    },
  },
  async (c) => {
    const holder = await openOwn(c);
    const sent = await readSent(c);
    const given = sent.kind === 'json' ? sent.value : { address: sent.fields.one('address') };
    return acting(c, holder, 'contact', entriesIn(given), async () => {
      const { address } = readAs(contactWish, given);
      await replaceContact(holder.ctx, holder.subscription, address);
      return answerDone(c, 'contact');
    });
  },
);

exchange(
  formsApi,
  {
    method: 'post',
    path: '/subscriptions/{token}/replays',
    operationId: 'replayOwnDeliveries',
    summary: 'Send again what a webhook missed',
    description:
      'One delivery, or all of a time range of at most seven days: the same content, under the webhook-id that it had.',
    tags,
    request: { params: token, ...body(replayWish) },
    responses: {
      200: { description: 'Queued', content: { 'application/json': { schema: replayed } } },
      303: back,
      ...refused(400, 404, 409, 410, 413, 415, 422, 429),
    },
  },
  async (c) => {
    const holder = await openOwn(c);
    const sent = await readSent(c);
    const given = sent.kind === 'json' ? sent.value : rangeIn(sent.fields);
    return acting(c, holder, 'replays', {}, async () => {
      const wish = readAs(replayWish, given);
      const range =
        'delivery' in wish ? wish : { from: new Date(wish.from), until: new Date(wish.until) };
      const queued = await replayDeliveries(holder.ctx, holder.subscription, range);
      return wantsJson(c) ? answerJson({ queued }) : answerDone(c, 'replays');
    });
  },
);

/** What is refused of a form stands beside it, with what was typed. */
async function acting(
  c: Context<AppEnv>,
  holder: Holder,
  form: NonNullable<Managed['refused']>['form'],
  entries: Partial<Entries>,
  act: () => Promise<Response>,
): Promise<Response> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof Refusal) || error.code === 'busy' || wantsJson(c)) throw error;
    const { code, detail, errors, retryAfterSeconds } = error;
    const faults: readonly Fault[] = errors.length > 0 ? errors : [{ pointer: '#', detail }];
    const { status } = refusals[code];
    const page = await answerManaged(c, holder, { refused: { form, faults, entries, status } });
    if (retryAfterSeconds !== undefined) page.headers.set('retry-after', String(retryAfterSeconds));
    return page;
  }
}

function choicesIn({ one, all }: Fields) {
  return {
    topics: all('topics'),
    services: all('services'),
    language: one('language'),
    frequency: one('frequency'),
  };
}

/** The typed ones among what was sent, to be shown again. */
function entriesIn(given: unknown): Partial<Entries> {
  const read = z.record(z.string(), z.union([z.string(), z.array(z.string())])).safeParse(given);
  return read.success ? read.data : {};
}

/** One delivery, or a range of local times that a form gives without a zone: they are UTC. */
function rangeIn({ one }: Fields) {
  const delivery = one('delivery');
  if (delivery !== '') return { delivery };
  return { from: instantIn(one('from'), 'from'), until: instantIn(one('until'), 'until') };
}

function instantIn(text: string, field: string): string {
  if (
    !/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/.test(text) ||
    Number.isNaN(Date.parse(`${text}Z`))
  )
    throw refusalOf([
      { pointer: pointerTo(field), detail: 'Give both days with a time of day, in UTC.' },
    ]);
  return new Date(`${text}Z`).toISOString();
}
