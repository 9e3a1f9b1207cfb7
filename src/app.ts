import { Hono } from 'hono';
import type { Context } from 'hono';
import type { Config } from './config.ts';
import type { Deps } from './context.ts';
import { prefersJson } from './http/cache.ts';
import type { AppEnv } from './http/env.ts';
import { answerError, notFoundProblem, problemOf, problemResponse } from './http/problem.ts';
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
  // A chunk that could not be read once may be there the next time.
  loading.catch(() => staffApis.delete(base));
  return loading;
}

async function mountStaffApi(base: string): Promise<Hono<AppEnv>> {
  const { createStaffApi } = await import('./staff-api.ts');
  const mounted = new Hono<AppEnv>();
  mounted.onError(answerError);
  mounted.notFound((c) => notFoundProblem(c.env.deps));
  mounted.route(`${base}/api/v1`, createStaffApi());
  refuseOtherMethods(mounted);
  return mounted;
}

/** 405 with the methods that an address does take (RFC 9110 section 15.5.6). */
function refuseOtherMethods(api: Hono<AppEnv>): void {
  const taken = Map.groupBy(api.routes, (route) => route.path);
  for (const [path, routes] of taken) {
    const methods = [...new Set(routes.map((route) => route.method))].filter(
      (method) => method !== 'ALL',
    );
    if (methods.length > 0) api.all(path, (c) => answerMethod(c.env.deps, methods));
  }
}

function answerMethod(deps: Deps, methods: readonly string[]): Response {
  const allow = [...methods, ...(methods.includes('GET') ? ['HEAD'] : [])].join(', ');
  const problem = problemOf(deps, 'method_not_allowed', `This address takes ${allow}.`);
  return problemResponse(problem, { allow });
}

async function answerUnknown(c: Context<AppEnv>, base: string): Promise<Response> {
  const { deps } = c.env;
  const { pathname } = new URL(c.req.url);
  const wantsPage =
    !prefersJson(c.req.header('accept')) && !/\.(json|csv|md|pdf|xml|atom|rss|txt)$/.test(pathname);
  if (c.req.method === 'GET' && pathname.startsWith(`${base}/`) && /[^/]\/$/.test(pathname))
    return c.redirect(`${deps.config.origin}${pathname.slice(0, -1)}`, 308);
  return wantsPage ? respondWith(c, notFound) : notFoundProblem(deps);
}
