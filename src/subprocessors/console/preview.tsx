import { type Context, Hono } from 'hono';
import type { ConsoleEnv } from '../../console/env.ts';
import { needs, rootOf } from '../../console/guard.ts';
import { asBatchId } from '../../core/ids.ts';
import { pageResponse } from '../../http/exchange.ts';
import type { Params } from '../../publication/model.ts';
import type { Rendered, RenderInput, Representation } from '../../publication/representation.ts';
import { previewBatch } from '../service/previewing.ts';

const at = '/register/batches/:batch/preview';

/** Pages that ask the database only for what stands in the snapshot of a preview. */
const alsoShown: ReadonlySet<string> = new Set(['/changes/:id{[0-9]+}']);

/**
 * The public pages as they will be once a batch is published: the same rows of the same table, rendered
 * from the snapshot that there will be. What asks the database for the past, and what is no page, leads
 * to the public site.
 */
export function createPreview(representations: readonly Representation[]): Hono<ConsoleEnv> {
  const pages = new Hono<ConsoleEnv>();
  // Hono lets `/*` stand for nothing too: the first page is among them.
  pages.use(`${at}/*`, needs('getBatch'));
  for (const row of representations.filter(isShown))
    pages.get(`${at}${row.path}`, (c) => answer(c, row));
  pages.get(`${at}/*`, (c) => {
    const { pathname, search } = new URL(c.req.url);
    const [, path = ''] = /\/batches\/[^/]+\/preview\/+(.*)$/.exec(pathname) ?? [];
    return c.redirect(`${c.env.deps.config.base}/${path}${search}`, 303);
  });
  return pages;
}

function isShown({ kind, mediaType, path, alsoTakes }: Representation): boolean {
  return (
    mediaType.startsWith('text/html') &&
    (kind === 'published' || alsoShown.has(path)) &&
    // What is sent from a form is for the site itself.
    alsoTakes === undefined &&
    !path.startsWith('/versions') &&
    !path.startsWith('/embed')
  );
}

function baseOf(c: Context<ConsoleEnv>): string {
  return `${rootOf(c)}/register/batches/${c.req.param('batch') ?? ''}/preview`;
}

async function answer(c: Context<ConsoleEnv>, row: Representation): Promise<Response> {
  const { ctx } = c.get('visit');
  const { snapshot, place } = await previewBatch(ctx, asBatchId(c.req.param('batch') ?? ''));
  const base = baseOf(c);
  const back = base.slice(0, -'/preview'.length);
  const input: RenderInput = {
    snapshot,
    place: { ...place, base, preview: { back, siteBase: place.base } },
    params: paramsOf(c, row),
  };
  const rendered: Rendered = await (row.kind === 'queried'
    ? row.render({ ...input, db: ctx.deps.db, now: ctx.now })
    : row.render(input));
  return pageResponse(rendered);
}

/** The filters of the page, without those that ask for a past. */
function paramsOf(c: Context<ConsoleEnv>, row: Representation): Params {
  const names = [...Object.keys(row.params ?? {}), ...(row.freeParams ?? [])].filter(
    (name) => name !== 'as_of' && name !== 'known_at',
  );
  const path: Params = c.req.param();
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = path[name] ?? c.req.query(name);
      return value ? [[name, value]] : [];
    }),
  );
}
