import { Hono } from 'hono';
import type { Context } from 'hono';
import type { Config } from './config.ts';
import { prefersJson } from './http/cache.ts';
import type { AppEnv } from './http/env.ts';
import { answerError, notFoundProblem } from './http/problem.ts';
import { publish, respondWith } from './publication/api.ts';
import { health } from './site/health.ts';
import { notFound } from './site/not-found.tsx';
import { representations, rootRepresentations } from './representations.ts';

/** The application: the same object on Node, on Workers and in tests. */
export function createApp({ base, rootRoutes }: Pick<Config, 'base' | 'rootRoutes'>): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.onError(answerError);
  app.notFound((c) => answerUnknown(c, base));
  publish(app, base, [...representations, ...rootRepresentations]);
  app.route(base || '/', health);
  app.all(`${base}/api/v1/*`, async (c) => (await loadStaffApi(base)).fetch(c.req.raw, c.env));
  if (!rootRoutes) return app;
  publish(app, '', rootRepresentations);
  if (base !== '') app.route('/', health);
  if (base !== '') app.get('/', (c) => c.redirect(base, 308));
  return app;
}

const staffApis = new Map<string, Promise<Hono<AppEnv>>>();

// Loaded on the first request: readers of /trust never pay for zod and the staff routes.
function loadStaffApi(base: string): Promise<Hono<AppEnv>> {
  const loading = staffApis.get(base) ?? mountStaffApi(base);
  staffApis.set(base, loading);
  return loading;
}

async function mountStaffApi(base: string): Promise<Hono<AppEnv>> {
  const { createStaffApi } = await import('./staff-api.ts');
  const mounted = new Hono<AppEnv>();
  mounted.onError(answerError);
  mounted.notFound((c) => notFoundProblem(c.env.deps));
  mounted.route(`${base}/api/v1`, createStaffApi());
  return mounted;
}

async function answerUnknown(c: Context<AppEnv>, base: string): Promise<Response> {
  const { deps } = c.env;
  const { pathname } = new URL(c.req.url);
  const wantsPage =
    !prefersJson(c.req.header('accept')) && !/\.(json|csv|xml|atom|rss|txt)$/.test(pathname);
  if (c.req.method === 'GET' && pathname === `${base}/` && base !== '')
    return c.redirect(`${deps.config.origin}${base}`, 308);
  return wantsPage ? respondWith(c, notFound) : notFoundProblem(deps);
}
