import { type Context, Hono } from 'hono';
import { z } from 'zod';
import type { ConsoleEnv } from '../../console/env.ts';
import { may, needs } from '../../console/guard.ts';
import { answerPage, placeOf } from '../../console/layout.tsx';
import { addressOf, FilterSelect, ListNav } from '../../console/list-nav.tsx';
import { Done, Empty, PageTitle, RecordTable } from '../../console/pieces.tsx';
import { Time } from '../../http/dates.tsx';
import type { Customer, Profile } from '../model.ts';
import { lastDayInScope } from '../model.ts';
import { customerQuery } from '../schema.ts';
import { listCorrections } from '../service/correcting.ts';
import { countCustomers, listCustomers } from '../service/customers.ts';
import { listProfiles } from '../service/profiles.ts';
import { listServiceNames } from '../service/showing.ts';
import { contactForms } from './contact-forms.tsx';
import { correctionPages } from './corrections.tsx';
import { customerForms } from './customer-forms.tsx';
import { customerPage } from './customer.tsx';
import { exportForms } from './exports.tsx';
import { importForms } from './imports.tsx';
import { linkForms } from './links.tsx';
import { profilePages } from './profiles.tsx';
import { namesOf, titleOf } from './shared.tsx';

/** Who has a contract, what it says, and who is told for them. */
export const customerPages = new Hono<ConsoleEnv>();

const perPage = 50;

const query = z.object({
  q: z.string().trim().max(200).catch(''),
  profile: customerQuery.shape.profile.catch(undefined),
  service: customerQuery.shape.service.catch(undefined),
  state: customerQuery.shape.state.catch(undefined),
  after: customerQuery.shape.cursor.catch(undefined),
});
type Query = z.infer<typeof query>;

const done = { erased: 'The customer is erased. What was announced to it stays.' } as const;

const stateWords = { active: 'In force', ended: 'Over' } as const;

customerPages.get('/customers', needs('listCustomers'), async (c) => {
  const { ctx } = c.get('visit');
  const asked = query.parse(c.req.query());
  const { after, q, ...filter } = asked;
  const wanted = { ...filter, ...(q !== '' && { q }) };
  const { items, next } = await listCustomers(ctx, { ...wanted, after }, perPage);
  const count = await countCustomers(ctx, wanted);
  const profiles = await listProfiles(ctx.deps.db);
  const services = await listServiceNames(ctx.deps.db);
  const { root } = await placeOf(c);
  const here = `${root}/customers`;
  const isFiltered = addressOf('', wanted) !== '';
  const waiting = (await listCorrections(ctx.deps, undefined, perPage)).items.length;
  return answerPage(
    c,
    { title: 'Customers', current: 'customers' },
    <>
      <PageTitle title="Customers and contacts">
        <p class="lead">
          {leadOf(count, isFiltered)} Each is told of changes by the terms of its contract.
        </p>
        <Acts c={c} here={here} hasProfiles={profiles.length > 0} waiting={waiting} />
      </PageTitle>
      <Done done={c.req.query('done')} words={done} />
      {count === 0 && !isFiltered ? null : (
        <Filter asked={asked} here={here} profiles={profiles} services={services} />
      )}
      {items.length === 0 ? (
        <None
          isFiltered={isFiltered}
          here={here}
          hasProfiles={profiles.length > 0}
          mayMake={may(c, 'createProfile')}
        />
      ) : (
        <Customers customers={items} profiles={profiles} services={services} here={here} />
      )}
      <ListNav
        of="the customers"
        first={after === undefined ? undefined : addressOf(here, wanted)}
        next={next === null ? undefined : addressOf(here, { ...wanted, after: next })}
      />
    </>,
  );
});

function Acts({
  c,
  here,
  hasProfiles,
  waiting,
}: {
  readonly c: Context<ConsoleEnv>;
  readonly here: string;
  /** Nobody is a customer without terms. */
  readonly hasProfiles: boolean;
  readonly waiting: number;
}) {
  const count = waiting < perPage ? String(waiting) : `${waiting} or more`;
  return (
    <p class="acts">
      {hasProfiles && may(c, 'createCustomer') ? (
        <a class="button" href={`${here}/new`}>
          Add a customer
        </a>
      ) : null}
      {hasProfiles && may(c, 'importCustomers') ? (
        <a href={`${here}/import/upload`}>Import from CSV</a>
      ) : null}
      {may(c, 'exportCustomers') ? <a href={`${here}/export`}>Export as CSV</a> : null}
      <a href={`${here}/profiles`}>Profiles of terms</a>
      {may(c, 'listCorrections') ? (
        <a href={`${here}/corrections`}>Corrections{waiting === 0 ? null : ` (${count})`}</a>
      ) : null}
    </p>
  );
}

