import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { confirmPage } from '../../console/confirm.tsx';
import type { ConsoleEnv } from '../../console/env.ts';
import { may, needs } from '../../console/guard.ts';
import { answerPage, placeOf } from '../../console/layout.tsx';
import { Done, Empty, PageTitle, RecordTable } from '../../console/pieces.tsx';
import { asId } from '../../core/ids.ts';
import { Moment, TimeOf } from '../../http/dates.tsx';
import { Fact } from '../../http/facts.tsx';
import { PageNav } from '../../http/page-nav.tsx';
import { acceptanceFile } from '../copy.ts';
import type { Acceptance, Nda } from '../model.ts';
import { acceptanceQuery } from '../schema/rules.ts';
import {
  endAcceptance,
  getAcceptance,
  listAcceptances,
  listNdas,
  loadCopy,
} from '../service/ndas.ts';
import { presentAcceptance } from '../staff-present.ts';
import { acceptanceForm } from './acceptance-form.tsx';
import { queryOf } from './whose.tsx';

/** Who accepted which text, here or on paper. */
export const acceptancePages = new Hono<ConsoleEnv>();

const perPage = 50;

const { shape } = acceptanceQuery;
const query = z.object({
  nda: shape.nda.catch(undefined),
  domain: shape.domain.catch(undefined),
  source: shape.source.catch(undefined),
  after: shape.cursor.catch(undefined),
});

type Query = z.output<typeof query>;

const done = {
  recorded: 'The NDA is on file.',
  ended: 'It counts no more.',
} as const;

const sourceWords = { form: 'Accepted here', 'on-file': 'Signed elsewhere' } as const;
const coverWords = { person: 'One person', domain: 'All of the mail domain' } as const;

acceptancePages.get('/documents/acceptances', needs('listNdaAcceptances'), async (c) => {
  const { after, ...asked } = query.parse(c.req.query());
  const { db } = c.env.deps;
  const { items, next } = await listAcceptances(db, asked, after, perPage);
  const { root, timeZone: zone } = await placeOf(c);
  const here = `${root}/documents/acceptances`;
  const ndas = await listNdas(db);
  const kept = queryOf(asked);
  return answerPage(
    c,
    { title: 'Who accepted an NDA', current: 'documents' },
    <>
      <PageTitle
        title="Who accepted"
        crumb={{ href: `${root}/documents/ndas`, label: 'NDA texts' }}
      >
        <p class="lead">Newest first, also what counts no more.</p>
        {may(c, 'recordNdaOnFile') ? (
          <p class="acts">
            <a class="button" href={`${here}/new`}>
              Record one that was signed elsewhere
            </a>
          </p>
        ) : null}
      </PageTitle>
      <Done done={c.req.query('done')} words={done} />
      <Filter asked={asked} here={here} ndas={ndas} />
      {items.length === 0 ? (
        <Empty>None. People accept a text on the page of their request.</Empty>
      ) : (
        <Acceptances c={c} items={items} ndas={ndas} here={here} zone={zone} />
      )}
      <PageNav
        of="acceptances"
        noun="acceptances"
        newest={after === undefined ? undefined : `${here}?${kept}`}
        older={next === null ? undefined : `${here}?${kept}&after=${next}`}
      />
    </>,
  );
});

function Filter({
  asked,
  here,
  ndas,
}: {
  readonly asked: Omit<Query, 'after'>;
  readonly here: string;
  readonly ndas: readonly Nda[];
}) {
  return (
    <form class="filter" method="get" action={here} role="search" aria-label="Filter the list">
      <div>
        <label for="nda">Text</label>
        <select id="nda" name="nda">
          <option value="">Any</option>
          {ndas.map(({ id, name, number }) => (
            <option value={id} selected={id === asked.nda}>
              {name}, version {number}
            </option>
          ))}
        </select>
      </div>
      <div>
        <label for="source">How</label>
        <select id="source" name="source">
          <option value="">Any</option>
          {Object.entries(sourceWords).map(([value, text]) => (
            <option value={value} selected={value === asked.source}>
              {text}
            </option>
          ))}
        </select>
      </div>
      <div>
        <label for="domain">Mail domain</label>
        <input id="domain" name="domain" value={asked.domain ?? ''} autocomplete="off" />
      </div>
      <div>
        <button class="button plain">Show</button>
      </div>
    </form>
  );
}

type Listed = {
  readonly c: Context<ConsoleEnv>;
  readonly items: readonly Acceptance[];
  readonly ndas: readonly Nda[];
  readonly here: string;
  readonly zone: string;
};

function Acceptances({ c, items, ndas, here, zone }: Listed) {
  const { actor, now } = c.get('visit').ctx;
  return (
    <RecordTable
      caption="Acceptances"
      rows={items}
      columns={[
        {
          label: 'Who',
          cell: (each) => {
            const { fullName, company, domain } = presentAcceptance(each, actor.role);
            return (
              <>
                <a href={`${here}/${each.id}`} dir="auto">
                  {company ?? domain}
                </a>
                {fullName === null ? null : (
                  <span class="sub">
                    <bdi>{fullName}</bdi>
                  </span>
                )}
              </>
            );
          },
        },
        { label: 'Text', cell: ({ ndaId }) => textOf(ndas, ndaId) },
        { label: 'How', cell: ({ source }) => sourceWords[source] },
        { label: 'On', cell: ({ acceptedAt }) => <TimeOf at={acceptedAt} zone={zone} /> },
        { label: 'Counts', cell: ({ endedAt }) => <Counts endedAt={endedAt} {...{ now, zone }} /> },
      ]}
    />
  );
}

