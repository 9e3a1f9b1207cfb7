import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { counted } from '../../console/counted.ts';
import type { ConsoleEnv } from '../../console/env.ts';
import { ConsoleForm, formPage } from '../../console/form.tsx';
import { needs, rootOf } from '../../console/guard.ts';
import { PageTitle } from '../../console/pieces.tsx';
import { pointerTo, refusalOf } from '../../core/errors.ts';
import { asBatchId, type BatchId } from '../../core/ids.ts';
import { type FormState, SelectField, TextField } from '../../http/form-fields.tsx';
import { carryFields } from '../model/applying.ts';
import type { Facts } from '../model/facts.ts';
import { factsSchema } from '../schema/facts.ts';
import { createBatch } from '../service/batches.ts';
import { editEntries } from '../service/bulk.ts';
import { listEntries } from '../service/entries.ts';
import { draftFields, draftLabels } from './draft-fields.ts';
import { draftForm } from './draft-text.ts';
import { batchOptions, chosenBatch } from './parts.tsx';

/** The same edit of many entries that were chosen in the list. */
export const bulkForms = new Hono<ConsoleEnv>();

/** What is sensibly the same for many; names and addresses are not. */
const shared: ReadonlySet<string> = new Set([
  'lastReviewedOn',
  'nextReviewDue',
  'parentGroup',
  'kind',
  'category',
  'duration',
  'frequency',
  'dataCategories',
  'dataSubjects',
  'services',
  'regions',
  'plans',
  'optional',
  'feature',
  'transfers',
  'dpaSignedOn',
  'effectiveUntil',
]);
const fields = [...shared].flatMap((name) => draftFields.find((each) => each.name === name) ?? []);

const pick = 'pick-';
const labels = { field: 'Field', value: 'Value', batch: 'Batch' } as const;

const bulkForm = z.object({
  field: z.enum(
    fields.map(({ name }) => name),
    { error: 'Choose a field.' },
  ),
  value: z.string(),
  batch: chosenBatch,
});

formPage(bulkForms, {
  path: '/register/bulk',
  guards: [needs('putDraft')],
  schema: bulkForm,
  labels,
  view: () => ({ title: 'Edit several entries', current: 'register' }),
  async content(c, drawn) {
    const list = `${rootOf(c)}/register`;
    const chosen = await chosenIn(c);
    return (
      <>
        <PageTitle
          title={`Edit ${counted(chosen.length, 'entry', 'entries')} together`}
          crumb={{ href: list, label: 'Sub-processors' }}
        >
          <p class="lead">
            {chosen.length === 0 ? (
              'None is chosen. Tick entries in the list first.'
            ) : (
              <bdi>{chosen.map(({ facts }) => facts.name).join(', ')}</bdi>
            )}
          </p>
          <p>
            One field gets the same value in each, in a batch. Nothing is public before the batch is
            published.
          </p>
        </PageTitle>
        {chosen.length === 0 ? (
          <p class="acts">
            <a href={list}>To the list</a>
          </p>
        ) : (
          <ConsoleForm drawn={drawn} submit="Put them into the batch" cancel={list}>
            <BulkFields form={drawn.form} batches={await batchOptions(c)} />
          </ConsoleForm>
        )}
      </>
    );
  },
  async act(c, { field, value, batch }) {
    const { ctx } = c.get('visit');
    const chosen = await chosenIn(c);
    if (chosen.length === 0)
      throw refusalOf([{ pointer: pointerTo(), detail: 'Tick entries in the list first.' }]);
    const edit = editOf(field, value);
    // What one of them refuses leaves no empty batch behind.
    for (const { facts } of chosen) edit(facts);
    const title = `${draftLabels[field]} of ${counted(chosen.length, 'entry', 'entries')}`;
    const id: BatchId = batch === '' ? (await createBatch(ctx, { title })).id : asBatchId(batch);
    const slugs = chosen.map(({ slug }) => slug);
    await editEntries(ctx, id, slugs, edit);
    return `/register/batches/${id}?done=many`;
  },
});

/** What was ticked stands in the address, so that going back keeps it. */
async function chosenIn(c: Context<ConsoleEnv>) {
  const names = Object.keys(c.req.query()).filter((name) => name.startsWith(pick));
  const slugs = new Set(names.map((name) => name.slice(pick.length)));
  return (await listEntries(c.env.deps.db)).filter(({ slug }) => slugs.has(slug));
}

type Option = { readonly value: string; readonly text: string };

function BulkFields({ form, batches }: { form: FormState; batches: readonly Option[] }) {
  return (
    <>
      <SelectField
        form={form}
        name="field"
        label={labels.field}
        options={fields.map(({ name, label }) => ({ value: name, text: label }))}
      />
      <TextField
        form={form}
        name="value"
        label={labels.value}
        max={20_000}
        rows={3}
        optional
        hint="As in the form of one entry: a day as 2027-01-04, several values one a line, yes or no. Left empty, the field says nothing any more."
      />
      <SelectField form={form} name="batch" label={labels.batch} options={batches} />
    </>
  );
}

/** Reads the value as the form of one entry does, and lays it over what each entry says. */
function editOf(field: string, value: string): (facts: Facts) => Facts {
  const found = fields.find(({ name }) => name === field);
  const [, top = '', inner] = found?.path ?? [];
  const read = draftForm.safeParse({
    name: 'A name',
    kind: 'third-party',
    description: 'A purpose',
    [field]: value,
  });
  if (!read.success)
    throw refusalOf(
      read.error.issues.map(({ message }) => ({ pointer: pointerTo('value'), detail: message })),
    );
  const { facts } = read.data;
  return (before) => checked(layOver(before, facts, top, inner));
}

/** What fits each alone may contradict what one of them says, e.g. an end before its beginning. */
function checked(facts: Facts): Facts {
  const read = factsSchema.safeParse(facts);
  if (read.success) return read.data;
  throw refusalOf(
    read.error.issues.map(({ message }) => ({
      pointer: pointerTo('value'),
      detail: `${facts.name}: ${message}`,
    })),
  );
}

function layOver(before: Facts, from: Facts, top: string, inner: string | undefined): Facts {
  const field = isField(top) ? top : 'name';
  if (inner === undefined) return carryFields(before, from, [field]);
  const { [inner]: _, ...rest } = partsOf(before[field]);
  const value = partsOf(from[field])[inner];
  const merged = value === undefined ? rest : { ...rest, [inner]: value };
  const whole = Object.keys(merged).length === 0 ? undefined : merged;
  return carryFields(before, { ...from, [field]: whole }, [field]);
}

function partsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' ? { ...value } : {};
}

function isField(name: string): name is keyof Facts {
  return fields.some(({ path }) => path[1] === name);
}
