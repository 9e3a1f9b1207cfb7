import { type Context, Hono } from 'hono';
import type { ConsoleEnv } from '../../console/env.ts';
import { may, needs } from '../../console/guard.ts';
import { answerPage, type Place, placeOf } from '../../console/layout.tsx';
import { Done, Empty, PageTitle, RecordTable, Stamp } from '../../console/pieces.tsx';
import { Moment, Time } from '../../http/dates.tsx';
import { Fact } from '../../http/facts.tsx';
import { channelWords, languageWords } from '../../subscribers/model/words.ts';
import type { Customer, Terms } from '../model.ts';
import { termsOf } from '../model.ts';
import { presentContact } from '../present.ts';
import { type FullContact, isLastAddress } from '../service/contacts.ts';
import { showCustomer } from '../service/showing.ts';
import { crumbOf, idOf, listPath, namesOf, Reach, titleOf } from './shared.tsx';
import { Notices } from './notice-table.tsx';
import { termLabels, wordsOfTerm } from './terms-fields.tsx';

/** One customer: what its contract says, who is told, and what it was told of. */
export const customerPage = new Hono<ConsoleEnv>();

const done = {
  made: 'The customer is there. Add whom a contract says must be told.',
  changed: 'The customer is changed. What was announced before keeps its terms.',
  added: 'The contact is told of changes from now on.',
  contact: 'The contact is changed.',
  moved: 'The contact has another address; what is on its way goes there.',
  removed: 'The contact is told of nothing more for this customer.',
  revoked: 'The link leads nowhere any more. The next mail has another.',
} as const;

type Shown = {
  readonly c: Context<ConsoleEnv>;
  readonly customer: Customer;
  readonly place: Place;
  /** Path of its page. */
  readonly here: string;
};

customerPage.get('/customers/:id', needs('getCustomer'), async (c) => {
  const { customer, contacts, profile, services, notices } = await showCustomer(
    c.env.deps,
    idOf(c),
  );
  const place = await placeOf(c);
  const shown = { c, customer, place, here: crumbOf(c, customer).href };
  const isPresent = customer.erasedAt === undefined;
  return answerPage(
    c,
    { title: titleOf(customer), current: 'customers' },
    <>
      <PageTitle
        title={titleOf(customer)}
        crumb={{ href: listPath(c), label: 'Customers and contacts' }}
      >
        <AgreementStamp {...shown} />
        {isPresent ? <Acts {...shown} /> : null}
      </PageTitle>
      <Done done={c.req.query('done')} words={done} />
      {isPresent ? <Contacts {...shown} contacts={contacts} /> : null}
      <TermsPart customer={customer} profile={profile} services={services} />
      <Notices place={place} notices={notices} />
    </>,
  );
});

function AgreementStamp({ customer, place }: Shown) {
  const { reference, agreementFrom, agreementUntil, erasedAt } = customer;
  return (
    <Stamp>
      {reference === undefined ? null : (
        <span>
          Reference <bdi>{reference}</bdi>
        </span>
      )}
      <span>
        Agreement from <Time day={agreementFrom} />
        {agreementUntil === undefined ? null : (
          <>
            {' '}
            until <Time day={agreementUntil} />
          </>
        )}
      </span>
      {erasedAt === undefined ? null : (
        <span>
          Erased <Moment at={erasedAt} zone={place.timeZone} />
        </span>
      )}
    </Stamp>
  );
}

function Acts({ c, here }: Shown) {
  const acts = [
    ['contacts/new', 'addContact', 'Add a contact'],
    ['edit', 'replaceCustomer', 'Edit'],
    ['link', 'getLink', 'Link to its own page'],
    ['export', 'exportCustomer', 'Export'],
    ['erasure', 'eraseCustomer', 'Erase'],
  ] as const;
  const open = acts.filter(([, operation]) => may(c, operation));
  return open.length === 0 ? null : (
    <p class="acts">
      {open.map(([path, , label], index) => (
        <a class={index === 0 ? 'button' : undefined} href={`${here}/${path}`}>
          {label}
        </a>
      ))}
    </p>
  );
}

