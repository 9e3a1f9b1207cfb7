import { type Context, Hono } from 'hono';
import type { ConsoleEnv } from '../../console/env.ts';
import { box, fromForm, toEntries, typedNumber } from '../../console/entries.ts';
import { ConsoleForm, formPage } from '../../console/form.tsx';
import { needs, rootOf } from '../../console/guard.ts';
import { placeOf } from '../../console/layout.tsx';
import { PageTitle } from '../../console/pieces.tsx';
import {
  doneWith,
  TranslationFields,
  translationLabels,
} from '../../console/translation-fields.tsx';
import { refusalOf } from '../../core/errors.ts';
import {
  CheckField,
  ChoiceField,
  type FormState,
  LineField,
  SelectField,
  TextField,
} from '../../http/form-fields.tsx';
import { documentKinds, type DocumentFacts, type Listed } from '../model.ts';
import { documentFacts, newDocument } from '../schema.ts';
import { listDocuments } from '../service/reading.ts';
import { createDocument, replaceDocument } from '../service/writing.ts';
import { kindWords } from '../words/kinds.ts';
import { UnprotectedField } from './edition-fields.tsx';
import { paperOf } from './paper.tsx';

/** Adding a document, and saying otherwise what it is and who may have it. */
export const documentForms = new Hono<ConsoleEnv>();

const labels = {
  title: 'Title',
  slug: 'Address',
  kind: 'Kind',
  visibility: 'Who may have it',
  isMarked: 'Marked copies',
  nda: 'NDA text',
  bridgeOf: 'Continues the report',
  description: 'Description',
  order: 'Place in the list',
  opens: 'Open to everybody',
} as const;

const texts = [
  { name: 'title', label: labels.title, max: 200 },
  { name: 'description', label: labels.description, max: 8_000, rows: 6 },
];

const typed = {
  isMarked: box,
  order: typedNumber(documentFacts.shape.order.unwrap()).exactOptional(),
};
const created = fromForm(newDocument.extend(typed));
const replaced = fromForm(documentFacts.extend({ ...typed, opens: box, acceptsUnprotected: box }));

formPage(documentForms, {
  path: '/documents/new',
  guards: [needs('createDocument')],
  schema: created,
  labels: { ...labels, ...translationLabels(texts) },
  view: () => ({ title: 'Add a document', current: 'documents' }),
  content: async (c, drawn) => {
    const { href, label } = { href: `${rootOf(c)}/documents`, label: 'Documents' };
    return (
      <>
        <PageTitle title="Add a document" crumb={{ href, label }}>
          <p class="lead">
            Its file comes next. Unless the document is hidden, its title is public at once and
            stays in the transparency log: name no person.
          </p>
        </PageTitle>
        <ConsoleForm drawn={drawn} submit="Add the document" cancel={href}>
          <LineField
            form={drawn.form}
            name="title"
            label={labels.title}
            autocomplete="off"
            hint="As customers look for it, e.g. SOC 2 Type II report."
          />
          <LineField
            form={drawn.form}
            name="slug"
            label={labels.slug}
            max={60}
            autocomplete="off"
            hint="The last part of the address of its page, e.g. soc-2-report. It never changes."
          />
          <Fields form={drawn.form} reports={await reportsOf(c)} />
          <TranslationFields form={drawn.form} written={(await placeOf(c)).written} texts={texts} />
        </ConsoleForm>
      </>
    );
  },
  async act(c, { slug, ...facts }) {
    const document = await createDocument(c.get('visit').ctx, slug, facts);
    return `/documents/${document.id}?done=${doneWith(document, 'added')}`;
  },
});

