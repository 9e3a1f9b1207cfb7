import type { Context } from 'hono';
import type { z } from 'zod';
import { type Refusal, refusals } from '../../core/errors.ts';
import { parseNumber } from '../../core/number.ts';
import { clientAddressOf } from '../../http/client-address.ts';
import type { AppEnv } from '../../http/env.ts';
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
import { isAboutDocuments, topics } from '../model.ts';
import { contactFormPage } from '../pages/contact-page.tsx';
import { acknowledgedPage, nextOf } from '../pages/messages.tsx';
import { acknowledgement, contactWish } from '../schema.ts';
import type { SentFile } from '../service/attaching.ts';
import { type Acknowledged, takeContact } from '../service/contacting.ts';
import {
  answerPage,
  answerRefusal,
  isForPeople,
  mostBytesSent,
  readFiles,
  withRetry,
} from './exchange.ts';

/** Where the contact form comes in, by form or program. */
export const contactApi = createExchange();
contactApi.onError(answerRefusal);

const wish = { schema: contactWish };

exchange(
  contactApi,
  {
    method: 'post',
    path: '/contact',
    operationId: 'contact',
    summary: 'Write to the company',
    description:
      'The topic leads to the right case: with documents it is a request for them, with a change an objection to it, else an inquiry. The answer is the same whatever is known of the address. A mail with the link to the case follows.',
    tags: ['Contact'],
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
      201: shown('It is received', acknowledgement),
      ...refused(400, 413, 415, 422, 429, 503),
    },
  },
  async (c) => {
    const sent = await readSent(c);
    if (sent.kind === 'form') return takeForm(c, sent.fields);
    const { attachments, ...said } = readAs(contactWish, sent.value);
    const files = attachments.map(({ name, content }) => ({ name, bytes: content }));
    return answer(c, await take(c, said, { files, looksAutomated: false }));
  },
  mostBytesSent,
);

async function takeForm(c: Context<AppEnv>, fields: Fields): Promise<Response> {
  const entries = entriesOf(fields);
  try {
    const { attachments: _, ...said } = readAs(contactWish, wishOf(entries, fields));
    const files = await readFiles(fields);
    const looksAutomated = seemsAutomated(fields, c.env.deps.clock());
    return await answer(c, await take(c, said, { files, looksAutomated }));
  } catch (error) {
    if (!isForPeople(error, c)) throw error;
    return answerAgain(c, entries, error);
  }
}

/** The form once more, with all that was typed, and what is wrong beside it. */
async function answerAgain(
  c: Context<AppEnv>,
  entries: ReturnType<typeof entriesOf>,
  refusal: Refusal,
): Promise<Response> {
  const { code, detail, errors } = refusal;
  const faults = errors.length > 0 ? errors : [{ pointer: '#', detail }];
  const { status } = refusals[code];
  return withRetry(
    await answerPage(c, (input) => contactFormPage(input, entries, { faults, status })),
    refusal,
  );
}

function take(
  c: Context<AppEnv>,
  { name, email, company, news, ...said }: Omit<z.output<typeof contactWish>, 'attachments'>,
  more: { readonly files: readonly SentFile[]; readonly looksAutomated: boolean },
): Promise<Acknowledged> {
  const { deps } = c.env;
  const person = { name, email, ...(company !== undefined && { company }) };
  return takeContact(
    { deps, actor: { kind: 'anonymous' }, now: deps.clock() },
    { ...said, ...more, person, wantsNews: news },
    clientAddressOf(c, deps),
  );
}

async function answer(c: Context<AppEnv>, acknowledged: Acknowledged): Promise<Response> {
  if (!wantsJson(c)) return answerPage(c, (input) => acknowledgedPage(input, acknowledged));
  const { receivedAt, ...rest } = acknowledged;
  const detail = nextOf(acknowledged, c.env.deps.mail !== undefined);
  return answerJson({ ...rest, receivedAt: receivedAt.toISOString(), detail }, 201);
}

/** Nobody reads, thinks and writes in so few seconds. */
const leastSeconds = 3;

/** A field was filled in that people do not see, or the form was sent too fast or without having been read. */
function seemsAutomated({ one }: Fields, now: Date): boolean {
  const begun = /^\d{10}$/.test(one('begun')) ? Number(one('begun')) : now.getTime();
  return one('leave_empty') !== '' || now.getTime() / 1000 - begun < leastSeconds;
}

/** What a form leaves empty was not said; nor was what is hidden because it is about something else. */
function wishOf(
  { documents: _, begun: __, company, change, news, ...typed }: ReturnType<typeof entriesOf>,
  { all }: Fields,
) {
  const isObjection = typed.topic === 'objection' && change !== '';
  return {
    ...typed,
    documents: isDocumentTopic(typed.topic) ? all('documents') : [],
    news: news !== '',
    ...(company.trim() !== '' && { company }),
    ...(isObjection && { change: parseNumber(change) ?? change }),
  };
}

function isDocumentTopic(text: string): boolean {
  return topics.some((topic) => topic === text && isAboutDocuments(topic));
}

function entriesOf({ one, all }: Fields) {
  return {
    topic: one('topic'),
    name: one('name'),
    email: one('email'),
    company: one('company'),
    message: one('message'),
    change: one('change'),
    documents: all('documents').join(' '),
    language: one('language'),
    news: one('news'),
    begun: one('begun'),
  };
}
