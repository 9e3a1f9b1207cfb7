import { Hono } from 'hono';
import { z } from 'zod';
import type { ConsoleEnv } from '../../console/env.ts';
import { needs } from '../../console/guard.ts';
import { answerPage, placeOf } from '../../console/layout.tsx';
import { Empty, PageTitle, RecordTable } from '../../console/pieces.tsx';
import { Moment } from '../../http/dates.tsx';
import { PageNav } from '../../http/page-nav.tsx';
import { listNames } from '../service/names.ts';
import { listSignIns } from '../service/sign-ins.ts';

/** When people and keys were in, and from where: for owners and auditors. */
export const signInTimes = new Hono<ConsoleEnv>();

const perPage = 50;

const query = z.object({
  actor: z.string().trim().max(200).catch(''),
  before: z.coerce.number().int().positive().optional().catch(undefined),
});

signInTimes.get('/record/sign-ins', needs('listSignIns'), async (c) => {
  const { actor, before } = query.parse(c.req.query());
  const { ctx } = c.get('visit');
  const filter = { actor: actor === '' ? undefined : actor, before };
  const { items, next } = await listSignIns(ctx, filter, perPage);
  const names = await listNames(ctx.deps.db);
  const { root, timeZone: zone } = await placeOf(c);
  const here = `${root}/record/sign-ins`;
  const of = actor === '' ? '' : `${new URLSearchParams({ actor })}&`;
  return answerPage(
    c,
    { title: 'Sign-in times', current: 'audit' },
    <>
      <PageTitle title="Sign-in times" crumb={{ href: `${root}/record`, label: 'Record' }}>
        <p class="lead">
          When people and keys were in, newest first. A stretch ends after half an hour without a
          request; network addresses are erased after 90 days.
        </p>
      </PageTitle>
      <Filter here={here} actor={actor} names={names} />
      {items.length === 0 ? (
        <Empty>Nobody of this name was in.</Empty>
      ) : (
        <RecordTable
          caption="Sign-in times, newest first"
          rows={items}
          columns={[
            {
              label: 'Who',
              cell: (signIn) => (
                <>
                  {names.has(signIn.actor) ? <bdi>{names.get(signIn.actor)}</bdi> : null}
                  <span class="sub">
                    <code>{signIn.actor}</code>
                  </span>
                </>
              ),
            },
            { label: 'From', cell: ({ firstAt }) => <Moment at={firstAt} zone={zone} /> },
            { label: 'Last request', cell: ({ lastAt }) => <Moment at={lastAt} zone={zone} /> },
            {
              label: 'Network address',
              cell: ({ clientAddress }) =>
                clientAddress === undefined ? (
                  <span class="quiet">Erased</span>
                ) : (
                  <code>{clientAddress}</code>
                ),
            },
          ]}
        />
      )}
      <PageNav
        of="sign-in times"
        noun="sign-ins"
        newest={before === undefined ? undefined : `${here}?${of}`}
        older={next === null ? undefined : `${here}?${of}before=${next}`}
      />
    </>,
  );
});

function Filter({
  here,
  actor,
  names,
}: {
  readonly here: string;
  readonly actor: string;
  readonly names: ReadonlyMap<string, string>;
}) {
  return (
    <form
      class="filter"
      method="get"
      action={here}
      role="search"
      aria-label="Filter the sign-in times"
    >
      <div>
        <label for="actor">Who</label>
        <input id="actor" name="actor" value={actor} list="actors" autocomplete="off" />
        <datalist id="actors">
          {[...names].map(([each, name]) => (
            <option value={each}>{name}</option>
          ))}
        </datalist>
      </div>
      <div>
        <button class="button plain">Show</button>
      </div>
    </form>
  );
}
