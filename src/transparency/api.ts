import { createRoute } from '@hono/zod-openapi';
import { forStaff } from '../http/audience.ts';
import { idempotent } from '../http/idempotency.ts';
import { json, security, withIdempotencyKey } from '../http/openapi.ts';
import { createRouter } from '../http/router.ts';
import { problems } from '../http/schema.ts';
import { logKeyDocument, presentLogKey } from './schema.ts';
import { addLogKey } from './service.ts';

export const transparencyApi = createRouter();

transparencyApi.openapi(
  createRoute({
    method: 'post',
    path: '/log/keys',
    operationId: 'addLogKey',
    summary: 'Give the transparency log a new key',
    description:
      'It signs from now on; the checkpoint of this commit is signed by the old key too. What the old key signed stays verifiable: /log/key keeps every key.',
    tags: ['Log keys'],
    security,
    middleware: [forStaff('addLogKey'), idempotent()] as const,
    request: { headers: withIdempotencyKey },
    responses: {
      201: json(logKeyDocument, 'The new key'),
      ...problems(400, 409, 422),
    },
  }),
  async (c) => c.json(presentLogKey(await addLogKey(c.get('ctx'))), 201),
);
