import type { Context } from 'hono';
import { Hono } from 'hono';
import type { Child } from 'hono/jsx';
import type { z } from 'zod';
import { aspects } from '../../changes/model.ts';
import type { ConsoleEnv } from '../../console/env.ts';
import { flatten } from '../../console/flat-form.ts';
import { ConsoleForm, formPage } from '../../console/form.tsx';
import { needs, rootOf } from '../../console/guard.ts';
import { placeOf } from '../../console/layout.tsx';
import { PageTitle } from '../../console/pieces.tsx';
import {
  doneWith,
  TranslationFields,
  translationLabels,
} from '../../console/translation-fields.tsx';
import type { Language } from '../../core/language.ts';
import {
  CheckField,
  type FormState,
  LineField,
  SelectField,
  TextField,
} from '../../http/form-fields.tsx';
import { isUnnamed, type Organisation } from '../model.ts';
import { aspectBox, contactsForm, identityForm, publicationForm, rulesForm } from './forms.ts';
import { getOrganisation, replaceOrganisation } from '../service.ts';
import { aspectWords, deskWords } from '../words.ts';
import { AddressFields, contactLabels, DeskFields, zoneOptions } from './profile-fields.tsx';

/** The profile in four forms. Each keeps what the others say. */
export const profileForms = new Hono<ConsoleEnv>();

type Part<T> = {
  readonly path: string;
  readonly title: string;
  readonly lead: string;
  readonly labels: Readonly<Record<string, string>>;
  entriesOf(organisation: Organisation): Readonly<Record<string, string>>;
  fields(form: FormState, written: Language): Child;
  /** The profile with what the form says in the place of what it said. */
  into(organisation: Organisation, said: T): Organisation;
};

function partPage<T extends z.ZodType>(schema: T, part: Part<z.output<T>>): void {
  const here = (c: Context<ConsoleEnv>) => `${rootOf(c)}/organisation`;
  formPage(profileForms, {
    path: `/organisation/${part.path}`,
    guards: [needs('replaceOrganisation')],
    schema,
    labels: part.labels,
    async stored(c) {
      const { value, version } = await getOrganisation(c.env.deps.db);
      return { version, entries: part.entriesOf(value) };
    },
    view: () => ({ title: part.title, current: 'organisation' }),
    content: async (c, drawn) => (
      <>
        <PageTitle title={part.title} crumb={{ href: here(c), label: 'Organisation' }}>
          <p class="lead">{part.lead}</p>
        </PageTitle>
        <ConsoleForm drawn={drawn} submit="Store and publish" cancel={here(c)}>
          {part.fields(drawn.form, (await placeOf(c)).written)}
        </ConsoleForm>
      </>
    ),
    async act(c, said, version) {
      const { value } = await getOrganisation(c.env.deps.db);
      const stored = await replaceOrganisation(c.get('visit').ctx, part.into(value, said), version);
      return `/organisation?done=${doneWith(stored, 'stored')}`;
    },
  });
}

partPage(identityForm, {
  path: 'profile',
  title: 'Name and address',
  lead: 'Whose trust centre this is: in the head of every page, in every letter and in Annex III.',
  labels: {
    name: 'Name',
    legalName: 'Legal name',
    legalForm: 'Legal form',
    website: 'Website',
    ...contactLabels('', 'Address'),
  },
  entriesOf(organisation) {
    const { name, legalName, legalForm, address, website } = organisation;
    const stated = isUnnamed(organisation) ? undefined : name;
    return flatten({ name: stated, legalName, legalForm, address, website });
  },
  fields: (form) => (
    <>
      <LineField
        form={form}
        name="name"
        label="Name"
        autocomplete="organization"
        hint="As customers know you."
        law="Article 13(1)(a) GDPR"
      />
      <LineField
        form={form}
        name="legalName"
        label="Legal name"
        max={300}
        autocomplete="organization"
        optional
        law="Annex I.A of the EU clauses"
      />
      <LineField
        form={form}
        name="legalForm"
        label="Legal form"
        autocomplete="off"
        optional
        hint="E.g. A Delaware corporation."
      />
      <AddressFields form={form} before="" law="Annex I.A of the EU clauses" />
      <LineField
        form={form}
        name="website"
        label="Website"
        max={2_000}
        autocomplete="url"
        optional
        hint="With https:// in front."
      />
    </>
  ),
  into: ({ legalName: _, legalForm: __, address: ___, website: ____, ...rest }, said) => ({
    ...rest,
    ...said,
  }),
});

