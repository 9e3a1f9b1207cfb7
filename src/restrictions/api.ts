import { createRoute } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { forStaff } from '../http/audience.ts';
import type { StaffEnv } from '../http/env.ts';
import { etagOf, requireExpected } from '../http/etag.ts';
import { jsonBody } from '../http/json-body.ts';
import { body, etagHeader, ifMatch, json, security } from '../http/openapi.ts';
import { createRouter } from '../http/router.ts';
import { problems } from '../http/schema.ts';
import type { RightsRequest } from '../rights/model.ts';
import { presentRestriction } from './present.ts';
import { byRestriction, liftingInput, restricted } from './schema.ts';
import { restrictionsOf } from './service.ts';
import { planLifting, restrict } from './service/setting.ts';

/** What is not to be done with somebody's data, as a privacy request asks. */
export const restrictionsApi = createRouter();

const tags = ['Privacy requests'];
const standing = { ...json(restricted, 'What is restricted now'), headers: etagHeader };

restrictionsApi.openapi(
  createRoute({
    method: 'put',
    path: '/rights-requests/{id}/restrictions/{kind}',
    operationId: 'restrictProcessing',
    summary: 'Restrict what is done with the person’s data',
    tags,
    security,
    description:
      '`no-processing`: it is only kept (Article 18 GDPR); neither erased nor used, and nothing is sent to its subscriptions. `no-marketing`: no product news (Article 21(3) GDPR). `opt-out`: neither sold nor shared (Civ. Code § 1798.120). From now on.',
    middleware: [forStaff('restrictProcessing')] as const,
    request: { params: byRestriction, headers: ifMatch },
    responses: { 200: standing, ...problems(404, 409, 412, 422, 428) },
  }),
  async (c) => {
    const { id, kind } = c.req.valid('param');
    const on = { id, expected: requireExpected(c) };
    return answer(c, await restrict(c.get('ctx'), on, kind));
  },
);

restrictionsApi.openapi(
  createRoute({
    method: 'put',
    path: '/rights-requests/{id}/restrictions/{kind}/lifting',
    operationId: 'planLifting',
    summary: 'Tell the person that a restriction will be lifted',
    tags,
    security,
    description: 'They are told now, and it is lifted on that day (Article 18(3) GDPR).',
    middleware: [forStaff('planLifting'), ...jsonBody] as const,
    request: { params: byRestriction, headers: ifMatch, body: body(liftingInput) },
    responses: { 200: standing, ...problems(400, 404, 409, 412, 413, 415, 422, 428) },
  }),
  async (c) => {
    const { id, kind } = c.req.valid('param');
    const on = { id, expected: requireExpected(c) };
    return answer(c, await planLifting(c.get('ctx'), on, kind, c.req.valid('json')));
  },
);

async function answer(c: Context<StaffEnv>, { id, version }: RightsRequest) {
  const all = await restrictionsOf(c.env.deps.db, id);
  const shown = { restrictions: all.map(presentRestriction), version };
  return c.json(shown, 200, { etag: etagOf(version) });
}
