import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { counted } from '../../console/counted.ts';
import { emergencyGrounds } from '../../changes/model.ts';
import { groundWords } from '../../changes/lead.ts';
import type { ConsoleEnv } from '../../console/env.ts';
import { ConsoleForm, formPage } from '../../console/form.tsx';
import { needs, rootOf } from '../../console/guard.ts';
import { PageTitle } from '../../console/pieces.tsx';
import { type FormState, LineField, SelectField, TextField } from '../../http/form-fields.tsx';
import { batchInput } from '../schema/batches.ts';
import {
  type Batch,
  createBatch,
  deleteBatch,
  getBatch,
  getBatchWithDrafts,
  openBatch,
  replaceBatch,
} from '../service/batches.ts';
import { batchCrumb, batchPath, idOf } from './parts.tsx';

/** Beginning a batch, saying what it is about, and throwing it away. */
export const batchForms = new Hono<ConsoleEnv>();

const labels = {
  title: 'Title',
  reason: 'Why',
  effectiveOn: 'Day of effect',
  emergencyGround: 'Emergency',
  emergencyExplanation: 'What happened',
  supersedes: 'Takes the place of',
} as const;

/** Where each field stands in what the API takes. */
const fieldsByPath: Readonly<Record<string, string>> = {
  'emergency.ground': 'emergencyGround',
  'emergency.explanation': 'emergencyExplanation',
  emergency: 'emergencyGround',
};

const batchForm = z.record(z.string(), z.string()).transform((entries, issues) => {
  const said = (name: keyof typeof labels) => (entries[name] ?? '').trim();
  const [ground, explanation] = [said('emergencyGround'), said('emergencyExplanation')];
  const supersedes = said('supersedes');
  const lines = ['title', 'reason', 'effectiveOn'] as const;
  const read = batchInput.safeParse({
    ...Object.fromEntries(lines.flatMap((name) => (said(name) ? [[name, said(name)]] : []))),
    ...((ground || explanation) && { emergency: { ground, explanation } }),
    ...(supersedes && { supersedes: Number(supersedes) }),
  });
  if (read.success) return read.data;
  for (const { path, message } of read.error.issues) {
    const place = path.join('.');
    issues.addIssue({ code: 'custom', message, path: [fieldsByPath[place] ?? place] });
  }
  return z.NEVER;
});

formPage(batchForms, {
  path: '/register/batches/new',
  guards: [needs('createBatch')],
  schema: batchForm,
  labels,
  view: () => ({ title: 'Begin a batch', current: 'register' }),
  content: (c, drawn) => {
    const list = `${rootOf(c)}/register/batches`;
    return (
      <>
        <PageTitle title="Begin a batch" crumb={{ href: list, label: 'Batches' }}>
          <p class="lead">
            Changes that belong together gather in a batch. Publishing it makes one change, with one
            page, one day and one announcement.
          </p>
        </PageTitle>
        <ConsoleForm drawn={drawn} submit="Begin the batch" cancel={list}>
          <BatchFields form={drawn.form} />
        </ConsoleForm>
      </>
    );
  },
  async act(c, input) {
    const { id } = await createBatch(c.get('visit').ctx, input);
    return `/register/batches/${id}?done=begun`;
  },
});

formPage(batchForms, {
  path: '/register/batches/:id/edit',
  guards: [needs('replaceBatch')],
  schema: batchForm,
  labels,
  async stored(c) {
    const batch = await openBatch(c.env.deps.db, idOf(c));
    return { version: batch.version, entries: entriesOf(batch) };
  },
  view: () => ({ title: 'Edit a batch', current: 'register' }),
  async content(c, drawn) {
    const crumb = batchCrumb(c, await getBatch(c.env.deps.db, idOf(c)));
    return (
      <>
        <PageTitle title="Why and when" crumb={crumb}>
          <p class="lead">An edit takes an approval away.</p>
        </PageTitle>
        <ConsoleForm drawn={drawn} submit="Store it" cancel={crumb.href}>
          <BatchFields form={drawn.form} />
        </ConsoleForm>
      </>
    );
  },
  async act(c, input, version) {
    await replaceBatch(c.get('visit').ctx, idOf(c), input, version);
    return `${batchPath(c)}?done=stored`;
  },
});

function entriesOf({ title, reason, effectiveOn, emergency, supersedes }: Batch) {
  return {
    title: title ?? '',
    reason: reason ?? '',
    effectiveOn: effectiveOn ?? '',
    emergencyGround: emergency?.ground ?? '',
    emergencyExplanation: emergency?.explanation ?? '',
    supersedes: supersedes === undefined ? '' : String(supersedes),
  };
}

function capitalised(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function BatchFields({ form }: { readonly form: FormState }) {
  return (
    <>
      <LineField
        form={form}
        name="title"
        label={labels.title}
        autocomplete="off"
        optional
        hint="For you; it is not published."
      />
      <TextField
        form={form}
        name="reason"
        label={labels.reason}
        max={4_000}
        rows={4}
        optional
        law="Article 28(2) GDPR, so that customers can judge it"
        hint="Published with the change, and needed to publish."
      />
      <LineField
        form={form}
        name="effectiveOn"
        label={labels.effectiveOn}
        type="date"
        autocomplete="off"
        optional
        law="Article 28(2) GDPR, for customers are told before"
        hint="Left empty it takes effect when it is published; the batch says which day is early enough."
      />
      <SelectField
        form={form}
        name="emergencyGround"
        label={labels.emergencyGround}
        optional
        hint="Only for an addition or replacement that can not wait: customers are told after it and can object then."
        options={[
          { value: '', text: 'None' },
          ...emergencyGrounds.map((value) => ({ value, text: capitalised(groundWords[value]) })),
        ]}
      />
      <TextField
        form={form}
        name="emergencyExplanation"
        label={labels.emergencyExplanation}
        max={2_000}
        rows={2}
        optional
        hint="Of an emergency, published with the change."
      />
      <LineField
        form={form}
        name="supersedes"
        label={labels.supersedes}
        max={9}
        autocomplete="off"
        optional
        hint="Number of an announced change that ends when this one is announced."
      />
    </>
  );
}

formPage(batchForms, {
  path: '/register/batches/:id/removal',
  guards: [needs('deleteBatch')],
  schema: z.strictObject({}),
  labels: {},
  view: () => ({ title: 'Throw a batch away', current: 'register' }),
  async content(c: Context<ConsoleEnv>, drawn) {
    const { batch, drafts } = await getBatchWithDrafts(c.env.deps.db, idOf(c));
    const crumb = batchCrumb(c, batch);
    return (
      <>
        <PageTitle title="Throw this batch away?" crumb={crumb}>
          <ul class="said">
            <li>
              The batch and what was drafted for {counted(drafts.length, 'entry', 'entries')} is
              lost. It can not be undone.
            </li>
            <li>The register keeps what it says; nobody is told.</li>
          </ul>
        </PageTitle>
        <ConsoleForm drawn={drawn} submit="Throw the batch away" cancel={crumb.href} />
      </>
    );
  },
  async act(c) {
    await deleteBatch(c.get('visit').ctx, idOf(c));
    return '/register/batches?done=removed';
  },
});