partPage(contactsForm, {
  path: 'contacts',
  title: 'Whom to write to',
  lead: 'Desks and role mailboxes rather than people: this stands on every public page.',
  labels: Object.assign(
    {},
    ...deskWords.map(({ desk, title }) => contactLabels(`${desk}_`, title)),
    {
      securityContact_policyUrl: 'Security: policy',
      securityContact_encryptionUrl: 'Security: key',
    },
  ),
  entriesOf: ({ dpo, euRepresentative, ukRepresentative, securityContact }) =>
    flatten({ dpo, euRepresentative, ukRepresentative, securityContact }),
  fields: (form) => deskWords.map((words) => <DeskFields form={form} words={words} />),
  into: (
    { dpo: _, euRepresentative: __, ukRepresentative: ___, securityContact: ____, ...rest },
    said,
  ) => ({
    ...rest,
    ...said,
  }),
});

const commitmentsText = { name: 'commitments', label: 'Commitments', max: 20_000, rows: 5 };

partPage(rulesForm, {
  path: 'rules',
  title: 'Notice of changes',
  lead: 'What holds for customers whose contract says nothing else. Changes that are announced already keep the days that they were announced with.',
  labels: {
    noticeDays: 'Days of notice',
    objectionDays: 'Days to object',
    timeZone: 'Time zone',
    commitments: 'Commitments',
    ...translationLabels([commitmentsText]),
    ...Object.fromEntries(aspects.map((aspect) => [aspectBox(aspect), aspectWords[aspect]])),
  },
  entriesOf: ({
    noticeDays,
    objectionDays,
    noticeForAmendments = aspects,
    timeZone,
    commitments,
    translations,
  }) =>
    flatten({
      noticeDays,
      objectionDays,
      timeZone,
      commitments,
      translations,
      amendments: Object.fromEntries(noticeForAmendments.map((aspect) => [aspect, true])),
    }),
  fields: (form, written) => <RuleFields form={form} written={written} />,
  into: ({ objectionDays: _, noticeForAmendments: __, translations: ___, ...rest }, said) => ({
    ...rest,
    ...said,
  }),
});

function RuleFields({ form, written }: { form: FormState; written: Language }) {
  return (
    <>
      <LineField
        form={form}
        name="noticeDays"
        label="Days of notice"
        max={3}
        autocomplete="off"
        hint="Between announcing a sub-processor and its effect; 30 is what most contracts say."
        law="Article 28(2) GDPR"
      />
      <LineField
        form={form}
        name="objectionDays"
        label="Days to object"
        max={3}
        autocomplete="off"
        optional
        hint="From the announcement on. Empty: as many as days of notice."
        law="Article 28(2) GDPR"
      />
      <fieldset class="field" id="amendments">
        <legend>An amendment is announced and open to objection when it changes</legend>
        {aspects.map((aspect) => (
          <CheckField form={form} name={aspectBox(aspect)} label={aspectWords[aspect]} />
        ))}
      </fieldset>
      <SelectField
        form={form}
        name="timeZone"
        label="Time zone"
        options={zoneOptions(form.entries['timeZone'])}
        hint="Legal days begin and end in it."
      />
      <TextField
        form={form}
        name="commitments"
        label="Commitments"
        rows={5}
        max={20_000}
        optional
        hint="One a line, at most 20. They stand on the overview, e.g. We do not sell personal data."
      />
      <TranslationFields form={form} written={written} texts={[commitmentsText]} />
    </>
  );
}

partPage(publicationForm, {
  path: 'publication',
  title: 'Languages and embedding',
  lead: 'In which languages letters go out, and which sites may show the register in a frame.',
  labels: { languages: 'Languages', frameAncestors: 'Sites' },
  entriesOf: ({ languages, frameAncestors }) => flatten({ languages, frameAncestors }),
  fields: (form) => (
    <>
      <TextField
        form={form}
        name="languages"
        label="Languages"
        rows={3}
        max={500}
        hint="One a line, as a tag: en, de. The first is the language of what has no translation."
      />
      <TextField
        form={form}
        name="frameAncestors"
        label="Sites that may show the register in a frame"
        rows={3}
        max={5_000}
        optional
        hint="One a line, without a path: https://www.company.example. The element <annex-subprocessors> needs none."
      />
    </>
  ),
  into: (rest, said) => ({ ...rest, ...said }),
});
