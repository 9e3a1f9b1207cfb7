import { type Context, Hono } from 'hono';
import type { z } from 'zod';
import { counted } from '../../console/counted.ts';
import { fromForm, toEntries } from '../../console/entries.ts';
import type { ConsoleEnv } from '../../console/env.ts';
import { ConsoleForm, type FormPage, formPage } from '../../console/form.tsx';
import { needs, needsProof, rootOf } from '../../console/guard.ts';
import { answerPage } from '../../console/layout.tsx';
import { PageTitle } from '../../console/pieces.tsx';
import { Refusal } from '../../core/errors.ts';
import { ChoiceField, type FormState, LineField, TextField } from '../../http/form-fields.tsx';
import { ndaScopes } from '../model.ts';
import { byNda, ndaInput } from '../schema/rules.ts';
import { getNda, judgeNda, listNdas, publishNda } from '../service/ndas.ts';
import { scopeWords } from '../words/states.ts';

/** A text is written, looked at as it will be read, and published. */
export const ndaForms = new Hono<ConsoleEnv>();

const labels = { name: 'Name', title: 'Title', text: 'Text', scope: 'Who accepts it' } as const;
const fields = fromForm(ndaInput);
type Written = z.output<typeof fields>;

const crumbOf = (c: Context<ConsoleEnv>) => ({
  href: `${rootOf(c)}/documents/ndas`,
  label: 'NDA texts',
});

/** Both pages have the same fields; how many texts there are is the version that each is written for. */
const shared = {
  schema: fields,
  labels,
  async stored(c: Context<ConsoleEnv>) {
    const { db } = c.env.deps;
    const of = byNda.safeParse({ id: c.req.query('of') });
    const before = of.success
      ? await getNda(db, of.data.id)
      : { name: 'standard', scope: 'person' };
    const version = (await listNdas(db)).length;
    return { version, entries: toEntries(before, Object.keys(labels)) };
  },
} as const;

formPage(ndaForms, {
  ...shared,
  path: '/documents/ndas/new',
  guards: [needs('publishNda')],
  view: () => ({ title: 'Write an NDA text', current: 'documents' }),
  content: (c, drawn) => draw(c, drawn, 'See how it will be read'),
  async act(c, written, version) {
    await judgeNda(written);
    return preview(c, written, version);
  },
});

formPage(ndaForms, {
  ...shared,
  path: '/documents/ndas/publication',
  guards: [needs('publishNda'), needsProof],
  view: () => ({ title: 'Publish an NDA text', current: 'documents' }),
  content: (c, drawn) => draw(c, drawn, 'Publish the text'),
  async act(c, written, version) {
    if (version !== (await listNdas(c.env.deps.db)).length)
      throw new Refusal(
        'conflict',
        'A text was published since this one was written. Look at the list of texts, and begin again from the newest.',
      );
    await publishNda(c.get('visit').ctx, written);
    return '/documents/ndas?done=published';
  },
});

type Drawn = Parameters<FormPage<typeof fields>['content']>[1];

function draw(c: Context<ConsoleEnv>, drawn: Drawn, submit: string) {
  return (
    <>
      <PageTitle title="An NDA text" crumb={crumbOf(c)}>
        <p class="lead">
          A version never changes: what somebody accepted stays what it was. A text of the same name
          takes the place of the one before.
        </p>
      </PageTitle>
      <ConsoleForm drawn={drawn} submit={submit} cancel={crumbOf(c).href}>
        <Fields form={drawn.form} />
      </ConsoleForm>
    </>
  );
}

function Fields({ form }: { readonly form: FormState }) {
  return (
    <>
      <LineField
        form={form}
        name="name"
        label={labels.name}
        max={60}
        autocomplete="off"
        hint="standard holds for each document that names no other text."
      />
      <LineField form={form} name="title" label={labels.title} autocomplete="off" />
      <TextField
        form={form}
        name="text"
        label={labels.text}
        max={100_000}
        rows={20}
        hint="Markdown: # headings, **bold**, numbered lists. No HTML and no images."
      />
      <ChoiceField
        form={form}
        name="scope"
        label={labels.scope}
        options={ndaScopes.map((value) => ({ value, text: scopeWords[value] }))}
      />
    </>
  );
}

/** As it will be read; the next step publishes it, or goes back to the form. */
async function preview(
  c: Context<ConsoleEnv>,
  written: Written,
  version: number,
): Promise<Response> {
  const { Markdown } = await import('../../updates/shown-markdown.tsx');
  const before = (await listNdas(c.env.deps.db)).find(({ name }) => name === written.name);
  const entries = { form_token: c.get('visit').formToken, version: String(version), ...written };
  const { href } = crumbOf(c);
  return answerPage(
    c,
    { title: 'How it will be read', current: 'documents' },
    <>
      <PageTitle title={written.title} crumb={crumbOf(c)}>
        <p class="lead">This is how it will be read. Nothing is published yet.</p>
        <ul class="said">
          <li>
            {before === undefined
              ? `It is the first text called ${written.name}.`
              : `It becomes version ${before.number + 1} of ${written.name}, and is asked for from the next grant on, also of those who accepted an older one.`}
          </li>
          <li>{scopeWords[written.scope]}.</li>
          <li>What was given under an older version stays. Nobody is mailed.</li>
          <li>{counted(written.text.split(/\s+/).length, 'word')}. It can not be edited later.</li>
        </ul>
      </PageTitle>
      <section class="block" aria-labelledby="text">
        <h2 id="text">The text</h2>
        <div class="prose">
          <h3>Version {(before?.number ?? 0) + 1}</h3>
          <Markdown text={written.text} />
        </div>
      </section>
      <form method="post" class="form" action={`${href}/publication`}>
        {Object.entries(entries).map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        <p class="acts">
          <button class="button">Publish the text</button>
          <button class="textual" name="resume" value="yes" formaction={`${href}/new`}>
            Change it
          </button>
        </p>
      </form>
    </>,
  );
}
