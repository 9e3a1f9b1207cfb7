import { Hono } from 'hono';
import { z } from 'zod';
import type { ConsoleEnv } from '../../console/env.ts';
import { may, needs } from '../../console/guard.ts';
import { answerPage } from '../../console/layout.tsx';
import { Empty, PageTitle, RecordTable } from '../../console/pieces.tsx';
import { PageNav } from '../../http/page-nav.tsx';
import { listSimilar } from '../service/addresses.ts';
import { pageHeld } from '../service/finding.ts';
import { heldOf, idOf } from './case.tsx';

/** Looking closer: the records of one kind, and other spellings of the addresses. */
export const lookingPages = new Hono<ConsoleEnv>();

const perPage = 50;

lookingPages.get(
  '/privacy-requests/:id/data/records/:kind',
  needs('listPersonalDataRecords'),
  async (c) => {
    const found = await heldOf(c);
    const kind = c.req.param('kind');
    const after = c.req.query('after');
    const page = await pageHeld(c.env.deps, idOf(c), kind, { after, limit: perPage });
    const here = `${found.here}/records/${kind}`;
    const name = found.shown.held.find((each) => each.kind === kind)?.record.en ?? kind;
    return answerPage(
      c,
      { title: name, current: 'rights' },
      <>
        <PageTitle title={name} crumb={{ href: found.here, label: 'What is held' }}>
          <p class="lead">Records about the person of {found.request.reference}.</p>
        </PageTitle>
        {page.items.length === 0 ? (
          <Empty>None on this page.</Empty>
        ) : (
          <RecordTable
            caption="Records"
            rows={page.items}
            columns={[
              { label: 'Record', cell: ({ title }) => <bdi>{title.en}</bdi> },
              { label: 'Number', cell: ({ id }) => <code>{id}</code> },
            ]}
          />
        )}
        <PageNav
          of="records"
          noun="records"
          newest={after === undefined ? undefined : here}
          older={page.next === null ? undefined : `${here}?after=${encodeURIComponent(page.next)}`}
        />
      </>,
    );
  },
);

const lookQuery = z.object({ after: z.string().max(400).optional().catch(undefined) });

lookingPages.get('/privacy-requests/:id/data/similar', needs('listSimilarAddresses'), async (c) => {
  const found = await heldOf(c);
  const { after } = lookQuery.parse(c.req.query());
  const { addresses, next } = await listSimilar(c.env.deps, idOf(c), after);
  const here = `${found.here}/similar`;
  return answerPage(
    c,
    { title: 'Other spellings', current: 'rights' },
    <>
      <PageTitle title="Other spellings" crumb={{ href: found.here, label: 'What is held' }}>
        <p class="lead">
          Mailboxes that may be the same as one of theirs, with another part behind a plus. They may
          be somebody else’s: ask, and add what is shown to be theirs.
        </p>
      </PageTitle>
      {addresses.length === 0 ? (
        <Empty>None among those looked at.</Empty>
      ) : (
        <ul>
          {addresses.map((address) => (
            <li>
              <bdi>{address}</bdi>
            </li>
          ))}
        </ul>
      )}
      <p class="acts">
        {next === null ? null : <a href={`${here}?after=${encodeURIComponent(next)}`}>Look on</a>}
        {may(c, 'addSubjectAddress') ? (
          <a href={`${found.here}/addresses/new`}>Add an address</a>
        ) : null}
      </p>
    </>,
  );
});
