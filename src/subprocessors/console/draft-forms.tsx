import { type Context, Hono } from 'hono';
import type { Child } from 'hono/jsx';
import { z } from 'zod';
import type { ConsoleEnv } from '../../console/env.ts';
import { ConsoleForm, formPage } from '../../console/form.tsx';
import { needs } from '../../console/guard.ts';
import { PageTitle } from '../../console/pieces.tsx';
import { pointerTo, Refusal, refusalOf } from '../../core/errors.ts';
import { slug } from '../../http/schema.ts';
import { type FormState, LineField, SelectField, TextField } from '../../http/form-fields.tsx';
import { deleteDraft, getBatch, getBatchWithDrafts, putDraft } from '../service/batches.ts';
import { listEntries } from '../service/entries.ts';
import type { DraftField } from './draft-field.ts';
import { draftGroups, draftLabels } from './draft-fields.ts';
import { draftForm, entriesOf, newDraftForm } from './draft-text.ts';
import { batchCrumb, batchPath, idOf } from './parts.tsx';

/** Putting entries into a batch, and taking them out. */
export const draftForms = new Hono<ConsoleEnv>();

function slugOf(c: Context<ConsoleEnv>): string {
  const read = slug.safeParse(c.req.param('slug'));
  if (read.success) return read.data;
  throw new Refusal('not_found', 'There is no entry of this short name.');
}

const view = () => ({ title: 'Edit an entry', current: 'register' });

formPage(draftForms, {
  path: '/register/batches/:id/new-entry',
  guards: [needs('putDraft')],
  schema: newDraftForm,
  labels: draftLabels,
  stored: () => Promise.resolve({ version: 0, entries: { kind: 'third-party' } }),
  view: () => ({ title: 'Add an entry', current: 'register' }),
  async content(c, drawn) {
    const crumb = batchCrumb(c, await getBatch(c.env.deps.db, idOf(c)));
    return (
      <>
        <PageTitle title="Add an entry" crumb={crumb}>
          <p class="lead">
            Only the name, the relation and what it is for are needed to draft it. What Annex III
            asks for and is missing is shown with the entry.
          </p>
        </PageTitle>
        <ConsoleForm drawn={drawn} submit="Put it into the batch" cancel={crumb.href}>
          <LineField
            form={drawn.form}
            name="slug"
            label="Short name"
            max={60}
            autocomplete="off"
            optional
            hint="In its address for ever, e.g. amazon-web-services. Left empty, it is made of the name."
          />
          <Fields form={drawn.form} />
        </ConsoleForm>
      </>
    );
  },
  async act(c, draft) {
    const { ctx } = c.get('visit');
    const isListed = (await listEntries(ctx.deps.db)).some((each) => each.slug === draft.slug);
    if (isListed)
      throw refusalOf([
        {
          pointer: pointerTo('slug'),
          detail: `The register has an entry ${draft.slug} already. Edit that one, or give this one another short name.`,
        },
      ]);
    await putDraft(ctx, idOf(c), draft, undefined).catch(refuseTaken);
    return `${batchPath(c)}?done=put#entry-${draft.slug}`;
  },
});

function refuseTaken(error: unknown): never {
  if (error instanceof Refusal && error.code === 'precondition_required')
    throw refusalOf([
      {
        pointer: pointerTo('slug'),
        detail: 'The batch holds an entry of this short name already.',
      },
    ]);
  throw error;
}

formPage(draftForms, {
  path: '/register/batches/:id/entries/:slug',
  guards: [needs('putDraft')],
  schema: draftForm,
  labels: draftLabels,
  stored: storedDraft,
  view,
  async content(c, drawn) {
    const crumb = batchCrumb(c, await getBatch(c.env.deps.db, idOf(c)));
    return (
      <>
        <PageTitle title={`Edit ${drawn.form.entries['name'] ?? slugOf(c)}`} crumb={crumb}>
          <p class="lead">
            All that the entry shall say once the batch takes effect. An empty field says nothing.
          </p>
        </PageTitle>
        <ConsoleForm drawn={drawn} submit="Put it into the batch" cancel={crumb.href}>
          <Fields form={drawn.form} />
        </ConsoleForm>
      </>
    );
  },
  async act(c, draft, version) {
    const expected = version === 0 ? undefined : version;
    await putDraft(c.get('visit').ctx, idOf(c), { ...draft, slug: slugOf(c) }, expected).catch(
      refuseUnseen,
    );
    return `${batchPath(c)}?done=put#entry-${slugOf(c)}`;
  },
});

