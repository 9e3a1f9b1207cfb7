import { Hono } from 'hono';
import type { Child } from 'hono/jsx';
import type { ConsoleEnv } from '../../console/env.ts';
import { may, needs } from '../../console/guard.ts';
import { answerPage, placeOf } from '../../console/layout.tsx';
import { Done, PageTitle, RecordTable } from '../../console/pieces.tsx';
import { Fact, joined, MailLink, WebLink } from '../../http/facts.tsx';
import { staleTranslation } from '../../console/translation-fields.tsx';
import { countryName } from '../../core/countries.ts';
import { type ContactPoint, isUnnamed, type Organisation, type Service } from '../model.ts';
import { presentNoticePolicy } from '../present.ts';
import { getOrganisation, listServices } from '../service.ts';
import { aspectWords, deskWords, languageName } from '../words.ts';
import { Gaps } from './parts.tsx';

/** Who publishes here: the profile, the services, and what is missing of them. */
export const organisationPages = new Hono<ConsoleEnv>();

const done = {
  stored: 'It is stored, and the public pages say it.',
  stale: staleTranslation,
  created: 'The service is created. Entries of the register can name it.',
} as const;

organisationPages.get('/organisation', needs('getOrganisation'), async (c) => {
  const { db } = c.env.deps;
  const place = await placeOf(c);
  const here = `${place.root}/organisation`;
  const { value: organisation } = await getOrganisation(db);
  const mayChange = may(c, 'replaceOrganisation');
  const change = (path: string, label: string) =>
    mayChange ? (
      <p class="acts">
        <a href={`${here}/${path}`}>{label}</a>
      </p>
    ) : null;
  return answerPage(
    c,
    { title: 'Organisation', current: 'organisation' },
    <>
      <PageTitle title="Organisation">
        <p class="lead">
          {isUnnamed(organisation)
            ? 'Nobody has said yet whose trust centre this is.'
            : 'What the public pages, the letters and Annex III say of you.'}
        </p>
      </PageTitle>
      <Done done={c.req.query('done')} words={done} />
      <Part id="identity" title="Name and address">
        <Gaps organisation={organisation} part="profile" />
        <Identity organisation={organisation} />
        {change('profile', 'Change name and address')}
      </Part>
      <Part id="contacts" title="Whom to write to">
        <Gaps organisation={organisation} part="contacts" />
        <Contacts organisation={organisation} />
        {change('contacts', 'Change the contacts')}
      </Part>
      <Part id="rules" title="Notice of changes">
        <Gaps organisation={organisation} part="rules" />
        <Rules organisation={organisation} />
        {change('rules', 'Change the rules of notice')}
      </Part>
      <Part id="publication" title="Languages and embedding">
        <Publication organisation={organisation} />
        {change('publication', 'Change languages and embedding')}
      </Part>
      <Part id="services" title="Services">
        <Services
          services={await listServices(db)}
          here={here}
          mayChange={may(c, 'replaceService')}
        />
        {may(c, 'createService') ? (
          <p class="acts">
            <a href={`${here}/services/new`}>Add a service</a>
          </p>
        ) : null}
      </Part>
      <Part id="branding" title="Logo and colours">
        <p>
          {place.branding.logo === undefined ? 'No logo' : 'Your logo'},{' '}
          {place.branding.accent === undefined ? 'the colours of Annex' : 'your colours'} and{' '}
          {place.branding.intro === undefined ? 'no intro.' : 'an intro.'}
        </p>
        {change('branding', 'Change logo, colours and intro')}
      </Part>
    </>,
  );
});

function Part({ id, title, children }: { id: string; title: string; children?: Child }) {
  return (
    <section class="block" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  );
}

function Identity({ organisation }: { organisation: Organisation }) {
  const { name, legalName, legalForm, website } = organisation;
  return (
    <dl class="facts wide">
      <Fact label="Name">{isUnnamed(organisation) ? undefined : name}</Fact>
      <Fact label="Legal name">{joined([legalName, legalForm])}</Fact>
      <Fact label="Address">{addressOf(organisation)}</Fact>
      <Fact label="Website">{website && <WebLink url={website} />}</Fact>
    </dl>
  );
}

function addressOf({ address }: Pick<ContactPoint, 'address'>): Child {
  if (address === undefined) return undefined;
  const { lines = [], postalCode, locality, country } = address;
  const town = [postalCode, locality].filter(Boolean).join(' ');
  return joined([...lines, town, country && countryName(country)]);
}

function Contacts({ organisation }: { organisation: Organisation }) {
  const stated = deskWords.flatMap(({ desk, title }) => {
    const contact = organisation[desk];
    return contact === undefined ? [] : [{ title, contact }];
  });
  if (stated.length === 0) return <p class="quiet">Nobody is named yet.</p>;
  return (
    <dl class="facts wide">
      {stated.map(({ title, contact }) => (
        <Fact label={title}>
          {joined([
            contact.name,
            contact.email && <MailLink email={contact.email} />,
            contact.url && <WebLink url={contact.url} />,
            addressOf(contact),
          ])}
        </Fact>
      ))}
    </dl>
  );
}

function Rules({ organisation }: { organisation: Organisation }) {
  const { noticeDays, objectionDays, noticeForAmendments } = presentNoticePolicy(organisation);
  const days = (count: number) => (count === 1 ? 'One day' : `${count} days`);
  return (
    <dl class="facts wide">
      <Fact label="Notice before a change">{days(noticeDays)}</Fact>
      <Fact label="Time to object">{days(objectionDays)}, from the announcement on</Fact>
      <Fact label="Amendments announced">
        {noticeForAmendments.length === 0
          ? 'None'
          : `Of ${noticeForAmendments.map((aspect) => aspectWords[aspect]).join(', ')}`}
      </Fact>
      <Fact label="Time zone">{organisation.timeZone}</Fact>
      <Fact label="Commitments">
        {organisation.commitments.length === 0 ? undefined : (
          <ul class="said">
            {organisation.commitments.map((commitment) => (
              <li dir="auto">{commitment}</li>
            ))}
          </ul>
        )}
      </Fact>
    </dl>
  );
}

function Publication({
  organisation: { languages, frameAncestors },
}: {
  organisation: Organisation;
}) {
  return (
    <dl class="facts wide">
      <Fact label="Languages">{languages.map((tag) => languageName(tag)).join(', ')}</Fact>
      <Fact label="May show the register in a frame">
        {frameAncestors.length === 0 ? 'No other site' : frameAncestors.join(', ')}
      </Fact>
    </dl>
  );
}

function Services({
  services,
  here,
  mayChange,
}: {
  readonly services: readonly Service[];
  readonly here: string;
  readonly mayChange: boolean;
}) {
  if (services.length === 0)
    return (
      <p class="quiet">
        No service is named. With one product that is fine; with several, customers can follow only
        theirs.
      </p>
    );
  return (
    <RecordTable
      caption="Services"
      rows={services}
      columns={[
        { label: 'Name', cell: ({ name }) => <bdi>{name}</bdi> },
        { label: 'Short name', cell: ({ slug }) => <code>{slug}</code> },
        { label: 'Description', cell: ({ description }) => <span dir="auto">{description}</span> },
        {
          label: '',
          cell: ({ slug, name }) =>
            mayChange ? (
              <a href={`${here}/services/${slug}`}>
                Change<span class="unseen"> {name}</span>
              </a>
            ) : null,
        },
      ]}
    />
  );
}
