import { type Context, Hono } from 'hono';
import { z } from 'zod';
import type { ConsoleEnv } from '../../console/env.ts';
import { ConsoleForm, formPage } from '../../console/form.tsx';
import { may, needs } from '../../console/guard.ts';
import { answerPage } from '../../console/layout.tsx';
import { Done, Empty, PageTitle, RecordTable } from '../../console/pieces.tsx';
import { LineField } from '../../http/form-fields.tsx';
import type { Profile } from '../model.ts';
import { newProfileForm, profileForm } from '../schema/forms.ts';
import { countCustomers } from '../service/customers.ts';
import {
  createProfile,
  deleteProfile,
  getProfile,
  listProfiles,
  replaceProfile,
} from '../service/profiles.ts';
import { listPath } from './shared.tsx';
import { entriesOf, termLabels, TermsFields, wordsOfTerm } from './terms-fields.tsx';

/** The profiles: terms with a name, which many contracts share. */
export const profilePages = new Hono<ConsoleEnv>();

const done = {
  made: 'The profile is there. Customers can be given it now.',
  changed: 'The profile is changed. What was announced before keeps its terms.',
  deleted: 'The profile is gone.',
} as const;

const labels = { name: 'Name', slug: 'Short name', ...termLabels };
const view = { title: 'Profiles of terms', current: 'customers' };

const profilesPath = (c: Context<ConsoleEnv>) => `${listPath(c)}/profiles`;
const crumbOf = (c: Context<ConsoleEnv>) => ({ href: profilesPath(c), label: 'Profiles of terms' });

profilePages.get('/customers/profiles', needs('listProfiles'), async (c) => {
  const { ctx } = c.get('visit');
  const profiles = await Promise.all(
    (await listProfiles(ctx.deps.db)).map(async (profile) => ({
      ...profile,
      customers: await countCustomers(ctx, { profile: profile.slug }),
    })),
  );
  const here = profilesPath(c);
  return answerPage(
    c,
    view,
    <>
      <PageTitle title="Profiles of terms" crumb={{ href: listPath(c), label: 'Customers' }}>
        <p class="lead">
          What contracts say about changes of sub-processors. A customer has one profile, and what
          its contract says otherwise.
        </p>
        {may(c, 'createProfile') ? (
          <p class="acts">
            <a class="button" href={`${here}/new`}>
              Write a profile
            </a>
          </p>
        ) : null}
      </PageTitle>
      <Done done={c.req.query('done')} words={done} />
      {profiles.length === 0 ? (
        <Empty>No profile yet. Begin with the terms of your standard contract.</Empty>
      ) : (
        <Profiles c={c} profiles={profiles} />
      )}
    </>,
  );
});

function Profiles({
  c,
  profiles,
}: {
  readonly c: Context<ConsoleEnv>;
  readonly profiles: readonly (Profile & { readonly customers: number })[];
}) {
  const here = profilesPath(c);
  return (
    <RecordTable
      caption="Profiles"
      rows={profiles}
      columns={[
        {
          label: 'Profile',
          cell: ({ name, slug }) => (
            <>
              <bdi>{name}</bdi>
              <span class="sub">{slug}</span>
            </>
          ),
        },
        {
          label: 'Silence',
          cell: ({ terms }) =>
            terms.authorisation === 'general' ? 'Accepts a change' : 'Refuses a change',
        },
        { label: 'Notice', cell: ({ terms }) => wordsOfTerm('noticeDays', terms) },
        { label: 'To object', cell: ({ terms }) => wordsOfTerm('objectionDays', terms) },
        {
          label: 'Customers',
          cell: ({ slug, customers }) => <a href={`${listPath(c)}?profile=${slug}`}>{customers}</a>,
        },
        {
          label: '',
          cell: ({ slug, name, customers }) => (
            <span class="acts">
              {may(c, 'replaceProfile') ? (
                <a href={`${here}/${slug}/edit`}>
                  Edit<span class="unseen"> {name}</span>
                </a>
              ) : null}{' '}
              {customers === 0 && may(c, 'deleteProfile') ? (
                <a href={`${here}/${slug}/deletion`}>
                  Delete<span class="unseen"> {name}</span>
                </a>
              ) : null}
            </span>
          ),
        },
      ]}
    />
  );
}

