import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { confirmPage } from '../../console/confirm.tsx';
import { fromForm, toEntries } from '../../console/entries.ts';
import type { ConsoleEnv } from '../../console/env.ts';
import { ConsoleForm, formPage } from '../../console/form.tsx';
import { may, needs, rootOf } from '../../console/guard.ts';
import { answerPage, placeOf } from '../../console/layout.tsx';
import { Done, Empty, PageTitle, RecordTable } from '../../console/pieces.tsx';
import { TimeOf } from '../../http/dates.tsx';
import { readAs } from '../../http/exchange.ts';
import { ChoiceField, type FormState, LineField } from '../../http/form-fields.tsx';
import { PageNav } from '../../http/page-nav.tsx';
import { type AccessDomain, domainTreatments, type DomainTreatment } from '../model.ts';
import { byDomain, domainInput, domainQuery } from '../schema/rules.ts';
import { deleteDomain, findDomain, getDomain, listDomains, putDomain } from '../service/rules.ts';
import { queryOf } from './whose.tsx';

/** Mail domains that are allowed or blocked. */
export const domainForms = new Hono<ConsoleEnv>();

const perPage = 50;

const { shape } = domainQuery;
const query = z.object({
  treatment: shape.treatment.catch(undefined),
  after: shape.cursor.catch(undefined),
});

const treatmentWords: Readonly<Record<DomainTreatment, string>> = {
  allowed: 'Allowed',
  blocked: 'Blocked',
};

const done = {
  put: 'Stored.',
  waits: 'Leave waits for a second person; until then a person decides on those who ask.',
  removed: 'Nothing is said of the domain any more.',
} as const;

const crumbOf = (c: Context<ConsoleEnv>) => ({
  href: `${rootOf(c)}/documents/domains`,
  label: 'Mail domains',
});

domainForms.get('/documents/domains', needs('listAccessDomains'), async (c) => {
  const { treatment, after } = query.parse(c.req.query());
  const { items, next } = await listDomains(c.env.deps.db, treatment, after, perPage);
  const { root, timeZone: zone } = await placeOf(c);
  const here = `${root}/documents/domains`;
  const kept = queryOf({ treatment });
  return answerPage(
    c,
    { title: 'Mail domains', current: 'documents' },
    <>
      <PageTitle
        title="Mail domains"
        crumb={{ href: `${root}/documents/rules`, label: 'Access rules' }}
      >
        <p class="lead">
          Who writes from an allowed domain may be approved at once, as the rules say; who writes
          from a blocked one is declined.
        </p>
        {may(c, 'putAccessDomain') ? (
          <p class="acts">
            <a class="button" href={`${here}/new`}>
              Allow or block a domain
            </a>
          </p>
        ) : null}
      </PageTitle>
      <Done done={c.req.query('done')} words={done} />
      <Filter here={here} treatment={treatment} />
      {items.length === 0 ? (
        <Empty>Nothing is said of a domain: a person decides on all who ask.</Empty>
      ) : (
        <Domains c={c} items={items} here={here} zone={zone} />
      )}
      <PageNav
        of="list"
        noun="domains"
        newest={after === undefined ? undefined : `${here}?${kept}`}
        older={next === null ? undefined : `${here}?${kept}&after=${next}`}
      />
    </>,
  );
});

function Filter({ here, treatment }: { here: string; treatment: DomainTreatment | undefined }) {
  return (
    <form class="filter" method="get" action={here} role="search" aria-label="Filter the domains">
      <div>
        <label for="treatment">Show</label>
        <select id="treatment" name="treatment">
          <option value="">All</option>
          {domainTreatments.map((each) => (
            <option value={each} selected={each === treatment}>
              {treatmentWords[each]}
            </option>
          ))}
        </select>
      </div>
      <div>
        <button class="button plain">Show</button>
      </div>
    </form>
  );
}

type Listed = {
  readonly c: Context<ConsoleEnv>;
  readonly items: readonly AccessDomain[];
  readonly here: string;
  readonly zone: string;
};

function Domains({ c, items, here, zone }: Listed) {
  return (
    <RecordTable
      caption="Mail domains, by name"
      rows={items}
      columns={[
        { label: 'Domain', cell: ({ domain }) => <bdi>{domain}</bdi> },
        { label: 'Treatment', cell: ({ treatment }) => treatmentWords[treatment] },
        { label: 'Why', cell: ({ note }) => (note === undefined ? null : <bdi>{note}</bdi>) },
        { label: 'Since', cell: ({ changedAt }) => <TimeOf at={changedAt} zone={zone} /> },
        {
          label: '',
          cell: ({ domain }) => (
            <span class="acts">
              {may(c, 'putAccessDomain') ? (
                <a href={`${here}/${domain}/edit`}>
                  Change<span class="unseen"> {domain}</span>
                </a>
              ) : null}{' '}
              {may(c, 'deleteAccessDomain') ? (
                <a href={`${here}/${domain}/removal`}>
                  Remove<span class="unseen"> {domain}</span>
                </a>
              ) : null}
            </span>
          ),
        },
      ]}
    />
  );
}

