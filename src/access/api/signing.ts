import type { Context } from 'hono';
import { z } from 'zod';
import { Refusal, refusals } from '../../core/errors.ts';
import { asId } from '../../core/ids.ts';
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
import { acceptanceFile } from '../copy.ts';
import { ndaPage, nothingToSignPage, type Signing } from '../pages/nda-page.tsx';
import { presentOwn } from '../present.ts';
import { ownRequest, signatureWish } from '../schema.ts';
import { type Holder, openLink } from '../service/links.ts';
import { loadCopy } from '../service/ndas.ts';
import { acceptNda } from '../service/signing.ts';
import { answerPage, answerRefusal, withRetry } from './exchange.ts';
import { answerDone, back, ofHolder, shownOf, stands, tags, token } from './requests.ts';

/** Where an NDA is read and accepted, behind the link of a request. */
export const signingApi = createExchange();
signingApi.onError(answerRefusal);

exchange(
  signingApi,
  {
    method: 'get',
    path: '/my/{token}/nda',
    operationId: 'showNda',
    summary: 'The NDA that a request has to accept next',
    description: 'Changes nothing, however often it is opened. As JSON it is the request.',
    tags,
    request: { params: token },
    responses: { 200: shown('The whole text, and a form', ownRequest), ...refused(404, 409, 410) },
  },
  ofHolder(async (c, holder) => {
    if (wantsJson(c)) return answerJson(presentOwn(holder));
    return answerPage(c, (input) => {
      const signing = signingOf(holder);
      return signing === undefined
        ? nothingToSignPage(input, shownOf(holder).path)
        : ndaPage(input, signing);
    });
  }),
);

exchange(
  signingApi,
  {
    method: 'post',
    path: '/my/{token}/nda',
    operationId: 'acceptNda',
    summary: 'Accept the NDA that is next',
    description:
      'It binds whoever confirmed the address of this request, and nobody else. `sha256` is that of the text that was shown: where another is in force by now, 412 says so and nothing is recorded.',
    tags,
    request: {
      params: token,
      body: {
        required: true,
        content: {
          'application/json': { schema: signatureWish },
          'application/x-www-form-urlencoded': { schema: signatureWish },
        },
      },
    },
    responses: { 200: stands, 303: back, ...refused(400, 404, 409, 410, 412, 413, 415, 422) },
  },
  ofHolder(async (c, holder) => {
    const sent = await readSent(c);
    if (sent.kind === 'json') {
      const { accepted: _, ...signature } = readAs(signatureWish, sent.value);
      await acceptNda(holder.ctx, signature);
      return answerDone(c, 'nda');
    }
    const entries = entriesOf(sent.fields);
    try {
      const { accepted, email, ...typed } = entries;
      const { accepted: _, ...signature } = readAs(signatureWish, {
        ...typed,
        accepted: accepted === 'yes',
        ...(email !== '' && { email }),
      });
      await acceptNda(holder.ctx, signature);
      return await answerDone(c, 'nda');
    } catch (error) {
      if (!(error instanceof Refusal) || error.code === 'busy' || wantsJson(c)) throw error;
      return answerAgain(c, entries, error);
    }
  }),
  64 * 1024,
);

exchange(
  signingApi,
  {
    method: 'get',
    path: '/my/{token}/nda/{acceptance}.pdf',
    operationId: 'downloadOwnNda',
    summary: 'The copy of what was accepted',
    tags,
    request: {
      params: token.extend({
        acceptance: z.string().meta({ description: 'From the page of the request' }),
      }),
    },
    responses: {
      200: {
        description: 'The text, and who accepted it when',
        content: { 'application/pdf': { schema: z.string().meta({ format: 'binary' }) } },
      },
      ...refused(404, 410),
    },
  },
  ofHolder(async (c, holder, next) => {
    const id = (c.req.param('acceptance') ?? '').replace(/\.pdf$/, '');
    // Another's is answered like one that is none, and like a link that is none.
    if (!holder.acceptances.some((each) => each.id === id)) return next();
    return acceptanceFile(
      c.env.deps,
      await loadCopy(c.env.deps.db, asId('acc', id), holder.request.id),
    );
  }),
);

/** What was refused stands beside the form; where the text has changed it is the one in force. */
async function answerAgain(
  c: Context<AppEnv>,
  entries: ReturnType<typeof entriesOf>,
  refusal: Refusal,
): Promise<Response> {
  const holder = await openLink(c.env.deps, c.req.param('token') ?? '');
  const signing = holder && signingOf(holder);
  if (signing === undefined || refusal.code === 'conflict') throw refusal;
  const { code, detail, errors } = refusal;
  const faults = errors.length > 0 ? errors : [{ pointer: '#', detail }];
  // Whoever ticked it ticked it for another text.
  const kept = code === 'stale' ? { ...entries, accepted: '' } : entries;
  const again = { entries: kept, faults, status: refusals[code].status };
  return withRetry(
    await answerPage(c, (input) => ndaPage(input, { ...signing, refused: again })),
    refusal,
  );
}

function signingOf(holder: Holder): Signing | undefined {
  const { request, toSign } = holder;
  return toSign && { request, toSign, path: shownOf(holder).path };
}

function entriesOf({ one }: Fields) {
  return {
    fullName: one('fullName'),
    title: one('title'),
    company: one('company'),
    accepted: one('accepted'),
    sha256: one('sha256'),
    email: one('email'),
  };
}
