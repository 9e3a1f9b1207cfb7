import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { confirmPage } from '../../console/confirm.tsx';
import type { ConsoleEnv } from '../../console/env.ts';
import { ConsoleForm, formPage } from '../../console/form.tsx';
import { may, needs, rootOf } from '../../console/guard.ts';
import { placeOf } from '../../console/layout.tsx';
import { PageTitle } from '../../console/pieces.tsx';
import {
  doneWith,
  TranslationFields,
  translationLabels,
} from '../../console/translation-fields.tsx';
import { LineField } from '../../http/form-fields.tsx';
import { statementId } from '../schema.ts';
import { getStatement, type Listed, listChoices } from '../service.ts';
import { createStatement, removeStatement, replaceStatement } from '../service/writing.ts';
import { attestations, controls, laws, type Noun, questions } from './nouns.tsx';

/** Stating something, stating it otherwise, and stating it no longer. */
export const statementForms = new Hono<ConsoleEnv>();

const idLabel = 'Short name';

addForms(attestations);
addForms(controls);
addForms(questions);
addForms(laws);

function crumbOf<K extends Listed>(c: Context<ConsoleEnv>, { path, many }: Noun<K>) {
  return { href: `${rootOf(c)}/controls/${path}`, label: many };
}

function addForms<K extends Listed>(noun: Noun<K>): void {
  addNew(noun);
  addEdit(noun);
  addRemoval(noun);
}

function addNew<K extends Listed>(noun: Noun<K>): void {
  const { kind, path, one, operation } = noun;
  const article = /^[aeiou]/.test(one) ? 'an' : 'a';
  formPage(statementForms, {
    path: `/controls/new/${path}`,
    guards: [needs(`create${operation}`)],
    schema: withId(noun),
    labels: { id: idLabel, ...noun.labels, ...translationLabels(noun.texts) },
    view: () => ({ title: `State ${article} ${one}`, current: 'controls' }),
    async content(c, drawn) {
      const choices = await listChoices(c.env.deps.db);
      const { written } = await placeOf(c);
      const crumb = crumbOf(c, noun);
      return (
        <>
          <PageTitle title={`State ${article} ${one}`} crumb={crumb}>
            <p class="lead">
              It is public at once, and an entry of the transparency log: name no person.
            </p>
          </PageTitle>
          <ConsoleForm drawn={drawn} submit="Publish it" cancel={crumb.href}>
            <LineField
              form={drawn.form}
              name="id"
              label={idLabel}
              max={40}
              autocomplete="off"
              hint="Letters, digits, hyphens and dots, e.g. AC-01. Links lead to it, so it never changes."
            />
            {noun.fields(drawn.form, choices)}
            <TranslationFields form={drawn.form} written={written} texts={noun.texts} />
          </ConsoleForm>
        </>
      );
    },
    async act(c, { id, facts }) {
      const stated = await createStatement(c.get('visit').ctx, kind, id, facts);
      return `/controls/${path}?done=${doneWith(stated, 'stated')}`;
    },
  });
}

/** The short name beside the facts, both judged at once. */
function withId<K extends Listed>({ facts }: Noun<K>) {
  return z.unknown().transform((sent, context) => {
    const { id, ...rest } = z.looseObject({ id: z.unknown().optional() }).parse(sent);
    const named = statementId.safeParse(id);
    const stated = facts.safeParse(rest);
    if (named.success && stated.success) return { id: named.data, facts: stated.data };
    const issues = [
      ...(named.error?.issues.map((issue) => ({ ...issue, path: ['id'] })) ?? []),
      ...(stated.error?.issues ?? []),
    ];
    for (const { message, path } of issues) context.addIssue({ code: 'custom', message, path });
    return z.NEVER;
  });
}

function addEdit<K extends Listed>(noun: Noun<K>): void {
  const { kind, path, operation } = noun;
  formPage(statementForms, {
    path: `/controls/${path}/:key/edit`,
    guards: [needs(`replace${operation}`)],
    schema: noun.facts,
    labels: { ...noun.labels, ...translationLabels(noun.texts) },
    async stored(c) {
      const { facts, version } = await statementOf(c, noun);
      return { version, entries: noun.entriesOf(facts) };
    },
    view: () => ({ title: 'State it otherwise', current: 'controls' }),
    async content(c, drawn) {
      const { key, facts } = await statementOf(c, noun);
      const crumb = crumbOf(c, noun);
      return (
        <>
          <PageTitle title={`${key}: ${noun.titleOf(facts)}`} crumb={crumb}>
            <p class="lead">
              It is public at once, and an entry of the transparency log.
              {noun.signOf === undefined ? '' : ' A new status is told in the feed of changes.'}
            </p>
          </PageTitle>
          <ConsoleForm drawn={drawn} submit="Publish it" cancel={crumb.href}>
            {noun.fields(drawn.form, await listChoices(c.env.deps.db))}
            <TranslationFields
              form={drawn.form}
              written={(await placeOf(c)).written}
              texts={noun.texts}
            />
          </ConsoleForm>
          {may(c, `delete${operation}`) ? (
            <p class="acts">
              <a href={`${crumb.href}/${key}/removal`}>State it no longer</a>
            </p>
          ) : null}
        </>
      );
    },
    async act(c, facts, version) {
      const { key } = await statementOf(c, noun);
      const stated = await replaceStatement(c.get('visit').ctx, kind, key, facts, version);
      return `/controls/${path}?done=${doneWith(stated, 'stated')}`;
    },
  });
}

function addRemoval<K extends Listed>(noun: Noun<K>): void {
  const { kind, path, operation } = noun;
  confirmPage(statementForms, {
    path: `/controls/${path}/:key/removal`,
    guards: [needs(`delete${operation}`)],
    current: 'controls',
    schema: z.object({}),
    async ask(c) {
      const { key, facts, version } = await statementOf(c, noun);
      return {
        title: `State “${noun.titleOf(facts)}” no longer?`,
        crumb: crumbOf(c, noun),
        version,
        stands: `${key}: ${noun.titleOf(facts)}${noun.signOf === undefined ? '' : `, ${noun.signOf(facts).word}`}`,
        effects: [
          'One statement is gone from the public page at once; links to it lead to the page.',
          ...(noun.signOf === undefined
            ? []
            : ['Readers of the feed of changes are told that it is no longer stated.']),
          'That it was stated stays in the transparency log.',
        ],
        submit: 'State it no longer',
      };
    },
    async act(c, _, version) {
      const { key } = await statementOf(c, noun);
      await removeStatement(c.get('visit').ctx, kind, key, version);
      return `/controls/${path}?done=removed`;
    },
  });
}

function statementOf<K extends Listed>(c: Context<ConsoleEnv>, { kind }: Noun<K>) {
  return getStatement(c.env.deps.db, kind, c.req.param('key') ?? '');
}
