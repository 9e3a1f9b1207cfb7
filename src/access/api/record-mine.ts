import type { Context, Next } from 'hono';
import { z } from 'zod';
import type { AppEnv } from '../../http/env.ts';
import {
  answerJson,
  createExchange,
  exchange,
  refused,
  shown,
  wantsJson,
} from '../../http/exchange.ts';
import { pagesBase } from '../../publication/place.ts';
import { ownRecordPage } from '../pages/record-page.tsx';
import { ownCsv, presentOwnLine } from '../present/record.ts';
import { ownAccessRecord } from '../schema/record.ts';
import { openOwnRecord, type OwnRecord } from '../service/record-exporting.ts';
import { answerRefusal } from './download-exchange.ts';
import { answerPage } from './exchange.ts';

/** What a customer's own people asked for and were given, behind the customer's link. */
export const ownRecordApi = createExchange();
ownRecordApi.onError(answerRefusal);

const tags = ['My terms'];
const token = z.object({ token: z.string().meta({ description: 'From the message' }) });

function visited(answer: (c: Context<AppEnv>, own: OwnRecord) => Promise<Response>) {
  return async (c: Context<AppEnv>, next: Next): Promise<Response | void> => {
    const own = await openOwnRecord(c.env.deps, c.req.param('token') ?? '');
    return own === undefined ? next() : answer(c, own);
  };
}

exchange(
  ownRecordApi,
  {
    method: 'get',
    path: '/my/{token}/access-record',
    operationId: 'showOwnRecord',
    summary: 'Who of a customer asked for which documents, and what they fetched',
    description: 'Of people whose address is confirmed and known to be of this customer.',
    tags,
    request: { params: token },
    responses: { 200: shown('The record, oldest first', ownAccessRecord), ...refused(404) },
  },
  visited(async (c, own) => (wantsJson(c) ? answerOwn(own) : answerOwnPage(c, own))),
);

exchange(
  ownRecordApi,
  {
    method: 'get',
    path: '/my/{token}/access-record.json',
    operationId: 'getOwnRecord',
    summary: 'The same as JSON',
    tags,
    request: { params: token },
    responses: {
      200: {
        description: 'The record, oldest first',
        content: { 'application/json': { schema: ownAccessRecord } },
      },
      ...refused(404),
    },
  },
  visited(async (_c, own) => answerOwn(own)),
);

exchange(
  ownRecordApi,
  {
    method: 'get',
    path: '/my/{token}/access-record.csv',
    operationId: 'getOwnRecordAsCsv',
    summary: 'The same as CSV',
    tags,
    request: { params: token },
    responses: {
      200: { description: 'RFC 4180', content: { 'text/csv': { schema: z.string() } } },
      ...refused(404),
    },
  },
  visited(async (_c, { lines }) => {
    return new Response(ownCsv(lines), {
      headers: {
        'content-type': 'text/csv; charset=utf-8; header=present',
        'content-disposition': 'attachment; filename="access-record.csv"',
      },
    });
  }),
);

function answerOwn({ lines }: OwnRecord): Response {
  return answerJson({ items: lines.map(presentOwnLine) });
}

async function answerOwnPage(c: Context<AppEnv>, own: OwnRecord): Promise<Response> {
  const my = `${pagesBase(c.env.deps)}/my/${c.req.param('token') ?? ''}`;
  return answerPage(c, (input) => ownRecordPage(input, { ...own, my }));
}
