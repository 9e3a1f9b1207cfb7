import type { Context } from 'hono';
import type { z } from 'zod';
import type { Deps } from '../../context.ts';
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
import { acknowledgedPage } from '../pages/messages.tsx';
import { isResidence, requestFormPage } from '../pages/request-page.tsx';
import { presentItem, verificationWords } from '../present.ts';
import { acknowledgement, rightsWish } from '../schema.ts';
import { type Acknowledged, submitRequest } from '../service/submitting.ts';
import { askedOf } from './asked.ts';
import { answerPage, answerRefusal, withRetry } from './exchange.ts';

/** Where a privacy request comes in, by form or program. */
export const askingApi = createExchange();
askingApi.onError(answerRefusal);

const wish = { schema: rightsWish };
/** A text that is too long is answered with what is wrong with it, as long as it can be read at all. */
const maxSize = 512 * 1024;
/** Nobody reads and fills in the form faster. */
const leastSeconds = 2;

exchange(
  askingApi,
  {
    method: 'post',
    path: '/privacy-request',
    operationId: 'submitPrivacyRequest',
    summary: 'Ask about personal data',
    description:
      'It counts from now, confirmed or not, and this answer confirms its receipt; it is the same whatever is known of the addresses. A mail with the link to the case follows. Who asks for somebody else gets nothing before that person has let them. The same asked again while it is open joins that case.',
    tags: ['Privacy'],
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
      ...refused(400, 413, 415, 422, 429),
    },
  },
  async (c) => {
    const sent = await readSent(c);
    if (sent.kind === 'form') return takeForm(c, sent.fields);
    return answer(c, await submit(c, readAs(rightsWish, sent.value), false));
  },
  maxSize,
);

async function takeForm(c: Context<AppEnv>, fields: Fields): Promise<Response> {
  const entries = entriesOf(fields);
  try {
    const { types: _, begun: __, ...typed } = entries;
    const asked = readAs(rightsWish, { ...filledIn(typed), types: fields.all('types') });
    return await answer(c, await submit(c, asked, looksAutomated(c, fields)));
  } catch (error) {
    if (!(error instanceof Refusal) || error.code === 'busy' || wantsJson(c)) throw error;
    return answerAgain(c, entries, error);
  }
}

/** What may be left out is left out where nothing was typed; who asks for oneself is nobody else. */
function filledIn(entries: Readonly<Record<string, string>>) {
  const { who } = entries;
  const ofAgent = ['agentName', 'agentEmail', 'agentCompany'];
  const optional = ['details', 'agentCompany', ...(who === 'parent' ? ['email'] : [])];
  return Object.fromEntries(
    Object.entries(entries).filter(
      ([name, value]) =>
        (value.trim() !== '' || !optional.includes(name)) &&
        (who === 'parent' || who === 'agent' || !ofAgent.includes(name)),
    ),
  );
}

function looksAutomated(c: Context<AppEnv>, { one }: Fields): boolean {
  const now = c.env.deps.clock().getTime() / 1000;
  const begun = /^\d{10}$/.test(one('begun')) ? Number(one('begun')) : 0;
  return one('leave_empty') !== '' || now - begun < leastSeconds;
}

/** The form once more, with all that was typed, and what is wrong beside it. */
async function answerAgain(
  c: Context<AppEnv>,
  entries: ReturnType<typeof entriesOf>,
  refusal: Refusal,
): Promise<Response> {
  const { residence } = entries;
  if (!isResidence(residence)) throw refusal;
  const { code, detail, errors } = refusal;
  const faults = errors.length > 0 ? errors : [{ pointer: '#', detail }];
  const { status } = refusals[code];
  const page = await answerPage(c, (input) =>
    requestFormPage(input, residence, entries, { faults, status }),
  );
  return withRetry(page, refusal);
}

function submit(
  c: Context<AppEnv>,
  wished: z.output<typeof rightsWish>,
  isFlagged: boolean,
): Promise<Acknowledged> {
  const { deps } = c.env;
  return submitRequest({ deps, actor: { kind: 'anonymous' }, now: deps.clock() }, askedOf(wished), {
    clientAddress: clientAddressOf(c, deps),
    looksAutomated: isFlagged,
  });
}

async function answer(c: Context<AppEnv>, acknowledged: Acknowledged): Promise<Response> {
  if (!wantsJson(c)) return answerPage(c, (input) => acknowledgedPage(input, acknowledged));
  const { reference, receivedAt, law, items } = acknowledged;
  return answerJson(
    {
      reference,
      law,
      receivedAt: receivedAt.toISOString(),
      items: items.map((item) => presentItem(item, law)),
      verification: verificationWords(law, items),
      detail:
        c.env.deps.mail === undefined
          ? 'It counts from now. Keep the reference number; no mail can be sent from here yet.'
          : 'It counts from now. Keep the reference number; a mail with the link to the case is on its way.',
    },
    201,
  );
}

/** Whose request this is. Only the last value of the header is the proxy's own; those before anybody may write. */
function clientAddressOf(c: Context<AppEnv>, { config }: Deps): string | undefined {
  const name = config.clientAddressHeader;
  if (name === undefined) return c.env.clientAddress;
  return c.req.header(name)?.split(',').at(-1)?.trim() ?? c.env.clientAddress;
}

function entriesOf({ one, all }: Fields) {
  return {
    residence: one('residence'),
    types: all('types').join(' '),
    who: one('who'),
    relation: one('relation'),
    name: one('name'),
    email: one('email'),
    agentName: one('agentName'),
    agentEmail: one('agentEmail'),
    agentCompany: one('agentCompany'),
    details: one('details'),
    language: one('language'),
    begun: one('begun'),
  };
}
