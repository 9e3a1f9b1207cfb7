import { createRoute } from '@hono/zod-openapi';
import { forStaff } from '../../http/audience.ts';
import { etagOf, requireExpected } from '../../http/etag.ts';
import { jsonBody } from '../../http/json-body.ts';
import { body, etagHeader, ifMatch, json, security } from '../../http/openapi.ts';
import { createRouter } from '../../http/router.ts';
import { problems } from '../../http/schema.ts';
import { presentFigures } from '../present-public.ts';
import { figures, publishedFigures } from '../schema/public.ts';
import { byYear, settingsInput } from '../schema/staff.ts';
import { getFigures, getSettings, publishFigures, replaceSettings } from '../service/publishing.ts';

/** What the public page of privacy requests says beside the form. */
export const rightsPublishingApi = createRouter();

const tags = ['Privacy requests'];
const settings = { ...json(settingsInput, 'As they are set'), headers: etagHeader };

rightsPublishingApi.openapi(
  createRoute({
    method: 'get',
    path: '/rights-settings',
    operationId: 'getRightsSettings',
    summary: 'Read by which ways one can ask beside the form',
    tags,
    security,
    middleware: [forStaff('getRightsSettings')] as const,
    responses: { 200: settings, ...problems() },
  }),
  async (c) => {
    const { settings: found, version } = await getSettings(c.get('ctx').deps.db);
    return c.json(found, 200, { etag: etagOf(version) });
  },
);

rightsPublishingApi.openapi(
  createRoute({
    method: 'put',
    path: '/rights-settings',
    operationId: 'replaceRightsSettings',
    summary: 'Set by which ways one can ask beside the form',
    tags,
    security,
    description:
      'They stand on the public page. Of the CCPA two ways are to be offered (11 CCR § 7020).',
    middleware: [forStaff('replaceRightsSettings'), ...jsonBody] as const,
    request: { headers: ifMatch, body: body(settingsInput) },
    responses: { 200: settings, ...problems(400, 412, 413, 415, 422, 428) },
  }),
  async (c) => {
    const wanted = c.req.valid('json');
    const stored = await replaceSettings(c.get('ctx'), wanted, requireExpected(c));
    return c.json(stored.settings, 200, { etag: etagOf(stored.version) });
  },
);

rightsPublishingApi.openapi(
  createRoute({
    method: 'get',
    path: '/rights-figures/{year}',
    operationId: 'getRightsFigures',
    summary: 'Count the privacy requests that were received in a year',
    tags,
    security,
    description: 'As they stand now: received, granted, denied and median days, by law and type.',
    middleware: [forStaff('getRightsFigures')] as const,
    request: { params: byYear },
    responses: { 200: json(figures, 'The figures'), ...problems(422) },
  }),
  async (c) => {
    const { year } = c.req.valid('param');
    return c.json(presentFigures(await getFigures(c.get('ctx').deps.db, year)), 200);
  },
);

rightsPublishingApi.openapi(
  createRoute({
    method: 'put',
    path: '/rights-figures/{year}/publication',
    operationId: 'publishRightsFigures',
    summary: 'Publish the figures of a year that is over',
    tags,
    security,
    description:
      'They stand on the page of the form, in privacy-figures.json and in the transparency log. Published again they are counted anew.',
    middleware: [forStaff('publishRightsFigures')] as const,
    request: { params: byYear },
    responses: { 200: json(publishedFigures, 'As they are published'), ...problems(422) },
  }),
  async (c) => {
    const published = await publishFigures(c.get('ctx'), c.req.valid('param').year);
    const publishedAt = published.publishedAt.toISOString();
    return c.json({ ...presentFigures(published.figures), publishedAt }, 200);
  },
);
