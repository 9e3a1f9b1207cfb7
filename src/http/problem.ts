import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { Deps } from '../context.ts';
import type { Fault, RefusalCode } from '../core/errors.ts';
import { Refusal, refusals } from '../core/errors.ts';
import { isPassing } from '../db/passing.ts';
import type { AppEnv } from './env.ts';
import { guardHeaders } from './guard-headers.ts';

/** `application/problem+json`, RFC 9457, with one entry in `errors` for each fault found. */
export type Problem = {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly instance?: string;
  readonly errors?: readonly Fault[];
};

export function problemOf(
  deps: Deps,
  code: RefusalCode,
  detail: string,
  errors: readonly Fault[] = [],
): Problem {
  const { status, title } = refusals[code];
  const type = `${deps.config.origin}${deps.config.base}/docs/api#problem-${code}`;
  return { type, title, status, detail, ...(errors.length > 0 && { errors }) };
}

export function problemResponse(
  { config }: Pick<Deps, 'config'>,
  problem: Problem,
  headers: Readonly<Record<string, string>> = {},
): Response {
  return new Response(JSON.stringify(problem), {
    status: problem.status,
    headers: {
      ...guardHeaders(config.origin),
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
      ...headers,
    },
  });
}

/** The answer to a request that failed. What is not a Refusal is logged and shown as a fixed sentence with an id. */
export function answerError(error: unknown, c: Context<AppEnv>): Response {
  const { deps } = c.env;
  const refusal = asRefusal(error);
  if (refusal?.code === 'busy' && refusal.cause !== undefined)
    deps.log('error', 'the database did not answer', {
      ...requestOf(c),
      error: describe(refusal.cause),
    });
  if (refusal)
    return problemResponse(deps, problemOf(deps, refusal.code, refusal.detail, refusal.errors), {
      ...sharing(c),
      ...extraHeaders(refusal),
    });
  const instance = `urn:uuid:${deps.ids.uuid()}`;
  // The matched pattern, not the path: a path may hold a token.
  deps.log('error', 'request failed', {
    ...requestOf(c),
    instance,
    method: c.req.method,
    route: c.req.routePath,
    error: describe(error),
  });
  return problemResponse(deps, {
    type: 'about:blank',
    title: 'Something went wrong here',
    status: 500,
    detail:
      'The request could not be answered. Nothing was changed. Quote the instance when you report it.',
    instance,
  });
}

function requestOf({ env: { requestId } }: Context<AppEnv>): { readonly request?: string } {
  return requestId === undefined ? {} : { request: requestId };
}

/** 404 for everything unknown, and for everything the caller may not know of: the same bytes. */
export function notFoundProblem(deps: Deps): Response {
  return problemResponse(
    deps,
    problemOf(deps, 'not_found', 'Check the address, or begin at the trust centre.'),
  );
}

const notReached = 'The database does not answer right now. Nothing was changed; try again.';

function asRefusal(error: unknown): Refusal | undefined {
  if (error instanceof Refusal) return error;
  if (isPassing(error)) return new Refusal('busy', notReached, { cause: error });
  if (!(error instanceof HTTPException)) return undefined;
  return new Refusal(
    error.status === 413 ? 'too_large' : 'malformed',
    error.message || 'The request could not be read.',
    { cause: error },
  );
}

/** What scripts of other origins may ask for, they may also be refused in words. */
function sharing({ req, env }: Context<AppEnv>): Record<string, string> {
  const isPublic = req.method === 'GET' && !req.path.startsWith(`${env.deps.config.base}/api/`);
  return isPublic ? { 'access-control-allow-origin': '*' } : {};
}

/** Seconds. What is not set up, somebody must set up first. */
const usualWaits: Partial<Record<RefusalCode, number>> = { busy: 2, unavailable: 3_600 };

function extraHeaders({ code, retryAfterSeconds }: Refusal): Record<string, string> {
  if (code === 'unauthenticated') return { 'www-authenticate': 'Bearer realm="Annex staff API"' };
  if (code === 'on_request') return { 'www-authenticate': 'Bearer realm="Documents"' };
  const seconds = retryAfterSeconds ?? usualWaits[code];
  return seconds === undefined ? {} : { 'retry-after': String(seconds) };
}

// Names, codes and places only: a message may quote the values of a statement, over several lines.
function describe(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const places = error.stack?.split('\n').filter((line) => /^\s+at /.test(line)) ?? [];
  return [namesOf(error), ...places.slice(0, 5)].join('\n');
}

function namesOf(error: Error): string {
  const name = `${error.name}${'code' in error ? ` ${String(error.code)}` : ''}`;
  return error.cause instanceof Error ? `${name}, because of ${namesOf(error.cause)}` : name;
}
