import { type Context, Hono } from 'hono';
import { TrieRouter } from 'hono/router/trie-router';
import type { ConsoleEnv } from '../../console/env.ts';
import { needs, rootOf } from '../../console/guard.ts';
import { answerPage } from '../../console/layout.tsx';
import { PageTitle } from '../../console/pieces.tsx';
import { asBatchId } from '../../core/ids.ts';
import { type Language, languages } from '../../core/language.ts';
import { pageResponse } from '../../http/exchange.ts';
import type { Params } from '../../publication/model.ts';
import { isPage, isSpoken } from '../../publication/headers.ts';
import type { Representation } from '../../publication/representation.ts';
import { previewPage } from '../service/previewing.ts';

const at = '/register/batches/:batch/preview';

/** A page of the preview, in the language that its address names. */
type Page = { readonly row: Representation; readonly language?: Language };

/**
 * The public pages as they will be once a batch is published: the same rows of the same table, in every language,
 * read while the batch is carried out in a transaction that is always undone (decision 040). What is no page of
 * these says so.
 */
export function createPreview(representations: readonly Representation[]): Hono<ConsoleEnv> {
  const shown = new TrieRouter<Page>();
  for (const row of representations.filter(isShown)) {
    shown.add('GET', row.path || '/', { row });
    if (isSpoken(row))
      for (const language of languages)
        shown.add('GET', `/${language}${row.path}`, { row, language });
  }
  const pages = new Hono<ConsoleEnv>();
  // Hono lets `/*` stand for nothing too: the first page is among them.
  pages.get(`${at}/*`, needs('getBatch'), (c) => {
    const path = pathOf(c);
    const [found] = shown.match('GET', path)[0];
    if (found === undefined) return answerElsewhere(c, path);
    const [page, params] = found;
    const named = Object.entries(params).map(([name, value]) => [name, String(value)]);
    return answer(c, page, Object.fromEntries(named));
  });
  return pages;
}

/** Below the preview, with a slash in front. */
function pathOf(c: Context<ConsoleEnv>): string {
  const { pathname } = new URL(c.req.url);
  const base = `/batches/${c.req.param('batch') ?? ''}/preview`;
  const path = pathname.slice(pathname.indexOf(base) + base.length);
  return `/${path.replace(/^\/+/, '')}`;
}

function isShown(row: Representation): boolean {
  return (
    isPage(row) &&
    // What is sent from a form is for the site itself.
    row.alsoTakes === undefined &&
    !row.path.startsWith('/embed') &&
    row.path !== '/log'
  );
}

function baseOf(c: Context<ConsoleEnv>): string {
  return `${rootOf(c)}/register/batches/${c.req.param('batch') ?? ''}/preview`;
}

async function answer(
  c: Context<ConsoleEnv>,
  { row, language }: Page,
  path: Params,
): Promise<Response> {
  const base = baseOf(c);
  const page = await previewPage(c.get('visit').ctx, asBatchId(c.req.param('batch') ?? ''), {
    row,
    base,
    back: backOf(base),
    language,
    query: new URL(c.req.url).searchParams,
    path,
  });
  return pageResponse(page);
}

function backOf(base: string): string {
  return base.slice(0, -'/preview'.length);
}

/** Nothing is shown there in the place of what will be. */
async function answerElsewhere(c: Context<ConsoleEnv>, path: string): Promise<Response> {
  const { search } = new URL(c.req.url);
  const title = 'This is not part of the preview';
  return answerPage(
    c,
    { title, current: 'register' },
    <>
      <PageTitle title={title}>
        <p class="lead">
          {/^(\/[a-z]{2})?\/log(\/|$)/.test(path)
            ? 'The transparency log signs only what is published: of what this batch would add there is no entry, no checkpoint and no proof before.'
            : 'The preview shows the pages of the site. Forms, and what is read by programs or shown on other sites, are not among them: they follow when the batch is published.'}
        </p>
      </PageTitle>
      <p class="acts">
        <a href={`${c.env.deps.config.base}${path}${search}`}>
          The same address on the site, as it is now
        </a>{' '}
        <a href={backOf(baseOf(c))}>Back to the batch</a>
      </p>
    </>,
  );
}