const labels = { domain: 'Mail domain', treatment: 'Treatment', note: 'Why' } as const;

function Fields({ form }: { readonly form: FormState }) {
  return (
    <>
      <ChoiceField
        form={form}
        name="treatment"
        label={labels.treatment}
        options={[
          { value: 'allowed', text: 'Allowed: this domain only, and not those below it' },
          { value: 'blocked', text: 'Blocked, with all domains below it' },
        ]}
      />
      <LineField
        form={form}
        name="note"
        label={labels.note}
        max={500}
        autocomplete="off"
        optional
        hint="For staff only."
      />
    </>
  );
}

const lead =
  'What was decided stays. Leave waits for somebody else to approve it; a block holds at once.';

formPage(domainForms, {
  path: '/documents/domains/new',
  guards: [needs('putAccessDomain')],
  schema: fromForm(domainInput.extend(byDomain.shape)),
  labels,
  view: () => ({ title: 'Allow or block a domain', current: 'documents' }),
  content: (c, drawn) => (
    <>
      <PageTitle title="Allow or block a domain" crumb={crumbOf(c)}>
        <p class="lead">{lead}</p>
      </PageTitle>
      <ConsoleForm drawn={drawn} submit="Store" cancel={crumbOf(c).href}>
        <LineField
          form={drawn.form}
          name="domain"
          label={labels.domain}
          max={253}
          autocomplete="off"
          hint="As it stands in mail addresses, e.g. bank.example."
        />
        <Fields form={drawn.form} />
      </ConsoleForm>
    </>
  ),
  act: (c, said) => put(c, said, 0),
});

async function put(
  c: Context<ConsoleEnv>,
  said: Parameters<typeof putDomain>[1],
  version: number,
): Promise<string> {
  const set = await putDomain(c.get('visit').ctx, said, version);
  return `/documents/domains?done=${'proposal' in set ? 'waits' : 'put'}`;
}

/** As the address says. Refuses `not_found`. */
function domainOf(c: Context<ConsoleEnv>): Promise<AccessDomain> {
  return getDomain(c.env.deps.db, c.req.param('domain') ?? '');
}

formPage(domainForms, {
  path: '/documents/domains/:domain/edit',
  guards: [needs('putAccessDomain')],
  schema: fromForm(domainInput),
  labels,
  async stored(c) {
    // Somebody may have removed it meanwhile: then what was typed is said anew.
    const found = await findDomain(c.env.deps.db, c.req.param('domain') ?? '');
    return {
      version: found?.version ?? 0,
      entries: toEntries(found ?? {}, ['treatment', 'note']),
    };
  },
  view: () => ({ title: 'Change a domain', current: 'documents' }),
  content: (c, drawn) => (
    <>
      <PageTitle title={c.req.param('domain') ?? ''} crumb={crumbOf(c)}>
        <p class="lead">{lead}</p>
      </PageTitle>
      <ConsoleForm drawn={drawn} submit="Store" cancel={crumbOf(c).href}>
        <Fields form={drawn.form} />
      </ConsoleForm>
    </>
  ),
  async act(c, said, version) {
    const { domain } = readAs(byDomain, { domain: c.req.param('domain') });
    return put(c, { ...said, domain }, version);
  },
});

confirmPage(domainForms, {
  path: '/documents/domains/:domain/removal',
  guards: [needs('deleteAccessDomain')],
  current: 'documents',
  schema: z.object({}),
  async ask(c) {
    const { domain, treatment, version } = await domainOf(c);
    return {
      title: `Say nothing of ${domain} any more?`,
      crumb: crumbOf(c),
      version,
      stands: treatmentWords[treatment],
      effects: [
        treatment === 'blocked'
          ? 'Who writes from it is no longer declined: the other rules hold, and then a person decides.'
          : 'Who writes from it is no longer approved at once: the other rules hold, and then a person decides.',
        'What was decided stays. A proposal about this domain that waits is dropped.',
      ],
      submit: 'Remove it',
    };
  },
  async act(c, _, version) {
    await deleteDomain(c.get('visit').ctx, c.req.param('domain') ?? '', version);
    return '/documents/domains?done=removed';
  },
});