formPage(documentForms, {
  path: '/documents/:id{doc_[0-9a-f]+}/edit',
  guards: [needs('replaceDocument')],
  schema: replaced,
  labels: { ...labels, acceptsUnprotected: 'Protection', ...translationLabels(texts) },
  async stored(c) {
    const { document } = await paperOf(c);
    const { slug: _, ...shown } = labels;
    return { version: document.version, entries: toEntries(document, Object.keys(shown)) };
  },
  view: () => ({ title: 'Change a document', current: 'documents' }),
  async content(c, drawn) {
    const { document, place, here, crumb } = await paperOf(c);
    const { form } = drawn;
    return (
      <>
        <PageTitle title="What it is, and who may have it" crumb={crumb}>
          <p class="lead">
            It is public at once, unless the document is hidden. Who has been given it keeps it as
            long as their grant says.
          </p>
        </PageTitle>
        <ConsoleForm drawn={drawn} submit="Store" cancel={here}>
          <LineField form={form} name="title" label={labels.title} autocomplete="off" />
          <Fields form={form} reports={await reportsOf(c, document)} />
          <TranslationFields form={form} written={place.written} texts={texts} />
          <UnprotectedField form={form} />
          {form.faults.some(({ pointer }) => pointer === '#/opens') ? (
            <CheckField
              form={form}
              name="opens"
              label="Yes, everybody may download the version in force from now on"
            />
          ) : null}
        </ConsoleForm>
      </>
    );
  },
  async act(c, { opens, acceptsUnprotected, ...facts }, expected) {
    const { document } = await paperOf(c);
    if (!opens) refuseOpening(document, facts);
    const how = { expected, acceptsUnprotected };
    const stored = await replaceDocument(c.get('visit').ctx, document.slug, facts, how);
    return `/documents/${document.id}?done=${doneWith(stored, 'changed')}`;
  },
});

/** What is given out once cannot be taken back: it is asked once. */
function refuseOpening({ visibility, edition }: Listed, facts: DocumentFacts): void {
  if (facts.visibility !== 'public' || visibility === 'public' || edition === undefined) return;
  throw refusalOf([
    {
      pointer: '#/opens',
      detail: `Version ${edition.number} becomes public: everybody can download ${edition.fileName}, without being asked who they are. Confirm it below.`,
    },
  ]);
}

type Reports = readonly Pick<Listed, 'slug' | 'title'>[];

async function reportsOf(c: Context<ConsoleEnv>, but?: Listed): Promise<Reports> {
  return (await listDocuments(c.env.deps.db)).filter(
    ({ kind, slug }) => kind !== 'bridge-letter' && slug !== but?.slug,
  );
}

const accessOptions = [
  { value: 'public', text: 'Everybody' },
  { value: 'on-request', text: 'Whoever asks and is approved' },
  { value: 'nda', text: 'Whoever is approved and accepts the NDA' },
  { value: 'hidden', text: 'Nobody: only staff know of it' },
];

/** What both forms ask. */
function Fields({ form, reports }: { readonly form: FormState; readonly reports: Reports }) {
  return (
    <>
      <SelectField
        form={form}
        name="kind"
        label={labels.kind}
        options={documentKinds.map((value) => ({ value, text: kindWords[value] }))}
        hint="An agreement with processors is what article 28(3) of the GDPR asks for, a redacted one with sub-processors what customers may see of article 28(4)."
      />
      <ChoiceField
        form={form}
        name="visibility"
        label={labels.visibility}
        options={accessOptions}
      />
      <CheckField
        form={form}
        name="isMarked"
        label="Each copy carries the name of whoever gets it"
        hint="Only PDF, and not of a public document. A copy that leaks can be traced."
      />
      <LineField
        form={form}
        name="nda"
        label={labels.nda}
        max={60}
        autocomplete="off"
        optional
        hint="Name of the text, where it is not the usual one (standard)."
      />
      <SelectField
        form={form}
        name="bridgeOf"
        label={labels.bridgeOf}
        optional
        options={[
          { value: '', text: 'None' },
          ...reports.map(({ slug, title }) => ({ value: slug, text: title })),
        ]}
        hint="Of a bridge letter: who may have the report may have the letter."
      />
      <TextField
        form={form}
        name="description"
        label={labels.description}
        max={8_000}
        rows={6}
        optional
        hint="Markdown: **bold**, lists, links. The page of the document shows how it looks."
      />
      <LineField
        form={form}
        name="order"
        label={labels.order}
        max={7}
        autocomplete="off"
        optional
        hint="A number; those without one come last."
      />
    </>
  );
}