function Contacts(shown: Shown & { readonly contacts: readonly FullContact[] }) {
  const current = shown.contacts.filter(({ removedAt }) => removedAt === undefined);
  const gone = shown.contacts.length - current.length;
  return (
    <section class="block" aria-labelledby="contacts">
      <h2 id="contacts">Contacts</h2>
      <Unreached contacts={current} />
      {current.length === 0 ? null : <ContactTable {...shown} contacts={current} />}
      {gone === 0 ? null : (
        <p class="fine quiet">
          {gone === 1 ? 'One more was' : `${gone} more were`} contacts before; that they were told
          stays as proof.
        </p>
      )}
    </section>
  );
}

/** The first thing to see to: a notice that nobody gets starts no clock. */
function Unreached({ contacts }: { readonly contacts: readonly FullContact[] }) {
  if (contacts.length === 0)
    return (
      <Empty>
        Nobody is told for this customer: no notice reaches it, and no time to object begins. Add a
        contact.
      </Empty>
    );
  const isReached = contacts.some(
    ({ subscription: { channel, state } }) => channel === 'email' && state === 'active',
  );
  return isReached ? null : (
    <p class="alarm" role="note">
      No mail reaches this customer now. Until a mail server accepts a notice, its time to object
      does not begin: correct an address, or add one.
    </p>
  );
}

function ContactTable({
  c,
  here,
  contacts,
}: Pick<Shown, 'c' | 'here'> & { readonly contacts: readonly FullContact[] }) {
  const { role } = c.get('visit').ctx.actor;
  return (
    <RecordTable
      caption="Contacts"
      rows={contacts}
      columns={[
        {
          label: 'Who',
          cell: (contact) => {
            const { name, address, host } = presentContact(contact, role);
            const where = address ?? `At ${host ?? 'an address that is gone'}`;
            return (
              <>
                <bdi>{name ?? where}</bdi>
                {name === null ? null : (
                  <span class="sub">
                    <bdi>{where}</bdi>
                  </span>
                )}
              </>
            );
          },
        },
        { label: 'As', cell: (contact) => <bdi>{contact.role}</bdi> },
        {
          label: 'By',
          cell: ({ subscription: { channel, language } }) =>
            `${channelWords[channel]}, ${languageWords[language]}`,
        },
        { label: 'Reachable', cell: ({ subscription }) => <Reach of={subscription} /> },
        {
          label: '',
          cell: (contact) => (
            <ContactActs
              c={c}
              here={`${here}/contacts/${contact.subscriptionId}`}
              contact={contact}
              isLast={isLastAddress(contacts, contact.subscriptionId)}
            />
          ),
        },
      ]}
    />
  );
}

function ContactActs({
  c,
  here,
  contact,
  isLast,
}: {
  readonly c: Context<ConsoleEnv>;
  readonly here: string;
  readonly contact: FullContact;
  readonly isLast: boolean;
}) {
  const about = <span class="unseen"> the contact as {contact.role}</span>;
  const canMove = contact.subscription.channel === 'email' && contact.subscription.state !== 'left';
  return (
    <span class="acts">
      {may(c, 'changeContact') ? <a href={`${here}/edit`}>Edit{about}</a> : null}{' '}
      {canMove && may(c, 'replaceContact') ? (
        <a href={`${here}/address`}>Other address{about}</a>
      ) : null}{' '}
      {!isLast && may(c, 'removeContact') ? <a href={`${here}/removal`}>Remove{about}</a> : null}
    </span>
  );
}

const order = Object.keys(termLabels) as readonly (keyof Terms)[];

function TermsPart({
  customer,
  profile,
  services,
}: Pick<Awaited<ReturnType<typeof showCustomer>>, 'customer' | 'profile' | 'services'>) {
  const terms = termsOf(customer, profile);
  return (
    <section class="block" aria-labelledby="terms">
      <h2 id="terms">Terms</h2>
      <p class="small">
        Of the profile <bdi>{profile.name}</bdi>, for what is announced from now on.
      </p>
      <dl class="facts">
        {order.map((name) => (
          <Fact label={termLabels[name]}>
            {wordsOfTerm(name, terms)}
            {customer.overrides[name] === undefined ? null : <span class="mark">Its own</span>}
          </Fact>
        ))}
        <Fact label="Services">{namesOf(customer.services, services)}</Fact>
        <Fact label="Regions">{customer.regions.join(', ')}</Fact>
        <Fact label="Told after the end">
          {customer.postTerminationDays === 0 ? undefined : `${customer.postTerminationDays} days`}
        </Fact>
      </dl>
    </section>
  );
}
