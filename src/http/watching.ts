import type { MiddlewareHandler } from 'hono';
import { createMiddleware } from 'hono/factory';
import { routePath } from 'hono/route';
import type { Log } from '../context.ts';
import type { AppEnv } from './env.ts';

/** One request as whoever runs this sees it. No address: a path may hold a token, a query what somebody typed. */
export type Watched = {
  readonly id: string;
  readonly method: string;
  /** The pattern that matched, `/trust/my/*`. */
  readonly route: string;
  readonly status: number;
  /** Until the answer was ready, milliseconds; a body may stream on. */
  readonly ms: number;
};

export type Watcher = {
  /** Does the work of a request, perhaps within something of its own, e.g. a span. */
  around(method: string, work: () => Promise<Watched>): Promise<unknown>;
};

/** A line for each request. */
export function logging(log: Log): Watcher {
  return { around: async (_, work) => log('info', 'request', await work()) };
}

const idForm = /^[\w.-]{8,80}$/;

/**
 * Gives each request the id that the proxy in front chose (`X-Request-Id`), or one of its own, answers
 * with it and tells the watcher. Only mounted where somebody watches: it costs every answer.
 */
export function watching(watcher: Watcher): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const began = performance.now();
    const given = c.req.header('x-request-id') ?? '';
    const id = idForm.test(given) ? given : c.env.deps.ids.uuid();
    c.env = { ...c.env, requestId: id };
    await watcher.around(c.req.method, async () => {
      await next();
      c.header('x-request-id', id);
      return {
        id,
        method: c.req.method,
        route: routePath(c, -1),
        status: c.res.status,
        ms: Math.round((performance.now() - began) * 10) / 10,
      };
    });
  };
}

const turnedAway: ReadonlySet<number> = new Set([401, 403, 429]);

/**
 * A line for each request of somebody who may not, or who asks too often: by what they wanted and never by
 * who they are. Written whether or not requests are watched.
 */
export const notingRefusals = createMiddleware<AppEnv>(async (c, next) => {
  await next();
  const { status } = c.res;
  if (!turnedAway.has(status)) return;
  const { deps, requestId: request } = c.env;
  deps.log('info', 'a request was refused', {
    ...(request && { request }),
    method: c.req.method,
    route: routePath(c, -1),
    status,
  });
});