function Counts({ endedAt, now, zone }: { endedAt: Date | undefined; now: Date; zone: string }) {
  if (endedAt === undefined) return <span class="is is-current">Without an end</span>;
  return (
    <span class={endedAt <= now ? 'is is-ended' : 'is is-current'}>
      {endedAt <= now ? 'Ended' : 'Until'}{' '}
      <TimeOf at={new Date(endedAt.getTime() - 1)} zone={zone} />
    </span>
  );
}

function textOf(ndas: readonly Nda[], id: Nda['id']): string {
  const nda = ndas.find((each) => each.id === id);
  return nda === undefined ? '' : `${nda.name}, version ${nda.number}`;
}

function acceptanceOf(c: Context<ConsoleEnv>) {
  return getAcceptance(c.env.deps.db, asId('acc', c.req.param('acceptance') ?? ''));
}

const path = '/documents/acceptances/:acceptance{acc_[0-9a-f]+}';

acceptancePages.get(path, needs('getNdaAcceptance'), async (c) => {
  const found = await acceptanceOf(c);
  const { root, timeZone: zone } = await placeOf(c);
  const { actor, now } = c.get('visit').ctx;
  const shown = presentAcceptance(found, actor.role);
  const here = `${root}/documents/acceptances`;
  const ndas = await listNdas(c.env.deps.db);
  const isOver = found.endedAt !== undefined && found.endedAt <= now;
  return answerPage(
    c,
    { title: 'An acceptance', current: 'documents' },
    <>
      <PageTitle
        title={shown.company ?? shown.domain}
        crumb={{ href: here, label: 'Who accepted' }}
      >
        <p class="acts">
          {found.requestId !== undefined && found.signer && may(c, 'downloadNdaCopy') ? (
            <a href={`${here}/${found.id}/copy.pdf`}>The signed copy as PDF</a>
          ) : null}
          {!isOver && may(c, 'endNdaAcceptance') ? (
            <a href={`${here}/${found.id}/end`}>End it</a>
          ) : null}
        </p>
      </PageTitle>
      <Done done={c.req.query('done')} words={done} />
      <dl class="facts">
        <Fact label="Name">{shown.fullName}</Fact>
        <Fact label="Function">{shown.title}</Fact>
        <Fact label="E-mail">{shown.email}</Fact>
        <Fact label="Mail domain">{shown.domain}</Fact>
        <Fact label="Text">
          <a href={`${root}/documents/ndas/${found.ndaId}`}>{textOf(ndas, found.ndaId)}</a>
        </Fact>
        <Fact label="Binds">{coverWords[shown.covers]}</Fact>
        <Fact label="How">{sourceWords[found.source]}</Fact>
        <Fact label="On">
          <Moment at={found.acceptedAt} zone={zone} />
        </Fact>
        <Fact label="Counts">
          <Counts endedAt={found.endedAt} now={now} zone={zone} />
        </Fact>
        <Fact label="Where it lies">{shown.note}</Fact>
        <Fact label="Request">
          {found.requestId === undefined ? undefined : (
            <a href={`${root}/requests/${found.requestId}`}>The request it was accepted for</a>
          )}
        </Fact>
      </dl>
    </>,
  );
});

acceptancePages.get(`${path}/copy.pdf`, needs('downloadNdaCopy'), async (c) => {
  const { deps } = c.env;
  return acceptanceFile(
    deps,
    await loadCopy(deps.db, asId('acc', c.req.param('acceptance') ?? '')),
  );
});

confirmPage(acceptancePages, {
  path: `${path}/end`,
  guards: [needs('endNdaAcceptance')],
  current: 'documents',
  schema: z.object({}),
  async ask(c) {
    const found = await acceptanceOf(c);
    const { root } = await placeOf(c);
    const { covers, domain } = presentAcceptance(found, 'viewer');
    return {
      title: 'Does it count no more?',
      crumb: { href: `${root}/documents/acceptances/${found.id}`, label: 'The acceptance' },
      stands: found.endedAt === undefined ? 'It counts' : 'It has an end',
      effects: [
        covers === 'domain'
          ? `Everybody of ${domain} is asked to accept the text before the next grant.`
          : 'This person is asked to accept the text before the next grant. Nobody is mailed now.',
        'What was given under it stays until its grants end or are taken back.',
        'It can not be undone.',
      ],
      submit: 'End it',
    };
  },
  async act(c) {
    await endAcceptance(c.get('visit').ctx, asId('acc', c.req.param('acceptance') ?? ''));
    return '/documents/acceptances?done=ended';
  },
});

acceptancePages.route('/', acceptanceForm);
