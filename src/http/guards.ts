import { createMiddleware } from 'hono/factory';
import type { AppEnv } from './env.ts';
import { guardHeaders } from './guard-headers.ts';

/**
 * Completes what the handlers said. What is published does without: it brings its headers, and Hono would
 * rebuild each of its answers (publication/api.ts).
 */
export const guarded = createMiddleware<AppEnv>(async (c, next) => {
  await next();
  for (const [name, value] of Object.entries(guardHeaders(c.env.deps.config.origin)))
    if (!c.res.headers.has(name)) c.res.headers.set(name, value);
});
