import type { Context, Next } from 'hono';
import { z } from 'zod';
import { Refusal, refusals } from '../../core/errors.ts';
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
import { isHasty } from '../model/haste.ts';
import { type Entries, findRequestable, formPage } from '../pages/form-page.tsx';
import { acknowledgedPage } from '../pages/messages.tsx';
import { accessWish, acknowledgement } from '../schema.ts';
import { loadInput } from '../service/showing.ts';
import { type Acknowledged, submitRequest } from '../service/submitting.ts';
import { clientAddressOf } from '../../http/client-address.ts';
import { answerPage, answerRefusal, withRetry } from './exchange.ts';

/** Where a request for documents comes in, by form or program. */
export const requestingApi = createExchange();
requestingApi.onError(answerRefusal);

const bySlug = z.object({
  slug: z.string().meta({ description: 'Of the document', example: 'soc-2-type-1' }),
});
const wish = { schema: accessWish };
/** A text that is too long is answered with what is wrong with it, as long as it can be read at all. */
const maxSize = 256 * 1024;

exchange(
  requestingApi,
  {
    method: 'post',
    path: '/documents/{slug}/request',
    operationId: 'submitAccessRequest',
    summary: 'Ask for a document, and for others beside it',
    description:
      'The answer is the same whatever is known of the address and of the company. A mail follows with the link to the page of the request; nothing is decided before its button is pressed.',
    tags: ['Documents on request'],
    request: {
      params: bySlug,
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
      ...refused(400, 404, 413, 415, 422, 429),
    },
  },
  async (c, next) => {
    const slug = c.req.param('slug') ?? '';
    // What cannot be asked for is answered like any address that is none, whatever was sent.
    const document = findRequestable(await loadInput(c.env.deps), slug);
    if (document === undefined) return unknown(c, next);
    const sent = await readSent(c);
    if (sent.kind === 'form') return takeForm(c, slug, sent.fields);
    return answer(c, await submit(c, slug, readAs(accessWish, sent.value), false));
  },
  maxSize,
);

async function unknown(c: Context<AppEnv>, next: Next): Promise<Response | void> {
  await c.req.arrayBuffer();
  return next();
}

async function takeForm(c: Context<AppEnv>, slug: string, fields: Fields): Promise<Response> {
  const entries = entriesOf(fields);
  const { begun, ...typed } = entries.fields;
  const looksAutomated = fields.one('leave_empty') !== '' || isHasty(begun, c.env.deps.clock());
  try {
    const asked = readAs(accessWish, {
      ...Object.fromEntries(
        Object.entries(typed).filter(([name, value]) => !optional.has(name) || value.trim() !== ''),
      ),
      documents: entries.documents,
    });
    return await answer(c, await submit(c, slug, asked, looksAutomated));
  } catch (error) {
    if (!(error instanceof Refusal) || error.code === 'busy' || wantsJson(c)) throw error;
    return answerAgain(c, slug, entries, error);
  }
}

const optional: ReadonlySet<string> = new Set(['role', 'message']);

/** The form once more, with all that was typed, and what is wrong beside it. */
async function answerAgain(
  c: Context<AppEnv>,
  slug: string,
  entries: Entries,
  refusal: Refusal,
): Promise<Response> {
  const { code, detail, errors } = refusal;
  const faults = errors.length > 0 ? errors : [{ pointer: '#', detail }];
  const page = await answerPage(c, (input) => {
    const document = findRequestable(input, slug);
    if (document === undefined) throw refusal;
    return formPage(input, document, entries, { faults, status: refusals[code].status });
  });
  return withRetry(page, refusal);
}

function submit(
  c: Context<AppEnv>,
  slug: string,
  {
    name,
    email,
    company,
    role,
    purpose,
    documents,
    message,
    language,
  }: z.output<typeof accessWish>,
  looksAutomated: boolean,
): Promise<Acknowledged> {
  const { deps } = c.env;
  return submitRequest(
    { deps, actor: { kind: 'anonymous' }, now: deps.clock() },
    {
      slugs: [...new Set([slug, ...documents])],
      requester: { name, email, company, purpose, ...(role !== undefined && { role }) },
      message,
      language,
      source: 'form',
      looksAutomated,
    },
    clientAddressOf(c, deps),
  );
}

async function answer(c: Context<AppEnv>, acknowledged: Acknowledged): Promise<Response> {
  if (!wantsJson(c)) return answerPage(c, (input) => acknowledgedPage(input, acknowledged));
  const { reference, receivedAt } = acknowledged;
  const detail =
    c.env.deps.mail === undefined
      ? 'It is received. Keep the reference; no mail can be sent from here yet.'
      : 'A mail with the link to the page of the request is on its way: press the button there, then it counts.';
  return answerJson({ reference, receivedAt: receivedAt.toISOString(), detail }, 201);
}

function entriesOf({ one, all }: Fields) {
  return {
    fields: {
      name: one('name'),
      email: one('email'),
      company: one('company'),
      role: one('role'),
      purpose: one('purpose'),
      message: one('message'),
      language: one('language'),
      begun: one('begun'),
    },
    documents: all('documents'),
  };
}
