import type { Context } from 'hono';
import { createMiddleware } from 'hono/factory';
import type { ConsoleEnv } from '../../console/env.ts';
import { rootOf } from '../../console/guard.ts';
import { asId, type ListImportId } from '../../core/ids.ts';
import { getKept, type KeptImport } from '../service/kept-lists.ts';

export const idOf = (c: Context<ConsoleEnv>): ListImportId => asId('imp', c.req.param('id') ?? '');

export const keptOf = (c: Context<ConsoleEnv>): Promise<KeptImport> =>
  getKept(c.get('visit').ctx, idOf(c));

export const pathOf = (id: ListImportId) => `/register/import/${id}`;

export const crumbOf = (c: Context<ConsoleEnv>) => ({
  href: `${rootOf(c)}${pathOf(idOf(c))}`,
  label: 'What your list would do',
});

/** Pages read; 2,000 rows on one would be a megabyte of page. */
export const rowsPerPage = 50;

/** Lets pass while there is something to do; sending the last form twice leads to the same batch. */
export const whileOpen = createMiddleware<ConsoleEnv>(async (c, next) => {
  const { batch } = await keptOf(c);
  if (batch === undefined) return next();
  return c.redirect(`${rootOf(c)}/register/batches/${batch}`, 303);
});