formPage(profilePages, {
  path: '/customers/profiles/new',
  guards: [needs('createProfile')],
  schema: newProfileForm,
  labels,
  view: () => view,
  content: (c, drawn) => (
    <>
      <PageTitle title="Write a profile of terms" crumb={crumbOf(c)}>
        <p class="lead">As the contract says it: notices, windows and clocks go by it.</p>
      </PageTitle>
      <ConsoleForm drawn={drawn} submit="Store the profile" cancel={profilesPath(c)}>
        <LineField
          form={drawn.form}
          name="name"
          label={labels.name}
          max={100}
          autocomplete="off"
          hint="As you say it among yourselves, e.g. Standard terms of 2026."
        />
        <LineField
          form={drawn.form}
          name="slug"
          label={labels.slug}
          max={60}
          autocomplete="off"
          hint="Files name the profile by it: small letters, digits and hyphens. It stays."
        />
        <TermsFields form={drawn.form} />
      </ConsoleForm>
    </>
  ),
  async act(c, profile) {
    await createProfile(c.get('visit').ctx, profile);
    return '/customers/profiles?done=made';
  },
});

const profileOf = (c: Context<ConsoleEnv>) => getProfile(c.env.deps.db, c.req.param('slug') ?? '');

formPage(profilePages, {
  path: '/customers/profiles/:slug/edit',
  guards: [needs('replaceProfile')],
  schema: profileForm,
  labels,
  async stored(c) {
    const { name, terms, version } = await profileOf(c);
    return { version, entries: { name, ...entriesOf(terms) } };
  },
  view: () => view,
  async content(c, drawn) {
    const { name, slug } = await profileOf(c);
    const count = await countCustomers(c.get('visit').ctx, { profile: slug });
    return (
      <>
        <PageTitle title={`Change ${name}`} crumb={crumbOf(c)}>
          <ul class="said">
            <li>
              {count === 1 ? 'One customer has' : `${count} customers have`} this profile. What is
              announced from now on has the new terms for them.
            </li>
            <li>What is announced already keeps the terms of its announcement.</li>
          </ul>
        </PageTitle>
        <ConsoleForm drawn={drawn} submit="Store the profile" cancel={profilesPath(c)}>
          <LineField
            form={drawn.form}
            name="name"
            label={labels.name}
            max={100}
            autocomplete="off"
          />
          <TermsFields form={drawn.form} />
        </ConsoleForm>
      </>
    );
  },
  async act(c, profile, version) {
    const { slug } = await profileOf(c);
    await replaceProfile(c.get('visit').ctx, slug, profile, version);
    return '/customers/profiles?done=changed';
  },
});

formPage(profilePages, {
  path: '/customers/profiles/:slug/deletion',
  guards: [needs('deleteProfile')],
  schema: z.strictObject({}),
  labels,
  stored: async (c) => ({ version: (await profileOf(c)).version, entries: {} }),
  view: () => view,
  async content(c, drawn) {
    const { name } = await profileOf(c);
    return (
      <>
        <PageTitle title={`Delete ${name}?`} crumb={crumbOf(c)}>
          <p class="lead">
            One profile goes. A profile that customers have, or had, cannot be deleted.
          </p>
        </PageTitle>
        <ConsoleForm drawn={drawn} submit="Delete the profile" cancel={profilesPath(c)} />
      </>
    );
  },
  async act(c, _, version) {
    const { slug } = await profileOf(c);
    await deleteProfile(c.get('visit').ctx, slug, version);
    return '/customers/profiles?done=deleted';
  },
});
