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
import { type GrantState, grantStates, isStanding } from '../model/grants.ts';
import type { InventoryLine } from '../model/record.ts';
import { presentGrant } from '../present/record.ts';
import { grantQuery } from '../schema/record.ts';
import { reissueLink } from '../service/grant-keeping.ts';
import { documentsById } from '../service/reading.ts';
import { getInventoryLine, listDownloads, listGrants } from '../service/record-inventory.ts';
import { grantWords } from '../words/states.ts';
import { Copies } from './copies.tsx';
import { DocumentSelect, Holder, queryOf } from './whose.tsx';

/** Who may have which document, and one grant with its copies. */
export const grantPages = new Hono<ConsoleEnv>();

const perPage = 50;
const mostCopies = 100;

const { shape } = grantQuery;
const query = z.object({
  document: shape.document.catch(undefined),
  domain: z.preprocess((text) => text || undefined, shape.domain).catch(undefined),
  state: shape.state.catch(undefined),
  after: shape.cursor.catch(undefined),
});

type Query = Omit<z.output<typeof query>, 'after'>;

const shapes: Readonly<Record<GrantState, string>> = {
  'in-force': 'current',
  'used-up': 'announced',
  ended: 'ended',
  revoked: 'ended',
};

function StateOf({ state }: Pick<InventoryLine, 'state'>) {
  return <span class={`is is-${shapes[state]}`}>{grantWords[state]}</span>;
}

grantPages.get('/documents/grants', needs('listGrants'), async (c) => {
  const { after, ...asked } = query.parse(c.req.query());
  const { deps } = c.env;
  const { items, next } = await listGrants(deps, asked, after, perPage);
  const { root, timeZone: zone } = await placeOf(c);
  const here = `${root}/documents/grants`;
  const kept = queryOf(asked);
  return answerPage(
    c,
    { title: 'Who has what', current: 'documents' },
    <>
      <PageTitle title="Who has what" crumb={{ href: `${root}/documents`, label: 'Documents' }}>
        <p class="lead">
          Each line is the right of one person to one version of a document, newest first. Some
          allow <a href={`${root}/documents/tokens`}>tokens for programs</a>.
        </p>
      </PageTitle>
      <Filter asked={asked} here={here} documents={[...(await documentsById(deps.db)).values()]} />
      {items.length === 0 ? (
        <Empty>
          {kept === ''
            ? 'Nobody was given anything yet. Grants come from document requests that are approved.'
            : 'None fits. Leave out a choice.'}
        </Empty>
      ) : (
        <Grants c={c} items={items} here={here} zone={zone} />
      )}
      <PageNav
        of="inventory"
        noun="grants"
        newest={after === undefined ? undefined : `${here}?${kept}`}
        older={next === null ? undefined : `${here}?${kept}&after=${next}`}
      />
    </>,
  );
});

