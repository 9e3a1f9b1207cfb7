import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { Stated } from '../../changes/compared.tsx';
import type { ConsoleEnv } from '../../console/env.ts';
import { ConsoleForm, formPage } from '../../console/form.tsx';
import { may, needs, rootOf } from '../../console/guard.ts';
import { answerPage, type Place, placeOf } from '../../console/layout.tsx';
import { Done, PageTitle, Stamp } from '../../console/pieces.tsx';
import { asBatchId } from '../../core/ids.ts';
import { Time, TimeOf } from '../../http/dates.tsx';
import { Fact, MailLink, WebLink } from '../../http/facts.tsx';
import { CheckField, LineField, SelectField } from '../../http/form-fields.tsx';
import type { Entry } from '../model/entry.ts';
import type { ContactPerson } from '../model/facts.ts';
import { contactPersonSchema } from '../schema/facts.ts';
import { createBatch } from '../service/batches.ts';
import { eraseContactPerson, getEntry, replaceContactPerson } from '../service/entries.ts';
import { loadOverview, type Overview } from '../service/reviewing.ts';
import { batchOptions, chosenBatch, Complete, maySeePersons, StateOf } from './parts.tsx';

/** One entry: all that it says, what it lacks, and where it is being changed. */
export const entryPages = new Hono<ConsoleEnv>();

const pathOf = (slug: string) => `/register/entries/${slug}`;
const slugOf = (c: Context<ConsoleEnv>) => c.req.param('slug') ?? '';

function crumbOf(c: Context<ConsoleEnv>, { facts, slug }: Entry) {
  return { href: `${rootOf(c)}${pathOf(slug)}`, label: facts.name };
}

entryPages.get('/register/entries/:slug', needs('getEntry'), async (c) => {
  const entry = await getEntry(c.env.deps.db, slugOf(c));
  const overview = await loadOverview(c.get('visit').ctx);
  const place = await placeOf(c);
  return answerPage(
    c,
    { title: entry.facts.name, current: 'register' },
    <>
      <PageTitle
        title={entry.facts.name}
        crumb={{ href: `${place.root}/register`, label: 'Sub-processors' }}
      >
        <Stamp>
          <StateOf state={entry.state} />
          <span>
            Listed <TimeOf at={entry.listedAt} zone={place.timeZone} />
          </span>
          <span>
            Last changed <TimeOf at={entry.changedAt} zone={place.timeZone} />
          </span>
        </Stamp>
      </PageTitle>
      <Done
        done={c.req.query('done')}
        words={{ person: 'The contact person is stored.', erased: 'The contact person is erased.' }}
      />
      <p class="acts">
        {may(c, 'putDraft') ? (
          <a class="button" href={`${place.root}${pathOf(entry.slug)}/edit`}>
            Edit
          </a>
        ) : null}{' '}
        <a href={`${place.base}/subprocessors/${entry.slug}`}>Public page</a>{' '}
        <a href={`${place.base}/subprocessors/${entry.slug}/history`}>History</a>{' '}
        <a href={`${place.root}/changes/${entry.lastChangeId}`}>Last change</a>
      </p>
      <Standing entry={entry} />
      <Drafted overview={overview} slug={entry.slug} place={place} />
      <Person c={c} entry={entry} place={place} />
      <section class="block" aria-labelledby="facts">
        <h2 id="facts">What it says</h2>
        <Stated input={overview.input} facts={entry.facts} />
      </section>
    </>,
  );
});

function Standing({ entry }: { readonly entry: Entry }) {
  const { lastReviewedOn, nextReviewDue } = entry.facts;
  return (
    <section class="block" aria-labelledby="standing">
      <h2 id="standing">Annex III and review</h2>
      <dl class="facts wide">
        <Fact label="Annex III">
          <Complete entry={entry} />
        </Fact>
        <Fact label="Last reviewed">
          {lastReviewedOn === undefined ? 'Not stated' : <Time day={lastReviewedOn} />}
        </Fact>
        <Fact label="Next review">
          {nextReviewDue === undefined ? 'Not stated' : <Time day={nextReviewDue} />}
        </Fact>
      </dl>
    </section>
  );
}

type DraftedProps = {
  readonly overview: Overview;
  readonly slug: string;
  readonly place: Place;
};

