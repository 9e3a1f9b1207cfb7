import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { forStaff } from '../http/audience.ts';
import { idempotent } from '../http/idempotency.ts';
import { jsonBodyUpTo } from '../http/json-body.ts';
import { body, json, locationHeader, security, withIdempotencyKey } from '../http/openapi.ts';
import { createRouter } from '../http/router.ts';
import { problems } from '../http/schema.ts';
import { presentHistory } from './present.ts';
import { readHistory } from './reading.ts';
import { historyFile, historyReport } from './schema.ts';
import { loadHistory, previewHistory } from './service.ts';

export const historiesApi = createRouter();

/** A history of ten years has some 100 kB; whole lists repeat themselves. */
const maxBytes = 10 * 1024 * 1024;

historiesApi.openapi(
  createRoute({
    method: 'post',
    path: '/history-imports',
    operationId: 'loadHistory',
    summary: 'Load a published list with its past',
    tags: ['Imports'],
    security,
    description:
      'Into an empty register only. Each revision becomes a change that is published when the file claims and recorded now; everywhere it shows, it is marked as imported. All of it or nothing. With `dry_run=true` nothing is written and the answer says what would be recorded.',
    middleware: [forStaff('loadHistory'), ...jsonBodyUpTo(maxBytes), idempotent()] as const,
    request: {
      headers: withIdempotencyKey,
      query: z.strictObject({
        dry_run: z.enum(['true', 'false'], { error: 'Is true or false.' }).default('false'),
      }),
      body: body(historyFile),
    },
    responses: {
      200: json(historyReport, 'What would be recorded (dry run)'),
      201: { ...json(historyReport, 'What was recorded'), headers: locationHeader },
      ...problems(400, 409, 413, 415, 422),
    },
  }),
  async (c) => {
    const history = readHistory(c.req.valid('json'), c.get('ctx').now);
    if (c.req.valid('query').dry_run === 'true')
      return c.json(presentHistory(await previewHistory(c.get('ctx'), history), false), 200);
    const { plan } = await loadHistory(c.get('ctx'), history);
    return c.json(presentHistory(plan, true), 201, {
      location: `${c.env.deps.config.base}/changes`,
    });
  },
);
