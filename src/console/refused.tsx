import type { Context } from 'hono';
import { createMiddleware } from 'hono/factory';
import type { AppEnv } from '../http/env.ts';
import { keepPrivate } from '../http/exchange.ts';
import { answerError } from '../http/problem.ts';
import { rootOf } from './guard.ts';
import { answerOutside } from './layout.tsx';
import { inPages, leadsIn } from './words.ts';

/** Nothing of the console is for caches, search engines, frames or other sites. */
export const keepInside = createMiddleware<AppEnv>(async (c, next) => {
  await next();
  setHeaders(c);
});

function setHeaders(c: Context<AppEnv>): void {
  keepPrivate(c.res.headers, c.env.deps.config.origin);
  // Without a referrer browsers leave out the Origin of a form too, by which foreign ones are told.
  c.res.headers.set('referrer-policy', 'same-origin');
  c.res.headers.set('cross-origin-opener-policy', 'same-origin');
  c.res.headers.set('x-frame-options', 'DENY');
}

type Problem = { readonly title: string; readonly detail: string; readonly instance?: string };

/** What is refused or failed, as a page: what the API's problem says, in the words of pages. */
export async function answerFailure(error: unknown, c: Context<AppEnv>): Promise<Response> {
  const answer = answerError(error, c);
  const { title, detail, instance }: Problem = await answer.json();
  const words = answer.status === 403 ? 'You may not do that' : title;
  const page = await answerOutside(
    c,
    { title: words, status: answer.status },
    <div class="title">
      <h1>{words}</h1>
      <p class="lead">{inPages(detail)}</p>
      {instance === undefined ? null : (
        <p class="stamp">
          <span>
            Quote this when you report it: <code>{instance}</code>
          </span>
        </p>
      )}
      <p class="acts">
        {leadsIn(detail).map(({ path, label }) => (
          <>
            <a href={`${rootOf(c)}${path}`}>{label}</a>{' '}
          </>
        ))}
        <a href={rootOf(c)}>To the first page of the console</a>
      </p>
    </div>,
  );
  const wait = answer.headers.get('retry-after');
  if (wait !== null) page.headers.set('retry-after', wait);
  return page;
}

/** What is nowhere. */
export async function answerNowhere(c: Context<AppEnv>): Promise<Response> {
  const page = await answerOutside(
    c,
    { title: 'There is no such page', status: 404 },
    <div class="title">
      <h1>There is no such page</h1>
      <p class="acts">
        <a href={rootOf(c)}>To the first page of the console</a>
      </p>
    </div>,
  );
  c.res = page;
  setHeaders(c);
  return c.res;
}
