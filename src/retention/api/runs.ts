import { createRoute } from '@hono/zod-openapi';
import { forStaff } from '../../http/audience.ts';
import { json, security } from '../../http/openapi.ts';
import { createRouter } from '../../http/router.ts';
import { pageQuery, problems } from '../../http/schema.ts';
import { presentRun } from '../present.ts';
import { preview, previewQuery, runList } from '../schema.ts';
import { listRuns, previewRun } from '../service/purging.ts';

/** What the rules did, and what they would do. */
export const runsApi = createRouter();

const tags = ['Retention'];

runsApi.openapi(
  createRoute({
    method: 'get',
    path: '/retention-runs',
    operationId: 'listRetentionRuns',
    summary: 'List what was purged, by day and rule',
    tags,
    security,
    description: 'The newest day first. It names no person: how many were due, purged and held.',
    middleware: [forStaff('listRetentionRuns')] as const,
    request: { query: pageQuery },
    responses: { 200: json(runList, 'A page of runs'), ...problems(422) },
  }),
  async (c) => {
    const { cursor: after, limit } = c.req.valid('query');
    const { items, next } = await listRuns(c.env.deps.db, { after, limit });
    return c.json({ items: items.map(presentRun), next }, 200);
  },
);

runsApi.openapi(
  createRoute({
    method: 'get',
    path: '/retention-runs/preview',
    operationId: 'previewRetentionRun',
    summary: 'Count what the run of a day would purge, and what is held',
    tags,
    security,
    description:
      'A dry run: as the records stand now. Of each rule 2,000 records are counted at most.',
    middleware: [forStaff('previewRetentionRun')] as const,
    request: { query: previewQuery },
    responses: { 200: json(preview, 'What it would do'), ...problems(422) },
  }),
  async (c) => {
    const { on, rules } = await previewRun(c.get('ctx'), c.req.valid('query').on);
    return c.json({ on, rules: [...rules] }, 200);
  },
);
