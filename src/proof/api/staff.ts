import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { changeId } from '../../changes/schema.ts';
import type { Ctx } from '../../context.ts';
import { forStaff } from '../../http/audience.ts';
import { pageResponse } from '../../http/exchange.ts';
import { json, security } from '../../http/openapi.ts';
import { createRouter } from '../../http/router.ts';
import { problems } from '../../http/schema.ts';
import { inOrder } from '../documents.ts';
import { fileHeaders, packetPdf } from '../files.ts';
import { issue, issueTo } from '../issuing.ts';
import { packetPage } from '../pages/packet-page.tsx';
import type { SignedPacket } from '../present.ts';
import { ofCustomer, packet, packetQuery } from '../schema.ts';
import { loadFrame } from '../service/packets.ts';

/** Proof of notice: of a change, and of a change for one customer. */
export const proofApi = createRouter();

const tags = ['Notices'];
const description =
  'A signed file that can be checked offline with `annex verify --packet`. It holds customers, addresses and objections: who took it stands in the record.';
const file = json(packet, 'The packet, canonical JSON');

proofApi.openapi(
  createRoute({
    method: 'get',
    path: '/changes/{id}/packet',
    operationId: 'getPacket',
    summary: 'Prove how a change was announced',
    tags,
    security,
    description: `${description} At most 500 customers; \`next\` leads to the others.`,
    middleware: [forStaff('getPacket')] as const,
    request: { params: changeId, query: packetQuery },
    responses: { 200: file, ...problems(404, 422, 503) },
  }),
  async (c) => {
    const { id } = c.req.valid('param');
    const issued = await issue(c.get('ctx'), id, c.req.valid('query').cursor);
    return c.json(inOrder(issued), 200, fileHeaders(issued, 'json'));
  },
);

proofApi.openapi(
  createRoute({
    method: 'get',
    path: '/changes/{id}/notices/{customer}/packet',
    operationId: 'getCustomerPacket',
    summary: 'Prove how a change was announced to a customer',
    tags,
    security,
    description,
    middleware: [forStaff('getCustomerPacket')] as const,
    request: { params: ofCustomer },
    responses: { 200: file, ...problems(404, 422, 503) },
  }),
  async (c) => {
    const { id, customer } = c.req.valid('param');
    const issued = await issueTo(c.get('ctx'), id, customer);
    return c.json(inOrder(issued), 200, fileHeaders(issued, 'json'));
  },
);

/** The same to read, to print and to file. */
const printed = [
  {
    ending: 'pdf',
    mediaType: 'application/pdf',
    operationIds: ['printPacket', 'printCustomerPacket'],
    print: (_ctx: Ctx, issued: SignedPacket) => packetPdf(issued),
  },
  {
    ending: 'html',
    mediaType: 'text/html',
    operationIds: ['showPacket', 'showCustomerPacket'],
    print: async ({ deps }: Ctx, issued: SignedPacket) =>
      pageResponse(packetPage(await loadFrame(deps), issued)),
  },
] as const;

for (const { ending, mediaType, operationIds, print } of printed) {
  const summary = `Prove how a change was announced, as ${ending.toUpperCase()}`;
  const content = { [mediaType]: { schema: z.string() } };
  const responses = {
    200: { description: 'The same to print and to file', content },
    ...problems(404, 422, 503),
  };
  proofApi.openapi(
    createRoute({
      method: 'get',
      path: `/changes/{id}/packet.${ending}`,
      operationId: operationIds[0],
      summary,
      tags,
      security,
      description,
      middleware: [forStaff(operationIds[0])] as const,
      request: { params: changeId, query: packetQuery },
      responses,
    }),
    async (c) => {
      const { id } = c.req.valid('param');
      return print(c.get('ctx'), await issue(c.get('ctx'), id, c.req.valid('query').cursor));
    },
  );
  proofApi.openapi(
    createRoute({
      method: 'get',
      path: `/changes/{id}/notices/{customer}/packet.${ending}`,
      operationId: operationIds[1],
      summary: `${summary}, to a customer`,
      tags,
      security,
      description,
      middleware: [forStaff(operationIds[1])] as const,
      request: { params: ofCustomer },
      responses,
    }),
    async (c) => {
      const { id, customer } = c.req.valid('param');
      return print(c.get('ctx'), await issueTo(c.get('ctx'), id, customer));
    },
  );
}
