import type { Context, Next } from 'hono';
import { z } from 'zod';
import { Refusal, refusals } from '../../core/errors.ts';
import type { AppEnv } from '../../http/env.ts';
import {
  answerJson,
  createExchange,
  exchange,
  pageResponse,
  readAs,
  readSent,
  refused,
  shown,
  wantsJson,
} from '../../http/exchange.ts';
import { pagesBase } from '../../publication/place.ts';
import { myPage, type MyView } from '../pages/my-page.tsx';
import { type MyPlace, presentMyTerms } from '../present/my.ts';
import { correctionInput, done, myTerms } from '../schema/my.ts';
import { requestCorrection } from '../service/correcting.ts';
import { openMyTerms, type Visit } from '../service/links.ts';
import { approveChange, loadInput, loadMyTerms } from '../service/my-terms.ts';
import { myTermsLink } from '../service/reading.ts';

/** A customer's own page. A link that is not one of a customer is left to whoever else has such links. */
export const myTermsApi = createExchange();

const tags = ['My terms'];
const token = z.object({ token: z.string().meta({ description: 'From the message' }) });
const back = { description: 'Back to the page' };

type Visited = (c: Context<AppEnv>, visit: Visit) => Promise<Response>;

function visited(answer: Visited) {
  return async (c: Context<AppEnv>, next: Next) => {
    const visit = await openMyTerms(c.env.deps, c.req.param('token') ?? '');
    return visit === undefined ? next() : answer(c, visit);
  };
}

exchange(
  myTermsApi,
  {
    method: 'get',
    path: '/my/{token}',
    operationId: 'showMyTerms',
    summary: 'A customer’s terms, dates, objections and contacts, to itself',
    description: 'The link stands in each of its mails. Opening it changes nothing.',
    tags,
    request: { params: token, query: z.object({ done: z.string().optional() }) },
    responses: { 200: shown('What is stored, and forms', myTerms), ...refused(404) },
  },
  visited(async (c, visit) => {
    const said = c.req.query('done');
    return answerMine(c, visit, said === undefined ? {} : { done: said });
  }),
);

exchange(
  myTermsApi,
  {
    method: 'post',
    path: '/my/{token}/contacts',
    operationId: 'requestCorrection',
    summary: 'Say that a contact is another',
    description: 'Staff look at it; until then the contact stays as it is.',
    tags,
    request: {
      params: token,
      body: {
        required: true,
        content: {
          'application/json': { schema: correctionInput },
          'application/x-www-form-urlencoded': { schema: correctionInput },
        },
      },
    },
    responses: {
      202: { description: 'It is kept', content: { 'application/json': { schema: done } } },
      303: back,
      ...refused(400, 404, 413, 415, 422, 429),
    },
  },
  visited(async (c, visit) => {
    const sent = await readSent(c);
    if (sent.kind === 'json') {
      await requestCorrection(visit.ctx, readAs(correctionInput, sent.value));
      return answerJson({ detail: 'It is kept, and we look at it.' }, 202);
    }
    const { one } = sent.fields;
    const entries = {
      contact: one('contact'),
      role: one('role'),
      name: one('name'),
      address: one('address'),
    };
    try {
      await requestCorrection(visit.ctx, readAs(correctionInput, withoutEmpty(entries)));
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== 'invalid' || wantsJson(c)) throw error;
      const { status } = refusals[error.code];
      return answerMine(c, visit, { refused: { faults: error.errors, entries, status } });
    }
    return c.redirect(`${placeOf(visit).my}?done=contact`, 303);
  }),
);

exchange(
  myTermsApi,
  {
    method: 'post',
    path: '/my/{token}/changes/{id}/approval',
    operationId: 'approveChange',
    summary: 'Approve a change under a specific authorisation',
    tags,
    request: { params: token.extend({ id: z.coerce.number().int().meta({ type: 'integer' }) }) },
    responses: {
      200: {
        description: 'As it stands now',
        content: { 'application/json': { schema: myTerms } },
      },
      303: back,
      ...refused(404, 409, 413, 503),
    },
  },
  visited(async (c, visit) => {
    await approveChange(visit, Number(c.req.param('id')));
    if (wantsJson(c)) return answerMine(c, visit, {});
    return c.redirect(`${placeOf(visit).my}?done=approval`, 303);
  }),
);

/** What a form leaves empty was not said; role and address must be. */
function withoutEmpty({ contact, name, ...needed }: Readonly<Record<string, string>>) {
  return { ...needed, ...(contact && { contact }), ...(name && { name }) };
}

function placeOf({ ctx: { deps }, customer }: Visit): MyPlace {
  const { origin, base } = deps.config;
  const pages = `${origin}${pagesBase(deps)}`;
  const my = myTermsLink(deps.keys, pages, customer);
  return { root: `${origin}${base}`, pages, my, keys: deps.keys };
}

async function answerMine(
  c: Context<AppEnv>,
  visit: Visit,
  more: Pick<MyView, 'done' | 'refused'>,
): Promise<Response> {
  const mine = await loadMyTerms(visit);
  const place = placeOf(visit);
  if (wantsJson(c)) return answerJson(presentMyTerms(mine, place));
  return pageResponse(myPage(await loadInput(visit), { mine, place, ...more }));
}
