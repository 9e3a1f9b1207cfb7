import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { languageWords } from '../console/came.tsx';
import type { ConsoleEnv } from '../console/env.ts';
import { ConsoleForm, formPage } from '../console/form.tsx';
import { may, needs, rootOf } from '../console/guard.ts';
import { answerPage, placeOf } from '../console/layout.tsx';
import { Done, Empty, PageTitle, RecordTable } from '../console/pieces.tsx';
import { TimeOf } from '../http/dates.tsx';
import { readAs } from '../http/exchange.ts';
import { type FormState, LineField, SelectField, TextField } from '../http/form-fields.tsx';
import { languages } from '../core/language.ts';
import { byTemplate, templateInput } from './schema.ts';
import {
  createTemplate,
  deleteTemplate,
  getTemplate,
  listTemplates,
  replaceTemplate,
} from './service.ts';

/** Texts that answers to inquiries and privacy requests begin with. */
export const replyPages = new Hono<ConsoleEnv>();

const labels = { name: 'Name', language: 'Language', text: 'Text' } as const;
const done = {
  created: 'It is stored.',
  changed: 'It is changed.',
  deleted: 'It is gone.',
} as const;

replyPages.get('/reply-templates', needs('listReplyTemplates'), async (c) => {
  const templates = await listTemplates(c.env.deps);
  const place = await placeOf(c);
  const here = `${place.root}/reply-templates`;
  return answerPage(
    c,
    { title: 'Reply templates', current: 'replies' },
    <>
      <PageTitle title="Reply templates">
        <p class="lead">
          Texts that answers to inquiries and privacy requests begin with. Whoever answers chooses
          one, and changes it before it is sent.
        </p>
        {may(c, 'createReplyTemplate') ? (
          <p class="acts">
            <a class="button" href={`${here}/new`}>
              Write one
            </a>
          </p>
        ) : null}
      </PageTitle>
      <Done done={c.req.query('done')} words={done} />
      {templates.length === 0 ? (
        <Empty>None yet. Begin with what you answer most often.</Empty>
      ) : (
        <RecordTable
          caption="Reply templates, by name"
          rows={templates}
          columns={[
            { label: 'Name', cell: ({ name }) => <bdi>{name}</bdi> },
            { label: 'Language', cell: ({ language }) => languageWords[language] },
            {
              label: 'Begins with',
              cell: ({ text, language }) => <bdi lang={language}>{beginningOf(text)}</bdi>,
            },
            {
              label: 'Changed',
              cell: ({ changedAt }) => <TimeOf at={changedAt} zone={place.timeZone} />,
            },
            {
              label: '',
              cell: ({ id, name }) => (
                <span class="acts">
                  {may(c, 'replaceReplyTemplate') ? (
                    <a href={`${here}/${id}`}>
                      Change<span class="unseen"> {name}</span>
                    </a>
                  ) : null}{' '}
                  {may(c, 'deleteReplyTemplate') ? (
                    <a href={`${here}/${id}/deletion`}>
                      Delete<span class="unseen"> {name}</span>
                    </a>
                  ) : null}
                </span>
              ),
            },
          ]}
        />
      )}
    </>,
  );
});

const beginning = 80;

function beginningOf(text: string): string {
  const [first = ''] = text.split('\n');
  return first.length > beginning ? `${first.slice(0, beginning)}…` : first;
}

const crumbOf = (c: Context<ConsoleEnv>) => ({
  href: `${rootOf(c)}/reply-templates`,
  label: 'Reply templates',
});

const idOf = (c: Context<ConsoleEnv>) => readAs(byTemplate, { id: c.req.param('id') }).id;

function Fields({ form }: { readonly form: FormState }) {
  return (
    <>
      <LineField
        form={form}
        name="name"
        label={labels.name}
        max={100}
        autocomplete="off"
        hint="Only staff see it."
      />
      <SelectField
        form={form}
        name="language"
        label={labels.language}
        options={languages.map((value) => ({ value, text: languageWords[value] }))}
      />
      <TextField
        form={form}
        name="text"
        label={labels.text}
        max={10_000}
        rows={12}
        hint="{name} becomes the name of whoever wrote, {reference} the number of the case. Write no names into it: it is for many cases."
      />
    </>
  );
}

formPage(replyPages, {
  path: '/reply-templates/new',
  guards: [needs('createReplyTemplate')],
  schema: templateInput,
  labels,
  view: () => ({ title: 'Write a reply template', current: 'replies' }),
  content: (c, drawn) => (
    <>
      <PageTitle title="Write a reply template" crumb={crumbOf(c)} />
      <ConsoleForm drawn={drawn} submit="Store it" cancel={crumbOf(c).href}>
        <Fields form={drawn.form} />
      </ConsoleForm>
    </>
  ),
  async act(c, wanted) {
    await createTemplate(c.get('visit').ctx, wanted);
    return '/reply-templates?done=created';
  },
});

async function storedOf(c: Context<ConsoleEnv>) {
  const { name, language, text, version } = await getTemplate(c.env.deps.db, idOf(c));
  return { version, entries: { name, language, text } };
}

formPage(replyPages, {
  path: '/reply-templates/:id',
  guards: [needs('replaceReplyTemplate')],
  schema: templateInput,
  labels,
  stored: storedOf,
  view: () => ({ title: 'Change a reply template', current: 'replies' }),
  content: (c, drawn) => (
    <>
      <PageTitle title="Change a reply template" crumb={crumbOf(c)}>
        <p class="lead">Answers that were written with it stay as they are.</p>
      </PageTitle>
      <ConsoleForm drawn={drawn} submit="Change it" cancel={crumbOf(c).href}>
        <Fields form={drawn.form} />
      </ConsoleForm>
    </>
  ),
  async act(c, wanted, version) {
    await replaceTemplate(c.get('visit').ctx, idOf(c), wanted, version);
    return '/reply-templates?done=changed';
  },
});

formPage(replyPages, {
  path: '/reply-templates/:id/deletion',
  guards: [needs('deleteReplyTemplate')],
  schema: z.looseObject({}),
  labels,
  stored: storedOf,
  view: () => ({ title: 'Delete a reply template', current: 'replies' }),
  async content(c, drawn) {
    const { entries } = await storedOf(c);
    return (
      <>
        <PageTitle title={`Delete “${entries.name}”?`} crumb={crumbOf(c)}>
          <ul class="said">
            <li>One text goes, and can not be brought back.</li>
            <li>Answers that were written with it stay as they are.</li>
          </ul>
        </PageTitle>
        <ConsoleForm drawn={drawn} submit="Delete it" cancel={crumbOf(c).href}>
          {Object.entries(entries).map(([name, value]) => (
            <input type="hidden" name={name} value={value} />
          ))}
        </ConsoleForm>
      </>
    );
  },
  async act(c, _, version) {
    await deleteTemplate(c.get('visit').ctx, idOf(c), version);
    return '/reply-templates?done=deleted';
  },
});