function Filter({
  asked,
  here,
  documents,
}: {
  readonly asked: Query;
  readonly here: string;
  readonly documents: Parameters<typeof DocumentSelect>[0]['documents'];
}) {
  return (
    <form class="filter" method="get" action={here} role="search" aria-label="Filter the grants">
      <DocumentSelect documents={documents} chosen={asked.document} />
      <div>
        <label for="state">State</label>
        <select id="state" name="state">
          <option value="">Any</option>
          {grantStates.map((each) => (
            <option value={each} selected={each === asked.state}>
              {grantWords[each]}
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
  readonly items: readonly InventoryLine[];
  readonly here: string;
  readonly zone: string;
};

function Grants({ c, items, here, zone }: Listed) {
  const { role } = c.get('visit').ctx.actor;
  return (
    <RecordTable
      caption="Grants"
      rows={items}
      columns={[
        {
          label: 'Grant',
          cell: ({ grant }) => <a href={`${here}/${grant.id}`}>{grant.reference}</a>,
        },
        { label: 'Who', cell: (line) => <Holder shown={presentGrant(line, role)} /> },
        {
          label: 'Document',
          cell: ({ title, version }) => (
            <>
              <bdi>{title}</bdi>
              <span class="sub">Version {version}</span>
            </>
          ),
        },
        { label: 'State', cell: ({ state }) => <StateOf state={state} /> },
        { label: 'Until', cell: ({ grant }) => <TimeOf at={grant.until} zone={zone} /> },
        {
          label: 'Downloads',
          cell: ({ grant }) => `${grant.downloads} of ${grant.mostDownloads}`,
        },
      ]}
    />
  );
}

const path = '/documents/grants/:grant{grt_[0-9a-f]+}';

function lineOf(c: Context<ConsoleEnv>): Promise<InventoryLine> {
  return getInventoryLine(c.env.deps, asId('grt', c.req.param('grant') ?? ''));
}

grantPages.get(path, needs('getGrant'), async (c) => {
  const line = await lineOf(c);
  const { root, timeZone: zone } = await placeOf(c);
  const { grant } = line;
  const shown = presentGrant(line, c.get('visit').ctx.actor.role);
  const copies = may(c, 'listDownloads')
    ? (await listDownloads(c.env.deps, { grant: grant.id }, undefined, mostCopies)).items
    : [];
  return answerPage(
    c,
    { title: grant.reference, current: 'documents' },
    <>
      <PageTitle
        title={grant.reference}
        crumb={{ href: `${root}/documents/grants`, label: 'Who has what' }}
      >
        <p class="lead">
          <bdi>{shown.company ?? shown.domain}</bdi>: {line.title}, version {line.version}.
        </p>
        <Acts c={c} line={line} root={root} />
      </PageTitle>
      <Done
        done={c.req.query('done')}
        words={{ mailed: 'A new link is on its way; links sent before have ended.' }}
      />
      <dl class="facts">
        <Fact label="State">
          <StateOf state={line.state} />
        </Fact>
        <Fact label="Name">{shown.name}</Fact>
        <Fact label="E-mail">{shown.email}</Fact>
        <Fact label="Mail domain">{shown.domain}</Fact>
        <Fact label="From">
          <Moment at={grant.from} zone={zone} />
        </Fact>
        <Fact label="Until">
          <Moment at={grant.until} zone={zone} />
        </Fact>
        <Fact label="Downloads">
          {grant.downloads} of {grant.mostDownloads}
        </Fact>
        <Fact label="Token for programs">{grant.allowsToken ? 'Allowed' : 'Not allowed'}</Fact>
        <Fact label="NDA">
          {grant.acceptanceId === undefined ? undefined : (
            <a href={`${root}/documents/acceptances/${grant.acceptanceId}`}>Accepted</a>
          )}
        </Fact>
        <Fact label="Request">
          <a href={`${root}/requests/${line.requestId}`}>{line.requestReference}</a>
        </Fact>
      </dl>
      <section class="block" aria-labelledby="copies">
        <h2 id="copies">Copies given out</h2>
        {copies.length === 0 ? (
          <p class="small quiet">None was fetched.</p>
        ) : (
          <Copies c={c} items={copies} root={root} zone={zone} />
        )}
      </section>
    </>,
  );
});

function Acts({
  c,
  line: { grant, requestId },
  root,
}: Pick<Listed, 'c'> & { readonly line: InventoryLine; readonly root: string }) {
  if (!isStanding(grant, c.get('visit').ctx.now)) return null;
  const at = `${root}/requests/${requestId}/grants/${grant.id}`;
  return (
    <p class="acts">
      {may(c, 'setGrantTerms') ? <a href={`${at}/terms`}>Extend or shorten</a> : null}
      {may(c, 'reissueLink') ? (
        <a href={`${root}/documents/grants/${grant.id}/link`}>Mail a new link</a>
      ) : null}
      {may(c, 'revokeGrant') ? <a href={`${at}/revocation`}>Take it back</a> : null}
    </p>
  );
}

confirmPage(grantPages, {
  path: `${path}/link`,
  guards: [needs('reissueLink')],
  current: 'documents',
  schema: z.object({}),
  async ask(c) {
    const line = await lineOf(c);
    const { root } = await placeOf(c);
    const { email } = presentGrant(line, c.get('visit').ctx.actor.role);
    return {
      title: 'Mail a new link?',
      crumb: { href: `${root}/documents/grants/${line.grant.id}`, label: line.grant.reference },
      version: line.grant.version,
      stands: grantWords[line.state],
      effects: [
        `One mail goes to ${email ?? `the confirmed address at ${line.domain}`}, and nowhere else.`,
        'Its link works once and opens all that the request holds. Links sent before end.',
      ],
      submit: 'Mail the link',
    };
  },
  async act(c) {
    const { grant } = await lineOf(c);
    await reissueLink(c.get('visit').ctx, grant.id);
    return `/documents/grants/${grant.id}?done=mailed`;
  },
});
