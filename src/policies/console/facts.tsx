import { Hono } from 'hono';
import { z } from 'zod';
import type { ConsoleEnv } from '../../console/env.ts';
import { ConsoleForm, formPage } from '../../console/form.tsx';
import { needs, rootOf } from '../../console/guard.ts';
import { optionalField } from '../../console/optional.ts';
import { PageTitle } from '../../console/pieces.tsx';
import { slugify } from '../../core/text.ts';
import { ChoiceField, type FormState, LineField } from '../../http/form-fields.tsx';
import { newSlug } from '../../http/schema.ts';
import { kinds, type Policy } from '../model.ts';
import { policyFacts } from '../schema.ts';
import { createPolicy, replacePolicy } from '../service/writing.ts';
import { kindWords } from '../words/signs.ts';
import { policyOf, section, slugOf } from './parts.tsx';

/** What a policy is, beside its texts. */
export const factForms = new Hono<ConsoleEnv>();

const labels = {
  title: 'Title',
  kind: 'Kind',
  slug: 'Address',
  noticeDays: 'Days of notice',
  order: 'Place in the list',
};

const number = z
  .string({ error: 'Must be a whole number.' })
  .trim()
  .regex(/^\d{1,4}$/, 'Must be a whole number.')
  .transform(Number);
const { title, kind, noticeDays, order } = policyFacts.shape;

const facts = z.object({
  title,
  kind,
  noticeDays: number.pipe(noticeDays.unwrap()),
  order: optionalField(number.pipe(order)),
});

type Said = z.output<typeof facts>;

function factsIn({ order: place, ...rest }: Said) {
  return { ...rest, ...(place !== undefined && { order: place }) };
}

formPage(factForms, {
  path: '/policies/new',
  guards: [needs('createPolicy')],
  schema: facts.extend({
    slug: optionalField(newSlug),
  }),
  labels,
  stored: async () => ({ version: 0, entries: { kind: 'privacy-policy', noticeDays: '30' } }),
  view: () => ({ title: 'Begin a policy', current: section }),
  content: (c, drawn) => (
    <>
      <PageTitle
        title="Begin a policy"
        crumb={{ href: `${rootOf(c)}/policies`, label: 'Policies' }}
      >
        <p class="lead">
          Nobody but staff sees it before its first version is announced. The next page is the
          draft.
        </p>
      </PageTitle>
      <ConsoleForm drawn={drawn} submit="Begin it" cancel={`${rootOf(c)}/policies`}>
        <Fields form={drawn.form}>
          <LineField
            form={drawn.form}
            name="slug"
            label={labels.slug}
            max={60}
            autocomplete="off"
            optional
            hint="The end of its public address, e.g. privacy-policy; it never changes. Left empty it is made of the title."
          />
        </Fields>
      </ConsoleForm>
    </>
  ),
  async act(c, { slug: named, ...said }) {
    const created = await createPolicy(
      c.get('visit').ctx,
      named ?? newSlug.catch('policy').parse(slugify(said.title)),
      factsIn(said),
    );
    return `/policies/${created.slug}/drafts/upload`;
  },
});

formPage(factForms, {
  path: '/policies/:slug/facts',
  guards: [needs('replacePolicy')],
  schema: facts,
  labels,
  async stored(c) {
    const { policy } = await policyOf(c);
    return { version: policy.version, entries: entriesOf(policy) };
  },
  view: () => ({ title: 'Title, kind and notice', current: section }),
  async content(c, drawn) {
    const { policy, crumb, current, announced } = await policyOf(c);
    const isListed = current !== undefined || announced !== undefined;
    return (
      <>
        <PageTitle title="Title, kind and notice" crumb={crumb}>
          <p class="lead">
            {isListed
              ? 'What is said here stands on the public pages at once, and in the transparency log.'
              : 'Nobody but staff sees it yet.'}{' '}
            Its address stays <code>/policies/{policy.slug}</code>.
          </p>
        </PageTitle>
        <ConsoleForm drawn={drawn} submit="Store it" cancel={crumb.href}>
          <Fields form={drawn.form} />
        </ConsoleForm>
      </>
    );
  },
  async act(c, said, version) {
    await replacePolicy(c.get('visit').ctx, slugOf(c), factsIn(said), version);
    return `/policies/${slugOf(c)}?done=stored`;
  },
});

function entriesOf(policy: Policy): Readonly<Record<string, string>> {
  return {
    title: policy.title,
    kind: policy.kind,
    noticeDays: String(policy.noticeDays),
    order: policy.order === undefined ? '' : String(policy.order),
  };
}

function Fields({ form, children }: { readonly form: FormState; readonly children?: unknown }) {
  return (
    <>
      <LineField form={form} name="title" label={labels.title} autocomplete="off" />
      <ChoiceField
        form={form}
        name="kind"
        label={labels.kind}
        options={kinds.map((value) => ({ value, text: kindWords[value] }))}
      />
      {children}
      <LineField
        form={form}
        name="noticeDays"
        label={labels.noticeDays}
        max={3}
        autocomplete="off"
        hint="Between announcing a material change and its effect. An earlier day is refused."
        law="what your contracts promise (terms, DPA); Art. 13(3) and 14(4) GDPR ask for information before data is used otherwise"
      />
      <LineField
        form={form}
        name="order"
        label={labels.order}
        max={4}
        autocomplete="off"
        optional
        hint="A number; the lowest comes first. Without one it comes after those that have one."
      />
    </>
  );
}