/** What the batch says of the entry, else what the register says; version 0 is not in the batch. */
async function storedDraft(c: Context<ConsoleEnv>) {
  const { db } = c.env.deps;
  const { batch, drafts } = await getBatchWithDrafts(db, idOf(c));
  if (batch.published)
    throw new Refusal('conflict', `This batch was published as change ${batch.changeId}.`);
  const found = drafts.find((each) => each.slug === slugOf(c));
  if (found) return { version: found.version, entries: entriesOf(found) };
  const entry = (await listEntries(db)).find((each) => each.slug === slugOf(c));
  // Neither here nor there: it was new, and taken out meanwhile. Sent again it is put in again.
  return { version: 0, entries: entry ? entriesOf({ facts: entry.facts }) : {} };
}

/** Somebody has put the entry into the batch meanwhile. */
function refuseUnseen(error: unknown): never {
  if (error instanceof Refusal && error.code === 'precondition_required')
    throw new Refusal('stale', 'The batch touches this entry meanwhile.');
  throw error;
}

formPage(draftForms, {
  path: '/register/batches/:id/entries/:slug/removal',
  guards: [needs('deleteDraft')],
  schema: z.strictObject({}),
  labels: {},
  view: () => ({ title: 'Take an entry out', current: 'register' }),
  async content(c, drawn) {
    const crumb = batchCrumb(c, await getBatch(c.env.deps.db, idOf(c)));
    return (
      <>
        <PageTitle title={`Take ${slugOf(c)} out of the batch?`} crumb={crumb}>
          <ul class="said">
            <li>What was drafted for this one entry is lost.</li>
            <li>The register keeps what it says; nobody is told.</li>
          </ul>
        </PageTitle>
        <ConsoleForm drawn={drawn} submit="Take it out" cancel={crumb.href} />
      </>
    );
  },
  async act(c) {
    await deleteDraft(c.get('visit').ctx, idOf(c), slugOf(c));
    return `${batchPath(c)}?done=out`;
  },
});

function Fields({ form }: { readonly form: FormState }) {
  return (
    <>
      <nav class="acts small" aria-label="Parts of the form">
        {draftGroups.map(({ id, title }) => (
          <>
            <a href={`#part-${id}`}>{title}</a>{' '}
          </>
        ))}
      </nav>
      {draftGroups.map(({ id, title, fields }) => (
        <fieldset class="part" aria-labelledby={`part-${id}`}>
          <h2 id={`part-${id}`}>{title}</h2>
          {fields.map((field) => (
            <Field field={field} form={form} />
          ))}
        </fieldset>
      ))}
    </>
  );
}

type FieldProps = { readonly field: DraftField; readonly form: FormState };

function Field({ field, form }: FieldProps): Child {
  const { name, label, law, hint, needed = false } = field;
  const help = { ...(law && { law }), ...(hint && { hint }) };
  const shared = { form, name, label, optional: !needed, ...help };
  switch (field.as) {
    case 'flag':
      return <SelectField {...shared} options={optionsOf({ yes: 'Yes', no: 'No' })} />;
    case 'choice':
      return <SelectField {...shared} options={optionsOf(field.words, needed)} />;
    case 'prose':
      return <TextField {...shared} max={field.max} rows={field.rows} />;
    case 'names':
      return <TextField hint="One a line." {...shared} max={20_000} rows={3} />;
    case 'rows':
      return <TextField {...shared} max={40_000} rows={4} />;
    default:
      return <LineField {...shared} {...lineOf(field)} autocomplete="off" />;
  }
}

function lineOf(field: DraftField): { readonly type?: 'date'; readonly max?: number } {
  if (field.as === 'day') return { type: 'date' };
  return 'max' in field && field.max !== undefined ? { max: field.max } : {};
}

function optionsOf(words: Readonly<Record<string, string>>, isNeeded = false) {
  const said = Object.entries(words).map(([value, text]) => ({ value, text }));
  return isNeeded ? said : [{ value: '', text: 'Not stated' }, ...said];
}
