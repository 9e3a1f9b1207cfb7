import { createRoute } from '@hono/zod-openapi';
import { forStaff } from '../../http/audience.ts';
import { json, security } from '../../http/openapi.ts';
import { createRouter } from '../../http/router.ts';
import { pageQuery, problems } from '../../http/schema.ts';
import { byProposal, proposalList } from '../schema/rules.ts';
import { approveProposal, listProposals, withdrawProposal } from '../service/proposals.ts';
import { presentProposal } from '../staff-present.ts';

/** Rules of access that wait for a second person. */
export const ruleProposalsApi = createRouter();

const tags = ['Access'];

ruleProposalsApi.openapi(
  createRoute({
    method: 'get',
    path: '/access-rules/proposals',
    operationId: 'listRuleProposals',
    summary: 'List rules that wait for a second person',
    tags,
    security,
    middleware: [forStaff('listRuleProposals')] as const,
    request: { query: pageQuery },
    responses: { 200: json(proposalList, 'A page of proposals'), ...problems(422) },
  }),
  async (c) => {
    const { cursor, limit } = c.req.valid('query');
    const { items, next } = await listProposals(c.get('ctx').deps.db, cursor, limit);
    return c.json({ items: items.map(presentProposal), next }, 200);
  },
);

ruleProposalsApi.openapi(
  createRoute({
    method: 'put',
    path: '/access-rules/proposals/{id}/approval',
    operationId: 'approveRuleProposal',
    summary: 'Approve a rule',
    tags,
    security,
    description:
      'The four-eyes principle: whoever proposed it does not approve it, not with another key either, unless nobody else could.',
    middleware: [forStaff('approveRuleProposal')] as const,
    request: { params: byProposal },
    responses: { 204: { description: 'It is in force' }, ...problems(404, 409, 422) },
  }),
  async (c) => {
    await approveProposal(c.get('ctx'), c.req.valid('param').id);
    return c.body(null, 204);
  },
);

ruleProposalsApi.openapi(
  createRoute({
    method: 'delete',
    path: '/access-rules/proposals/{id}',
    operationId: 'withdrawRuleProposal',
    summary: 'Withdraw a rule that waits, or turn it down',
    tags,
    security,
    middleware: [forStaff('withdrawRuleProposal')] as const,
    request: { params: byProposal },
    responses: { 204: { description: 'It is gone; the rule is as it was' }, ...problems(404, 422) },
  }),
  async (c) => {
    await withdrawProposal(c.get('ctx'), c.req.valid('param').id);
    return c.body(null, 204);
  },
);