function Drafted({ overview: { drafted }, slug, place }: DraftedProps) {
  const batches = drafted.get(slug) ?? [];
  return (
    <section class="block" aria-labelledby="drafts">
      <h2 id="drafts">Drafts</h2>
      {batches.length === 0 ? (
        <p class="small quiet">No batch changes it.</p>
      ) : (
        <ul>
          {batches.map((id) => (
            <li>
              <a href={`${place.root}/register/batches/${id}#entry-${slug}`}>
                Batch {id.slice(-6)}
              </a>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

type PersonProps = {
  readonly c: Context<ConsoleEnv>;
  readonly entry: Entry;
  readonly place: Place;
};

function Person({ c, entry: { contactPerson: person, slug }, place }: PersonProps) {
  const here = `${place.root}${pathOf(slug)}/person`;
  return (
    <section class="block" aria-labelledby="person">
      <h2 id="person">Contact person</h2>
      {person === undefined ? (
        <p class="small quiet">
          Nobody is named. Annex III asks for a name, a position and a way to reach them.
        </p>
      ) : maySeePersons(c) ? (
        <PersonFacts person={person} />
      ) : (
        <p class="small quiet">Somebody is named. Persons are shown to those who work with them.</p>
      )}
      <p class="acts">
        {may(c, 'replaceContactPerson') ? (
          <a href={here}>{person === undefined ? 'Name somebody' : 'Name somebody else'}</a>
        ) : null}{' '}
        {person !== undefined && may(c, 'eraseContactPerson') ? (
          <a href={`${here}/erasure`}>Erase the contact person</a>
        ) : null}
      </p>
    </section>
  );
}

function PersonFacts({ person }: { readonly person: ContactPerson }) {
  return (
    <dl class="facts wide">
      <Fact label="Name">{person.name}</Fact>
      <Fact label="Position">{person.position}</Fact>
      <Fact label="E-mail">{person.email && <MailLink email={person.email} />}</Fact>
      <Fact label="Web">{person.url && <WebLink url={person.url} />}</Fact>
      <Fact label="In public">{person.published ? 'Shown' : 'Not shown'}</Fact>
    </dl>
  );
}

/** What is said of an entry changes by a batch: in which one. */
formPage(entryPages, {
  path: '/register/entries/:slug/edit',
  guards: [needs('putDraft')],
  schema: z.strictObject({ batch: chosenBatch }),
  labels: { batch: 'Batch' },
  async stored(c) {
    const { drafted } = await loadOverview(c.get('visit').ctx);
    return { version: 0, entries: { batch: drafted.get(slugOf(c))?.[0] ?? '' } };
  },
  view: () => ({ title: 'Edit an entry', current: 'register' }),
  async content(c, drawn) {
    const entry = await getEntry(c.env.deps.db, slugOf(c));
    const crumb = crumbOf(c, entry);
    return (
      <>
        <PageTitle title={`Edit ${entry.facts.name}`} crumb={crumb}>
          <p class="lead">
            What is said of it changes by a batch, which is published as a whole. Nothing is public
            before that.
          </p>
        </PageTitle>
        <ConsoleForm drawn={drawn} submit="Go on" cancel={crumb.href}>
          <SelectField
            form={drawn.form}
            name="batch"
            label="Batch"
            options={await batchOptions(c)}
          />
        </ConsoleForm>
      </>
    );
  },
  async act(c, { batch }) {
    const { ctx } = c.get('visit');
    const slug = slugOf(c);
    const { facts } = await getEntry(ctx.deps.db, slug);
    const id =
      batch === ''
        ? (await createBatch(ctx, { title: `Edit of ${facts.name}`.slice(0, 200) })).id
        : asBatchId(batch);
    return `/register/batches/${id}/entries/${slug}`;
  },
});

const personForm = z.record(z.string(), z.string()).transform((entries, issues) => {
  const { published, ...said } = entries;
  const read = contactPersonSchema.safeParse({
    ...Object.fromEntries(Object.entries(said).filter(([, text]) => text.trim() !== '')),
    published: published === 'yes',
  });
  if (read.success) return read.data;
  for (const { path, message } of read.error.issues)
    issues.addIssue({ code: 'custom', message, path: [...path] });
  return z.NEVER;
});

formPage(entryPages, {
  path: '/register/entries/:slug/person',
  guards: [needs('replaceContactPerson')],
  schema: personForm,
  labels: { name: 'Name', position: 'Position', email: 'E-mail', url: 'Web address' },
  view: () => ({ title: 'Name a contact person', current: 'register' }),
  async content(c, drawn) {
    const crumb = crumbOf(c, await getEntry(c.env.deps.db, slugOf(c)));
    const shared = { form: drawn.form, autocomplete: 'off' };
    const law = 'Annex III of the EU clauses (2021/914, 2021/915)';
    return (
      <>
        <PageTitle title="Name a contact person" crumb={crumb}>
          <p class="lead">
            It takes effect at once and tells nobody: who answers is no change of the processing.
            Whoever is named now is replaced.
          </p>
        </PageTitle>
        <ConsoleForm drawn={drawn} submit="Name this person" cancel={crumb.href}>
          <LineField {...shared} name="name" label="Name" law={law} />
          <LineField {...shared} name="position" label="Position" law={law} optional />
          <LineField {...shared} name="email" label="E-mail" max={254} law={law} optional />
          <LineField {...shared} name="url" label="Web address" max={2_000} optional />
          <CheckField
            form={drawn.form}
            name="published"
            label="Show this person in public"
            hint="Only where their employer publishes them."
          />
        </ConsoleForm>
      </>
    );
  },
  async act(c, person) {
    await replaceContactPerson(c.get('visit').ctx, slugOf(c), person);
    return `${pathOf(slugOf(c))}?done=person`;
  },
});

formPage(entryPages, {
  path: '/register/entries/:slug/person/erasure',
  guards: [needs('eraseContactPerson')],
  schema: z.strictObject({}),
  labels: {},
  view: () => ({ title: 'Erase a contact person', current: 'register' }),
  async content(c, drawn) {
    const entry = await getEntry(c.env.deps.db, slugOf(c));
    const crumb = crumbOf(c, entry);
    return (
      <>
        <PageTitle title={`Erase the contact person of ${entry.facts.name}?`} crumb={crumb}>
          <ul class="said">
            <li>The person goes from the register and from every draft. It can not be undone.</li>
            <li>The record keeps that somebody was named, and not who.</li>
          </ul>
        </PageTitle>
        <ConsoleForm drawn={drawn} submit="Erase the contact person" cancel={crumb.href} />
      </>
    );
  },
  async act(c) {
    await eraseContactPerson(c.get('visit').ctx, slugOf(c));
    return `${pathOf(slugOf(c))}?done=erased`;
  },
});
