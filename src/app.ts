import { Hono } from 'hono';
import type { Context, NotFoundHandler } from 'hono';
import type { Config } from './config.ts';
import type { Deps } from './context.ts';
import { type Language, languages } from './core/language.ts';
import { prefersJson } from './http/cache.ts';
import type { AppEnv } from './http/env.ts';
import { guarded } from './http/guards.ts';
import { answerError, notFoundProblem, problemOf, problemResponse } from './http/problem.ts';
import { RememberingRouter } from './http/remembering-router.ts';
import { notingRefusals, type Watcher, watching } from './http/watching.ts';
import { leadTo, publish, respondWith } from './publication/api.ts';
import { health } from './site/health.ts';
import { notFound, notInLanguage } from './site/not-found.tsx';
import { representations, rootRepresentations } from './representations.ts';

/** The application: the same object on Node, on Workers and in tests. */
export function createApp(
  { base, rootRoutes }: Pick<Config, 'base' | 'rootRoutes'>,
  watchers: readonly Watcher[] = [],
): Hono<AppEnv> {
  const app = new Hono<AppEnv>({ router: new RememberingRouter() });
  for (const watcher of watchers) app.use(watching(watcher));
  app.onError(answerError);
  app.notFound((c) => answerUnknown(c, base));
  takeForms(app, base);
  for (const language of languages) takeForms(app, `${base}/${language}`, language);
  app.all(`${base}/documents/:slug/file`, async (c) =>
    (await loadFileApi(base)).fetch(c.req.raw, c.env),
  );
  const toConsole = async (c: Context<AppEnv>) => (await loadConsole(base)).fetch(c.req.raw, c.env);
  app.all(`${base}/console`, toConsole);
  app.all(`${base}/console/*`, toConsole);
  publish(app, base, [...representations, ...rootRepresentations]);
  app.route(base || '/', health);
  app.all(`${base}/api/v1/*`, async (c) => (await loadStaffApi(base)).fetch(c.req.raw, c.env));
  if (!rootRoutes) return app;
  publish(app, '', rootRepresentations);
  if (base !== '') app.route('/', health);
  if (base !== '') app.get('/', (c) => leadTo(c, base));
  return app;
}

/** What people send by a form, and what stands behind their links; below an address that names a language too. */
function takeForms(app: Hono<AppEnv>, base: string, language?: Language): void {
  const toSubscribers = async (c: Context<AppEnv>) => {
    // What a form is answered with has no address of its own.
    const linkPath = c.req.method === 'GET' ? c.req.path.slice(base.length) : undefined;
    const deps = { ...c.env.deps, ...(language && { language }), ...(linkPath && { linkPath }) };
    return (await loadSubscriberApi(base)).fetch(c.req.raw, { ...c.env, deps });
  };
  app.post(`${base}/subscribe`, toSubscribers);
  app.post(`${base}/changes/:id{[0-9]+}/objection`, toSubscribers);
  app.post(`${base}/documents/:slug/request`, toSubscribers);
  app.post(`${base}/contact`, toSubscribers);
  app.post(`${base}/privacy-request`, toSubscribers);
  app.all(`${base}/subscriptions/*`, toSubscribers);
  app.all(`${base}/unsubscribe/*`, toSubscribers);
  app.all(`${base}/my/*`, toSubscribers);
}

type Load = (base: string) => Promise<Hono<AppEnv>>;

// Loaded on the first request: readers of /trust never pay for zod and the routes of others.
const loadStaffApi = onDemand(async (base) => {
  const { createStaffApi } = await import('./staff-api.ts');
  return mount(`${base}/api/v1`, createStaffApi(), (c) => notFoundProblem(c.env.deps));
});

const loadSubscriberApi = onDemand(async (base) => {
  const { createSubscriberApi } = await import('./subscriber-api.ts');
  return mount(base || '/', createSubscriberApi(), (c) => answerUnknown(c, base));
});

const loadFileApi = onDemand(async (base) => {
  const { fileApi } = await import('./access/api/download-file.ts');
  return mount(base || '/', fileApi, (c) => answerUnknown(c, base));
});

const loadConsole = onDemand(async (base) => {
  const { createConsole, answerNowhere } = await import('./staff-console.ts');
  return mount(`${base}/console`, createConsole(), answerNowhere);
});

function onDemand(load: Load): Load {
  const loaded = new Map<string, Promise<Hono<AppEnv>>>();
  return (base) => {
    const loading = loaded.get(base) ?? load(base);
    loaded.set(base, loading);
    // A chunk that could not be read once may be there the next time.
    loading.catch(() => loaded.delete(base));
    return loading;
  };
}

function mount<E extends AppEnv>(
  path: string,
  api: Hono<E>,
  answerOthers: NotFoundHandler<AppEnv>,
): Hono<AppEnv> {
  const mounted = new Hono<AppEnv>();
  mounted.use(notingRefusals, guarded);
  mounted.onError(answerError);
  mounted.notFound(answerOthers);
  mounted.route(path, api);
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
    // A link that none of the features knows has come past all of them.
    if (methods.length > 0)
      api.all(path, (c) =>
        methods.includes(c.req.method === 'HEAD' ? 'GET' : c.req.method)
          ? c.notFound()
          : answerMethod(c.env.deps, methods),
      );
  }
}

function answerMethod(deps: Deps, methods: readonly string[]): Response {
  const allow = [...methods, ...(methods.includes('GET') ? ['HEAD'] : [])].join(', ');
  const problem = problemOf(deps, 'method_not_allowed', `This address takes ${allow}.`);
  return problemResponse(deps, problem, { allow });
}

async function answerUnknown(c: Context<AppEnv>, base: string): Promise<Response> {
  const { deps } = c.env;
  const { pathname } = new URL(c.req.url);
  const wantsPage =
    !prefersJson(c.req.header('accept')) && !/\.(json|csv|md|pdf|xml|atom|rss|txt)$/.test(pathname);
  if (c.req.method === 'GET' && pathname.startsWith(`${base}/`) && /[^/]\/$/.test(pathname))
    return leadTo(c, `${deps.config.origin}${pathname.slice(0, -1)}`);
  if (!wantsPage) return notFoundProblem(deps);
  return respondWith(
    c,
    notInLanguage(pathname.slice(base.length)) ?? notFound,
    deps.language ?? namedIn(pathname, base),
  );
}

function namedIn(pathname: string, base: string): Language | undefined {
  const [first] = pathname.slice(base.length + 1).split('/');
  return languages.find((language) => language === first);
}
