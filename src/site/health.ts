import { Hono } from 'hono';
import type { AppEnv } from '../http/env.ts';
import { isDatabaseReady } from './service.ts';

/** For whoever runs the process: `/healthz` says that it lives, `/readyz` that its database answers. */
export const health = new Hono<AppEnv>();

const headers = {
  'cache-control': 'no-store',
  'content-type': 'text/plain; charset=utf-8',
  'x-content-type-options': 'nosniff',
};

health.get('/healthz', () => new Response('ok\n', { headers }));

health.get('/readyz', async (c) => {
  const ready = await isDatabaseReady(c.env.deps);
  return new Response(ready ? 'ready\n' : 'the database does not answer\n', {
    status: ready ? 200 : 503,
    headers,
  });
});
