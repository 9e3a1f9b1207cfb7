import type { Context, Next } from 'hono';
import { z } from 'zod';
import { loadInput } from '../customers/service/my-terms.ts';
import { openMyTerms, type Visit } from '../customers/service/links.ts';
import { myTermsLink } from '../customers/service/reading.ts';
import type { AppEnv } from '../http/env.ts';
import {
  createExchange,
  exchange,
  pageResponse,
  refused,
  shown,
  wantsJson,
} from '../http/exchange.ts';
import { issuePacket } from './documents.ts';
import { packetFile, packetPdf } from './files.ts';
import { packetPage } from './pages/packet-page.tsx';
import type { SignedPacket } from './present.ts';
import { packet } from './schema.ts';
import { currentSigner, loadCustomerPacket } from './service.ts';

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
  visited(async (c, visit, issued) => {
    if (wantsJson(c)) return packetFile(issued);
    const { deps } = visit.ctx;
    const { origin, base } = deps.config;
    const own = `${myTermsLink(deps.keys, `${origin}${base}`, visit.customer)}/changes/${issued.change.id}/packet`;
    const links = { json: `${own}/file.json`, pdf: `${own}/file.pdf` };
    return pageResponse(packetPage(await loadInput(visit), issued, links));
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
  visited(async (_c, _visit, issued) => packetFile(issued)),
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
  visited(async (_c, _visit, issued) => packetPdf(issued)),
);

type Visited = (c: Context<AppEnv>, visit: Visit, issued: SignedPacket) => Promise<Response>;

/** A link that is not one of a customer is left to whoever else has such links. */
function visited(answer: Visited) {
  return async (c: Context<AppEnv>, next: Next) => {
    const visit = await openMyTerms(c.env.deps, c.req.param('token') ?? '');
    if (visit === undefined) return next();
    const { ctx, customer } = visit;
    const facts = await loadCustomerPacket(ctx, Number(c.req.param('id')), customer.id);
    return answer(c, visit, await issuePacket(facts, await currentSigner(ctx.deps)));
  };
}
