import { placeOf } from '../../publication/place.ts';
import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { forStaff } from '../../http/audience.ts';
import { etagOf, requireExpected } from '../../http/etag.ts';
import { idempotent } from '../../http/idempotency.ts';
import { jsonBody, jsonBodyUpTo } from '../../http/json-body.ts';
import {
  body,
  etagHeader,
  ifMatch,
  json,
  locationHeader,
  security,
  withIdempotencyKey,
} from '../../http/openapi.ts';
import { createRouter, invalid } from '../../http/router.ts';
import { numberCursor, pageQuery, problems, slug } from '../../http/schema.ts';
import type { Texts } from '../model.ts';
import {
  announcementInput,
  draftQuery,
  policyDraftInput,
  policyWithdrawalInput,
  staffPolicyHeadList,
  staffPolicyVersion,
} from '../schema.ts';
import { getVersion, pageVersions } from '../service.ts';
import { announcePolicyVersion, withdrawPolicyAnnouncement } from '../service/announcing.ts';
import { createPolicyDraft, deletePolicyDraft, replacePolicyDraft } from '../service/writing.ts';
import { presentStaffHead, presentStaffVersion } from '../staff-present.ts';

/** Drafts of policies, and what becomes of them. */
export const policyVersionsApi = createRouter();

const tags = ['Policies'];
const bySlug = z.object({ slug });
const number = z
  .string()
  .regex(/^[1-9]\d{0,5}$/, 'Must be the number of a version.')
  .transform(Number)
  .meta({ description: 'Number of the version' });
const byNumber = z.object({ slug, number });
/** Two texts of the greatest length, as JSON. */
const textsBody = jsonBodyUpTo(1_024 * 1_024);

policyVersionsApi.openapi(
  createRoute({
    method: 'get',
    path: '/policies/{slug}/versions',
    operationId: 'listPolicyVersions',
    summary: 'List the versions of a policy, newest first, drafts among them',
    tags,
    security,
    middleware: [forStaff('listPolicyVersions')] as const,
    request: {
      params: bySlug,
      query: pageQuery.extend({ cursor: numberCursor.optional() }),
    },
    responses: { 200: json(staffPolicyHeadList, 'A page of versions'), ...problems(404, 422) },
  }),
  async (c) => {
    const { cursor: before, limit } = c.req.valid('query');
    const { db, config } = c.env.deps;
    const found = await pageVersions(db, c.req.valid('param').slug, { before, limit });
    const items = found.items.map((each) => presentStaffHead(each, placeOf(config)));
    return c.json({ items, next: found.next }, 200);
  },
);

policyVersionsApi.openapi(
  createRoute({
    method: 'post',
    path: '/policies/{slug}/drafts',
    operationId: 'createPolicyDraft',
    summary: 'Make the next draft',
    tags,
    security,
    description:
      'Of the texts sent, or with `?from=current` of those in effect. The sections that Annex generates are written anew from the running configuration. What is published is never edited.',
    middleware: [forStaff('createPolicyDraft'), ...textsBody, idempotent()] as const,
    request: {
      params: bySlug,
      query: draftQuery,
      headers: withIdempotencyKey,
      body: body(policyDraftInput.partial().meta({ id: 'NewPolicyDraft' })),
    },
    responses: {
      201: {
        ...json(staffPolicyVersion, 'The draft'),
        headers: etagHeader.extend(locationHeader.shape),
      },
      ...problems(400, 404, 409, 413, 415, 422),
    },
  }),
  async (c) => {
    const { slug: name } = c.req.valid('param');
    const { from } = c.req.valid('query');
    const { config } = c.env.deps;
    const draft = await createPolicyDraft(c.get('ctx'), name, from ?? textsIn(c.req.valid('json')));
    return c.json(presentStaffVersion(draft, placeOf(config)), 201, {
      etag: etagOf(draft.version),
      location: `${config.base}/api/v1/policies/${name}/versions/${draft.number}`,
    });
  },
);

policyVersionsApi.openapi(
  createRoute({
    method: 'get',
    path: '/policies/{slug}/versions/{number}',
    operationId: 'getPolicyVersion',
    summary: 'Read a version with its texts',
    tags,
    security,
    middleware: [forStaff('getPolicyVersion')] as const,
    request: { params: byNumber },
    responses: {
      200: { ...json(staffPolicyVersion, 'The version'), headers: etagHeader },
      ...problems(404, 422),
    },
  }),
  async (c) => {
    const { db, config } = c.env.deps;
    const { slug: name, number: which } = c.req.valid('param');
    const found = await getVersion(db, name, which);
    return c.json(presentStaffVersion(found, placeOf(config)), 200, {
      etag: etagOf(found.version),
    });
  },
);

