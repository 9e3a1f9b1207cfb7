import { type Context, Hono } from 'hono';
import { z } from 'zod';
import type { ConsoleEnv } from '../../console/env.ts';
import { ConsoleForm, formPage } from '../../console/form.tsx';
import { needs } from '../../console/guard.ts';
import { pageInputOf } from '../../console/layout.tsx';
import { PageTitle } from '../../console/pieces.tsx';
import { Refusal } from '../../core/errors.ts';
import { type FormState, TextField } from '../../http/form-fields.tsx';
import { englishNames, languages } from '../../core/language.ts';
import type { Texts } from '../model.ts';
import { sectionNames } from '../model/configuration.ts';
import { starterText } from '../model/starter.ts';
import { longestText, policyTexts } from '../schema.ts';
import { createPolicyDraft, deletePolicyDraft, replacePolicyDraft } from '../service/writing.ts';
import { numberOf, policyOf, section, slugOf, versionOf } from './parts.tsx';

/** The texts of a draft. */
export const draftForms = new Hono<ConsoleEnv>();

/** A language that is left empty has no text. */
const editor = z
  .object({ en: z.string().default(''), de: z.string().default('') })
  .transform((typed) =>
    Object.fromEntries(Object.entries(typed).filter(([, text]) => text.trim() !== '')),
  )
  .pipe(policyTexts);

/** Two texts of the greatest length are larger than other forms may be: hence the end of these paths. */
formPage(draftForms, {
  path: '/policies/:slug/drafts/upload',
  guards: [needs('createPolicyDraft')],
  schema: editor,
  labels: englishNames,
  async stored(c) {
    const { policy } = await policyOf(c);
    const spoken = await languagesOf(c);
    const begun = languages.map((language) => [
      language,
      spoken.includes(language) ? starterText(policy.kind, policy.title, language) : '',
    ]);
    return { version: 0, entries: Object.fromEntries(begun) };
  },
  view: () => ({ title: 'Write a draft', current: section }),
  async content(c, drawn) {
    const { policy, crumb } = await policyOf(c);
    return (
      <>
        <PageTitle title={`Write a draft: ${policy.title}`} crumb={crumb}>
          <Hints />
        </PageTitle>
        <ConsoleForm drawn={drawn} submit="Store the draft" cancel={crumb.href} hasFiles>
          <Editor form={drawn.form} />
        </ConsoleForm>
      </>
    );
  },
  async act(c, texts) {
    await inFields(texts, createPolicyDraft(c.get('visit').ctx, slugOf(c), texts));
    return `/policies/${slugOf(c)}?done=drafted`;
  },
});

formPage(draftForms, {
  path: '/policies/:slug/drafts/current',
  guards: [needs('createPolicyDraft')],
  schema: z.object({}),
  labels: {},
  view: () => ({ title: 'Draft the next version', current: section }),
  async content(c, drawn) {
    const { policy, crumb, current } = await policyOf(c);
    return (
      <>
        <PageTitle title={`Draft the next version: ${policy.title}`} crumb={crumb}>
          <ul class="said">
            <li>
              It begins with the texts of version {current?.number ?? '…'}, which stays as it is.
            </li>
            <li>
              The sections that are written from the configuration are brought up to date in it.
            </li>
            <li>Nobody but staff sees it before it is announced.</li>
          </ul>
        </PageTitle>
        <ConsoleForm drawn={drawn} submit="Make the draft" cancel={crumb.href} />
      </>
    );
  },
  async act(c) {
    await createPolicyDraft(c.get('visit').ctx, slugOf(c), 'current');
    return `/policies/${slugOf(c)}?done=drafted`;
  },
});

formPage(draftForms, {
  path: '/policies/:slug/versions/:number/text/upload',
  guards: [needs('replacePolicyDraft')],
  schema: editor,
  labels: englishNames,
  async stored(c) {
    const { version, texts } = await draftOf(c);
    return { version, entries: { en: texts.en ?? '', de: texts.de ?? '' } };
  },
  view: () => ({ title: 'Edit the draft', current: section }),
  async content(c, drawn) {
    const { policy, crumb } = await policyOf(c);
    return (
      <>
        <PageTitle title={`Edit version ${numberOf(c)}: ${policy.title}`} crumb={crumb}>
          <Hints />
        </PageTitle>
        <ConsoleForm drawn={drawn} submit="Store the draft" cancel={crumb.href} hasFiles>
          <Editor form={drawn.form} />
        </ConsoleForm>
      </>
    );
  },
  async act(c, texts, version) {
    const { ctx } = c.get('visit');
    await inFields(texts, replacePolicyDraft(ctx, slugOf(c), numberOf(c), texts, version));
    return `/policies/${slugOf(c)}?done=saved`;
  },
});

