import type { Context } from 'hono';
import { z } from 'zod';
import { Refusal, refusals } from '../../core/errors.ts';
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
import { objectionFormPage, unobjectablePage } from '../pages/form-page.tsx';
import { acknowledgedPage } from '../pages/messages.tsx';
import { acknowledgement, objectionWish } from '../schema.ts';
import { type Acknowledged, findChangeFor, submitObjection } from '../service/submitting.ts';
import { answerPage, answerRefusal, withRetry } from './exchange.ts';

/** Where an objection comes in, by form or program. */
export const objectingApi = createExchange();
objectingApi.onError(answerRefusal);

const byChange = z.object({
  id: z.string().meta({ description: 'Number of the change', example: '14' }),
});
const wish = { schema: objectionWish };
/** A text that is too long is answered with what is wrong with it, as long as it can be read at all. */
const maxSize = 512 * 1024;

exchange(
  objectingApi,
  {
    method: 'post',
    path: '/changes/{id}/objection',
    operationId: 'submitObjection',
    summary: 'Object to a change',
    description:
      'It counts from now, confirmed or not; the answer is the same whatever is known of the address. A mail with the link to the case follows. What comes late is kept and marked. Sent again while the case of the same address is open, it joins that one.',
    tags: ['Objections'],
    request: {
      params: byChange,
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
      ...refused(400, 404, 409, 413, 415, 422, 429),
    },
  },
  async (c) => {
    const sent = await readSent(c);
    if (sent.kind === 'form') return takeForm(c, sent.fields);
    return answer(c, await submit(c, readAs(objectionWish, sent.value), false));
  },
  maxSize,
);

async function takeForm(c: Context<AppEnv>, fields: Fields): Promise<Response> {
  const entries = entriesOf(fields);
  try {
    const { request, for: token, ...rest } = entries;
    const asked = readAs(objectionWish, {
      ...rest,
      ...(request.trim() !== '' && { request }),
      ...(token !== '' && { for: token }),
    });
    return await answer(c, await submit(c, asked, fields.one('leave_empty') !== ''));
  } catch (error) {
    if (!(error instanceof Refusal) || error.code === 'busy' || wantsJson(c)) throw error;
    return answerAgain(c, entries, error);
  }
}

/** The form once more, with all that was typed, and what is wrong beside it. */
async function answerAgain(
  c: Context<AppEnv>,
  entries: ReturnType<typeof entriesOf>,
  refusal: Refusal,
): Promise<Response> {
  const change = await findChangeFor(c.env.deps.db, changeIn(c));
  if (change === undefined) throw refusal;
  const { code, detail, errors } = refusal;
  if (code === 'conflict') return answerPage(c, (input) => unobjectablePage(input, change, detail));
  const faults = errors.length > 0 ? errors : [{ pointer: '#', detail }];
  const { status } = refusals[code];
  return withRetry(
    await answerPage(c, (input) => objectionFormPage(input, change, entries, { faults, status })),
    refusal,
  );
}

function submit(
  c: Context<AppEnv>,
  { name, company, email, for: customerLink, ...said }: z.output<typeof objectionWish>,
  looksAutomated: boolean,
): Promise<Acknowledged> {
  const { deps } = c.env;
  return submitObjection(
    { deps, actor: { kind: 'anonymous' }, now: deps.clock() },
    {
      ...said,
      changeId: changeIn(c),
      objector: { name, company, email },
      customerLink,
      looksAutomated,
    },
    clientAddressOf(c, deps),
  );
}

async function answer(c: Context<AppEnv>, acknowledged: Acknowledged): Promise<Response> {
  if (!wantsJson(c)) return answerPage(c, (input) => acknowledgedPage(input, acknowledged));
  const { reference, change, receivedAt, isBehindGeneralDate } = acknowledged;
  const detail =
    c.env.deps.mail === undefined
      ? 'It counts from now. Keep the reference number; no mail can be sent from here yet.'
      : 'It counts from now. Keep the reference number; a mail with the link to the case is on its way.';
  return answerJson(
    {
      reference,
      change: change.id,
      receivedAt: receivedAt.toISOString(),
      behindGeneralDate: isBehindGeneralDate,
      detail,
    },
    201,
  );
}

/** No change has the number 0. */
function changeIn(c: Context<AppEnv>): number {
  return parseNumber(c.req.param('id') ?? '') ?? 0;
}

function entriesOf({ one }: Fields) {
  return {
    name: one('name'),
    company: one('company'),
    email: one('email'),
    ground: one('ground'),
    statement: one('statement'),
    request: one('request'),
    language: one('language'),
    for: one('for'),
  };
}