type Named = readonly { readonly slug: string; readonly name: string }[];

function leadOf(count: number, isFiltered: boolean): string {
  const noun = count === 1 ? 'customer' : 'customers';
  return isFiltered ? `${count} ${noun} fit.` : `${count} ${noun}.`;
}

function None({
  isFiltered,
  here,
  hasProfiles,
  mayMake,
}: {
  readonly isFiltered: boolean;
  readonly here: string;
  readonly hasProfiles: boolean;
  readonly mayMake: boolean;
}) {
  if (isFiltered)
    return (
      <Empty>
        No customer fits. Search for less of the name, or leave out a filter:{' '}
        <a href={here}>all customers</a>.
      </Empty>
    );
  if (hasProfiles)
    return <Empty>No customer yet. Add the first, or import all of them from a spreadsheet.</Empty>;
  return (
    <Empty>
      No customer yet. Each has the terms of a profile, so begin with the terms of your standard
      contract.{' '}
      {mayMake ? <a href={`${here}/profiles/new`}>Write the first profile of terms</a> : null}
    </Empty>
  );
}

function Filter({
  asked,
  here,
  profiles,
  services,
}: {
  readonly asked: Query;
  readonly here: string;
  readonly profiles: readonly Profile[];
  readonly services: Named;
}) {
  return (
    <form class="filter" method="get" action={here} role="search" aria-label="Filter the customers">
      <div>
        <label for="q">Name or reference</label>
        <input id="q" name="q" value={asked.q} autocomplete="off" maxlength={200} />
      </div>
      <FilterSelect
        name="profile"
        label="Profile"
        chosen={asked.profile}
        options={profiles.map(({ slug, name }) => ({ value: slug, text: name }))}
      />
      <FilterSelect
        name="service"
        label="Uses"
        chosen={asked.service}
        options={services.map(({ slug, name }) => ({ value: slug, text: name }))}
      />
      <FilterSelect
        name="state"
        label="Agreement"
        chosen={asked.state}
        options={Object.entries(stateWords).map(([value, text]) => ({ value, text }))}
      />
      <div>
        <button class="button plain">Show</button>
      </div>
    </form>
  );
}

function Customers({
  customers,
  profiles,
  services: known,
  here,
}: {
  readonly customers: readonly Customer[];
  readonly profiles: readonly Profile[];
  readonly services: Named;
  readonly here: string;
}) {
  const names = new Map(profiles.map(({ slug, name }) => [slug, name]));
  return (
    <RecordTable
      caption="Customers"
      rows={customers}
      columns={[
        {
          label: 'Customer',
          cell: (customer) => (
            <>
              <a href={`${here}/${customer.id}`}>
                <bdi>{titleOf(customer)}</bdi>
              </a>
              {customer.reference === undefined ? null : (
                <span class="sub">
                  <bdi>{customer.reference}</bdi>
                </span>
              )}
            </>
          ),
        },
        {
          label: 'Terms',
          cell: ({ profile, overrides }) => (
            <>
              <bdi>{names.get(profile) ?? profile}</bdi>
              {Object.keys(overrides).length === 0 ? null : (
                <span class="sub">with terms of its own</span>
              )}
            </>
          ),
        },
        {
          label: 'Services',
          cell: ({ services }) => namesOf(services, known),
        },
        { label: 'Agreement', cell: (customer) => <Agreement of={customer} /> },
      ]}
    />
  );
}

function Agreement({ of }: { readonly of: Customer }) {
  const last = lastDayInScope(of);
  if (of.erasedAt !== undefined) return <span class="is is-removed">Erased</span>;
  return (
    <>
      From <Time day={of.agreementFrom} />
      {last === undefined ? null : (
        <span class="sub">
          told until <Time day={last} />
        </span>
      )}
    </>
  );
}

// What has a name of its own comes before what is named by an id.
customerPages.route('/', profilePages);
customerPages.route('/', correctionPages);
customerPages.route('/', importForms);
customerPages.route('/', exportForms);
customerPages.route('/', customerForms);
customerPages.route('/', contactForms);
customerPages.route('/', linkForms);
customerPages.route('/', customerPage);