formPage(draftForms, {
  path: '/policies/:slug/versions/:number/discard',
  guards: [needs('deletePolicyDraft')],
  schema: z.object({}),
  labels: { stands: 'Last stored' },
  async stored(c) {
    const { version, updatedAt } = await draftOf(c);
    return { version, entries: { stands: updatedAt.toISOString() } };
  },
  view: () => ({ title: 'Discard the draft', current: section }),
  async content(c, drawn) {
    const { policy, crumb } = await policyOf(c);
    const { languages: written, updatedAt } = await draftOf(c);
    const names = written.map((language) => englishNames[language]).join(' and ');
    return (
      <>
        <PageTitle title={`Discard version ${numberOf(c)}: ${policy.title}?`} crumb={crumb}>
          <ul class="said">
            <li>One draft is gone, with its text in {names}. It can not be brought back.</li>
            <li>What is in effect or announced stays as it is.</li>
          </ul>
        </PageTitle>
        <ConsoleForm drawn={drawn} submit="Discard the draft" cancel={crumb.href}>
          <input type="hidden" name="stands" value={updatedAt.toISOString()} />
        </ConsoleForm>
      </>
    );
  },
  async act(c, _, version) {
    await deletePolicyDraft(c.get('visit').ctx, slugOf(c), numberOf(c), version);
    return `/policies/${slugOf(c)}?done=discarded`;
  },
});

async function draftOf(c: Context<ConsoleEnv>) {
  const version = await versionOf(c);
  if (version.state === 'draft') return version;
  throw new Refusal(
    'conflict',
    `Version ${version.number} was announced and is never edited. Make the next draft instead.`,
  );
}

/** Of the organisation, as far as letters and policies are written in them. */
async function languagesOf(c: Context<ConsoleEnv>): Promise<readonly string[]> {
  const { snapshot } = await pageInputOf(c);
  return snapshot.organisation.languages.flatMap((tag) => tag.split('-')[0] ?? []);
}

/** Faults in texts, each at the field of its language and with the line it names: a text area numbers none. */
async function inFields<T>(texts: Texts, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof Refusal) || error.errors.length === 0) throw error;
    const errors = error.errors.map(({ pointer, detail }) => {
      const language = languages.find((each) => pointer === `#/texts/${each}`);
      const lines = language === undefined ? [] : (texts[language] ?? '').split('\n');
      return {
        pointer: pointer.replace('#/texts/', '#/'),
        detail: detail.replace(/^Line (\d+): /, (said, line: string) => {
          const typed = lines[Number(line) - 1]?.trim().slice(0, 60);
          return typed ? `Line ${line}, “${typed}”: ` : said;
        }),
      };
    });
    throw new Refusal(error.code, error.detail, { errors });
  }
}

function Hints() {
  return (
    <ul class="said">
      <li>
        Markdown: <code>## Heading</code>, <code>- point</code>, <code>**bold**</code>,{' '}
        <code>[words](https://…)</code>, tables. HTML stays text; images are not shown.
      </li>
      <li>
        The first lines, between two of <code>---</code>, may say <code>title: …</code> and{' '}
        <code>description: …</code>.
      </li>
      <li>
        Between <code>{'<!-- annex:retention -->'}</code> and{' '}
        <code>{'<!-- /annex:retention -->'}</code>, each on a line of its own, the text is written
        from the configuration whenever the draft is stored. There are {sectionNames.join(', ')}.
      </li>
    </ul>
  );
}

function Editor({ form }: { readonly form: FormState }) {
  return (
    <>
      {languages.map((language) => (
        <TextField
          form={form}
          name={language}
          label={englishNames[language]}
          max={longestText}
          rows={24}
          optional
          hint="Left empty there is no text in this language, and readers get the other."
          {...(language === 'en' && {
            law: 'Art. 12(1), 13 and 14 GDPR, of a privacy policy: concise, in clear and plain language',
          })}
        />
      ))}
    </>
  );
}
