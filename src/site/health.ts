import { Hono } from 'hono';
import type { Deps } from '../context.ts';
import type { AppEnv } from '../http/env.ts';
import { guardHeaders } from '../http/guard-headers.ts';
import { findReadiness, type Readiness } from './service.ts';

/** For whoever runs the process: `/healthz` says that it lives, `/readyz` that its database answers and takes writes. */
export const health = new Hono<AppEnv>();

const headers = {
  'cache-control': 'no-store',
  'content-type': 'text/plain; charset=utf-8',
};

health.get('/healthz', ({ env }) => answer(env.deps, 'ok\n', 200));

const words: Readonly<Record<Readiness, string>> = {
  ready: 'ready\n',
  unwritable: 'nothing can be written: the database takes no writes; what is published is served\n',
  unreadable: 'the database does not answer; what was read of it last is served\n',
};

health.get('/readyz', async (c) => {
  const found = await findReadiness(c.env.deps);
  return answer(c.env.deps, words[found], found === 'ready' ? 200 : 503);
});

function answer({ config }: Pick<Deps, 'config'>, text: string, status: number): Response {
  return new Response(text, { status, headers: { ...guardHeaders(config.origin), ...headers } });
}
