import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { counted } from '../../console/counted.ts';
import type { ConsoleEnv } from '../../console/env.ts';
import { needs } from '../../console/guard.ts';
import { answerPage } from '../../console/layout.tsx';
import { PageTitle } from '../../console/pieces.tsx';
import { findImport } from '../service/importing.ts';
import { listPath } from './shared.tsx';

/** What became of an import that takes longer than a page may. */
export const importProgress = new Hono<ConsoleEnv>();

export const importView = { title: 'Import customers', current: 'customers' };

export const importCrumb = (c: Context<ConsoleEnv>) => ({
  href: listPath(c),
  label: 'Customers and contacts',
});

/** Where the file is chosen. */
export const importStart = (c: Context<ConsoleEnv>) => `${listPath(c)}/import/upload`;

/** Seconds. */
const lookAgainAfter = 3;
/** After so long nothing comes of it any more: a transaction is over, or was undone. */
const hopelessMs = 120_000;

const underWay = z.object({
  lines: z.coerce.number().int().positive().catch(1),
  begun: z.coerce.number().int().positive().catch(0),
});

importProgress.get('/customers/import/under-way/:commit', needs('importCustomers'), async (c) => {
  const { lines, begun } = underWay.parse(c.req.query());
  const { ctx } = c.get('visit');
  const done = await findImport(ctx.deps.db, c.req.param('commit'));
  if (done !== undefined)
    return answerDone(
      c,
      `${counted(done.created, 'customer')} new, ${done.changed} changed; ${counted(done.contacts, 'contact')} told of changes from then on.`,
    );
  const isHopeless = ctx.now.getTime() - begun > hopelessMs;
  const here = new URL(c.req.url);
  const goOn = { to: `${here.pathname}${here.search}`, afterSeconds: lookAgainAfter };
  return answerPage(
    c,
    { ...importView, ...(!isHopeless && { goOn }) },
    isHopeless ? <Nothing c={c} /> : <UnderWay c={c} lines={lines} />,
  );
});

function UnderWay({ c, lines }: { readonly c: Context<ConsoleEnv>; readonly lines: number }) {
  return (
    <PageTitle title="The customers are being imported" crumb={importCrumb(c)}>
      <p class="progress" role="status">
        <label for="progress">{counted(lines, 'line')}, all of them or none</label>
        <progress id="progress" />
      </p>
      <p class="fine quiet">
        It goes on when you close this page, which looks again by itself; its address says later too
        what was done.
      </p>
    </PageTitle>
  );
}

function Nothing({ c }: { readonly c: Context<ConsoleEnv> }) {
  return (
    <PageTitle title="Nothing was imported" crumb={importCrumb(c)}>
      <p class="lead">
        What is stored had changed since you looked, Annex was stopped meanwhile, or the database
        gave up: one on another machine waits no more than five seconds, enough for some thousands
        of lines. Then import the file in parts. Nothing of it is stored.
      </p>
      <ChooseAgain c={c} />
    </PageTitle>
  );
}

/** After nothing was imported. */
export function ChooseAgain({ c }: { readonly c: Context<ConsoleEnv> }) {
  return (
    <p class="acts">
      <a class="button" href={importStart(c)}>
        Choose the file again
      </a>
    </p>
  );
}

export function answerDone(c: Context<ConsoleEnv>, sum: string): Promise<Response> {
  return answerPage(
    c,
    { ...importView, status: c.req.method === 'POST' ? 201 : 200 },
    <PageTitle title="The customers are imported" crumb={importCrumb(c)}>
      <p class="lead">{sum}</p>
      <p class="acts">
        <a class="button" href={listPath(c)}>
          To the customers
        </a>
      </p>
    </PageTitle>,
  );
}
