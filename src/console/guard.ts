import { timingSafeEqual } from 'node:crypto';
import type { Context } from 'hono';
import { csrf } from 'hono/csrf';
import { createMiddleware } from 'hono/factory';
import { HTTPException } from 'hono/http-exception';
import { isFresh } from '../accounts/model.ts';
import { keepForm } from '../accounts/service/kept-forms.ts';
import { openVisit } from '../accounts/service/sessions.ts';
import { Refusal } from '../core/errors.ts';
import type { PersonId } from '../core/ids.ts';
import { clientAddressOf } from '../http/client-address.ts';
import type { AppEnv } from '../http/env.ts';
import { faultOfActor, mayDo, type OperationId } from '../staff/model/permitting.ts';
import { noteSignIn } from '../staff/service/sign-ins.ts';
import { readCookie } from './cookies.ts';
import type { ConsoleEnv } from './env.ts';
import { answerOutside } from './layout.tsx';

const isSafe = (method: string) => method === 'GET' || method === 'HEAD';

/**
 * Only forms of this origin change anything. Browsers of today say where a request comes from
 * (Fetch Metadata): what they say decides; hono's check of the Origin holds for the others.
 */
export const sameOrigin = createMiddleware<AppEnv>(async (c, next) => {
  if (isSafe(c.req.method)) return next();
  const site = c.req.header('sec-fetch-site');
  if (site !== undefined && site !== 'same-origin') throw foreign();
  const mediaType = c.req.header('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (mediaType !== 'application/x-www-form-urlencoded' && mediaType !== 'multipart/form-data')
    throw new Refusal('wrong_media_type', 'The console takes forms.');
  try {
    return await checkOrigin(c, next);
  } catch (error) {
    throw error instanceof HTTPException ? foreign() : error;
  }
});

const checkOrigin = csrf({
  origin: (origin, c: Context<AppEnv>) => origin === c.env.deps.config.origin,
  secFetchSite: 'same-origin',
});

function foreign(): Refusal {
  return new Refusal('forbidden', 'This form was sent from another site. Nothing was done.');
}

/** Lets only who is signed in pass. What anybody had typed when their session ran out is kept for them. */
export const signedIn = createMiddleware<ConsoleEnv>(async (c, next) => {
  const { deps } = c.env;
  const opened = await openVisit(deps, readCookie(c, 'session'));
  if (opened === undefined || 'over' in opened) return askWho(c, opened?.over);
  c.set('visit', opened);
  if (!isSafe(c.req.method) && !(await hasToken(c, opened.formToken)))
    return keepAndGo(c, opened.person.id, '/kept');
  await noteSignIn(opened.ctx, clientAddressOf(c, deps));
  return next();
});

/** Whether to show somebody what leads to it. */
export function may(c: Context<ConsoleEnv>, operation: OperationId): boolean {
  return mayDo(c.get('visit').ctx.actor, operation);
}

/**
 * Lets only those pass who may do this operation of the staff API: a page asks the same table. The guard says
 * which, so that who looks over the routes can tell.
 */
export function needs(operation: OperationId) {
  const guard = createMiddleware<ConsoleEnv>(async (c, next) => {
    const { actor } = c.get('visit').ctx;
    if (mayDo(actor, operation)) return next();
    throw new Refusal('forbidden', faultOfActor(actor, operation));
  });
  return Object.assign(guard, { operation });
}

/**
 * Step-up: lets pass who showed who they are within ten minutes. Others do so first, and what they sent is
 * kept meanwhile. For publishing, approving, exporting personal data, roles and keys.
 */
export const needsProof = createMiddleware<ConsoleEnv>(async (c, next) => {
  const { ctx, session, person } = c.get('visit');
  if (isFresh(session, ctx.now)) return next();
  if (!isSafe(c.req.method)) return keepAndGo(c, person.id, '/proof?next=/kept');
  return c.redirect(`${rootOf(c)}/proof?next=${encodeURIComponent(pathOf(c))}`, 303);
});

/** Where the console is. */
export function rootOf<E extends AppEnv>(c: Context<E>): string {
  return `${c.env.deps.config.base}/console`;
}

/** A place in the console, from what a form or a query says; anything else is its first page. */
export function safeNext(text: string | undefined): string {
  const isInside =
    text !== undefined &&
    /^\/[\w./~-]*(\?[\w.=&%+:-]*)?$/.test(text) &&
    !text.includes('//') &&
    !text.includes('..');
  return isInside ? text : '';
}

function pathOf<E extends AppEnv>(c: Context<E>): string {
  const { pathname, search } = new URL(c.req.url);
  return `${pathname.slice(rootOf(c).length)}${search}`;
}

async function hasToken(c: Context<ConsoleEnv>, expected: string): Promise<boolean> {
  const sent = Buffer.from(String((await c.req.formData()).get('form_token')));
  const wanted = Buffer.from(expected);
  return sent.length === wanted.length && timingSafeEqual(sent, wanted);
}

async function askWho(c: Context<ConsoleEnv>, over: PersonId | undefined): Promise<Response> {
  // Whoever follows a link from a mail leaves a Strict cookie behind: a step within this site brings it.
  if (isSafe(c.req.method) && c.req.header('sec-fetch-site') === 'cross-site')
    return answerOutside(
      c,
      { title: 'One moment', goOn: { to: `${rootOf(c)}${pathOf(c)}`, afterSeconds: 0 } },
      null,
    );
  const next = isSafe(c.req.method) ? pathOf(c) : over === undefined ? '' : '/kept';
  const target = `/sign-in?next=${encodeURIComponent(next)}${over === undefined ? '' : '&over=1'}`;
  return isSafe(c.req.method) || over === undefined
    ? c.redirect(`${rootOf(c)}${target}`, 303)
    : keepAndGo(c, over, target);
}

/** Two texts of a policy of the greatest length, and what is around them. */
const mostKept = 400_000;

/** Files are not kept: they are still where they were chosen from. */
async function keepAndGo(
  c: Context<ConsoleEnv>,
  personId: PersonId,
  target: string,
): Promise<Response> {
  const fields = [...(await c.req.formData()).entries()].flatMap(([name, value]) =>
    typeof value === 'string' && name !== 'form_token' ? [[name, value] as const] : [],
  );
  const form = { path: pathOf(c), fields };
  if (JSON.stringify(form).length <= mostKept) await keepForm(c.env.deps, personId, form);
  return c.redirect(`${rootOf(c)}${target}`, 303);
}