policyVersionsApi.openapi(
  createRoute({
    method: 'put',
    path: '/policies/{slug}/versions/{number}',
    operationId: 'replacePolicyDraft',
    summary: 'Replace the texts of a draft',
    tags,
    security,
    description: 'The sections that Annex generates are written anew each time.',
    middleware: [forStaff('replacePolicyDraft'), ...textsBody] as const,
    request: { params: byNumber, headers: ifMatch, body: body(policyDraftInput) },
    responses: {
      200: { ...json(staffPolicyVersion, 'The draft'), headers: etagHeader },
      ...problems(400, 404, 409, 412, 413, 415, 422, 428),
    },
  }),
  async (c) => {
    const { slug: name, number: which } = c.req.valid('param');
    const { texts } = c.req.valid('json');
    const expected = requireExpected(c);
    const saved = await replacePolicyDraft(c.get('ctx'), name, which, texts, expected);
    return c.json(presentStaffVersion(saved, placeOf(c.env.deps.config)), 200, {
      etag: etagOf(saved.version),
    });
  },
);

policyVersionsApi.openapi(
  createRoute({
    method: 'delete',
    path: '/policies/{slug}/versions/{number}',
    operationId: 'deletePolicyDraft',
    summary: 'Discard a draft',
    tags,
    security,
    middleware: [forStaff('deletePolicyDraft')] as const,
    request: { params: byNumber },
    responses: { 204: { description: 'Discarded' }, ...problems(404, 409, 422) },
  }),
  async (c) => {
    const { slug: name, number: which } = c.req.valid('param');
    await deletePolicyDraft(c.get('ctx'), name, which);
    return c.body(null, 204);
  },
);

policyVersionsApi.openapi(
  createRoute({
    method: 'put',
    path: '/policies/{slug}/versions/{number}/announcement',
    operationId: 'announcePolicyVersion',
    summary: 'Announce a draft',
    tags,
    security,
    description:
      'It gets its permanent page, an update tells everybody who follows policies, and it takes effect with its day. From then on it is never edited. Send the ETag of the draft as If-Match, so that what you read is what is published.',
    middleware: [forStaff('announcePolicyVersion'), ...jsonBody] as const,
    request: { params: byNumber, headers: ifMatch, body: body(announcementInput) },
    responses: {
      200: {
        ...json(staffPolicyVersion, 'The version, announced or in effect'),
        headers: etagHeader,
      },
      ...problems(400, 404, 409, 412, 413, 415, 422, 428),
    },
  }),
  async (c) => {
    const expected = requireExpected(c);
    const { material: isMaterial, ...said } = c.req.valid('json');
    const which = c.req.valid('param');
    const ctx = c.get('ctx');
    const announced = await announcePolicyVersion(ctx, which, { ...said, isMaterial }, expected);
    return c.json(presentStaffVersion(announced, placeOf(c.env.deps.config)), 200, {
      etag: etagOf(announced.version),
    });
  },
);

policyVersionsApi.openapi(
  createRoute({
    method: 'put',
    path: '/policies/{slug}/versions/{number}/withdrawal',
    operationId: 'withdrawPolicyAnnouncement',
    summary: 'Withdraw an announcement',
    tags,
    security,
    description:
      'Before its day. Its page stays and says that it was withdrawn and why; what was in effect still is.',
    middleware: [forStaff('withdrawPolicyAnnouncement'), ...jsonBody] as const,
    request: { params: byNumber, headers: ifMatch, body: body(policyWithdrawalInput) },
    responses: {
      200: { ...json(staffPolicyVersion, 'The version, withdrawn'), headers: etagHeader },
      ...problems(400, 404, 409, 412, 413, 415, 422, 428),
    },
  }),
  async (c) => {
    const which = c.req.valid('param');
    const { reason } = c.req.valid('json');
    const expected = requireExpected(c);
    const withdrawn = await withdrawPolicyAnnouncement(c.get('ctx'), which, reason, expected);
    return c.json(presentStaffVersion(withdrawn, placeOf(c.env.deps.config)), 200, {
      etag: etagOf(withdrawn.version),
    });
  },
);

/** Texts are needed where a draft does not begin with those in effect. */
function textsIn(input: unknown): Texts {
  const read = policyDraftInput.safeParse(input);
  if (!read.success) throw invalid(read.error.issues);
  return read.data.texts;
}
