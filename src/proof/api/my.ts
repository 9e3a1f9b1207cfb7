import type { Context, Next } from 'hono';
import { z } from 'zod';
import type { AppEnv } from '../../http/env.ts';
import {
  createExchange,
  exchange,
  pageResponse,
  refused,
  shown,
  wantsJson,
} from '../../http/exchange.ts';
import { issuePacket } from '../documents.ts';
import { packetFile, packetPdf } from '../files.ts';
import { packetPage } from '../pages/packet-page.tsx';
import type { SignedPacket } from '../present.ts';
import { packet } from '../schema.ts';
import { type MyPacket, openMyPacket } from '../service/my-packet.ts';

/** A customer's own proof of notice, behind the link of its page. */
export const myProofApi = createExchange();

const tags = ['My terms'];
const params = z.object({
  token: z.string().meta({ description: 'From the message' }),
  id: z.coerce.number().int().meta({ type: 'integer', description: 'Number of the change' }),
});

exchange(
  myProofApi,
  {
    method: 'get',
    path: '/my/{token}/changes/{id}/packet',
    operationId: 'showMyPacket',
    summary: 'Proof of how a change was announced to this customer',
    description:
      'To read and print; as JSON the signed file, which `annex verify --packet` checks.',
    tags,
    request: { params },
    responses: { 200: shown('The packet', packet), ...refused(404, 503) },
  },
  visited(async (c, issued, { input, my }) => {
    if (wantsJson(c)) return packetFile(issued);
    const own = `${my}/changes/${issued.change.id}/packet`;
    const links = { my, json: `${own}/file.json`, pdf: `${own}/file.pdf` };
    return pageResponse(packetPage(input, issued, links));
  }),
);

exchange(
  myProofApi,
  {
    method: 'get',
    path: '/my/{token}/changes/{id}/packet/file.json',
    operationId: 'downloadMyPacket',
    summary: 'The same as the signed file',
    tags,
    request: { params },
    responses: {
      200: { description: 'The packet', content: { 'application/json': { schema: packet } } },
      ...refused(404, 503),
    },
  },
  visited(async (_c, issued) => packetFile(issued)),
);

exchange(
  myProofApi,
  {
    method: 'get',
    path: '/my/{token}/changes/{id}/packet/file.pdf',
    operationId: 'printMyPacket',
    summary: 'The same on paper',
    tags,
    request: { params },
    responses: {
      200: {
        description: 'The packet',
        content: { 'application/pdf': { schema: z.string().meta({ format: 'binary' }) } },
      },
      ...refused(404, 503),
    },
  },
  visited(async (_c, issued) => packetPdf(issued)),
);

type Visited = (c: Context<AppEnv>, issued: SignedPacket, mine: MyPacket) => Promise<Response>;

/** A link that is not one of a customer is left to whoever else has such links. */
function visited(answer: Visited) {
  return async (c: Context<AppEnv>, next: Next) => {
    const { token = '', id } = c.req.param();
    const mine = await openMyPacket(c.env.deps, token, Number(id));
    if (mine === undefined) return next();
    return answer(c, await issuePacket(mine.facts), mine);
  };
}
