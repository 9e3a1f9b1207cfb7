import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { confirmPage } from '../../console/confirm.tsx';
import { fromForm, toEntries, typedList } from '../../console/entries.ts';
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
import { LineField, TextField } from '../../http/form-fields.tsx';
import { policyKey } from '../model.ts';
import { dataActFacts, disclosureFacts } from '../schema.ts';
import { findDataAct, findDisclosure } from '../service.ts';
import { removeStatement, stateStatement } from '../service/writing.ts';

/** What there is one of: facts of each service under the Data Act, and the disclosure policy. */
export const singleForms = new Hono<ConsoleEnv>();

const crumbOf = (c: Context<ConsoleEnv>) => ({ href: `${rootOf(c)}/controls`, label: 'Security' });

const markdown = 'Markdown: **bold**, lists, links. Name no person.';

const dataActLabels = {
  jurisdictions: 'Jurisdictions',
  jurisdictionNote: 'About them',
  technical: 'Technical measures',
  organisational: 'Organisational measures',
  contractual: 'Contractual measures',
} as const;

const dataActTexts = [
  { name: 'jurisdictionNote', label: dataActLabels.jurisdictionNote, max: 1_000 },
  ...(['technical', 'organisational', 'contractual'] as const).map((name) => ({
    name,
    label: dataActLabels[name],
    max: 8_000,
    rows: 6,
  })),
];

const { jurisdictions } = dataActFacts.shape;
const dataAct = fromForm(dataActFacts.extend({ jurisdictions: typedList(jurisdictions.unwrap()) }));

const serviceOf = (c: Context<ConsoleEnv>) => c.req.param('service') ?? '';

formPage(singleForms, {
  path: '/controls/data-act/:service',
  guards: [needs('replaceDataAct')],
  schema: dataAct,
  labels: { ...dataActLabels, ...translationLabels(dataActTexts) },
  async stored(c) {
    const stated = await findDataAct(c.env.deps.db, serviceOf(c));
    return {
      version: stated?.version ?? 0,
      entries: toEntries(stated?.facts ?? {}, Object.keys(dataActLabels)),
    };
  },
  view: () => ({ title: 'EU Data Act', current: 'controls' }),
  async content(c, drawn) {
    const stated = await findDataAct(c.env.deps.db, serviceOf(c));
    const { form } = drawn;
    const measures = ['technical', 'organisational', 'contractual'] as const;
    return (
      <>
        <PageTitle title={`EU Data Act: ${serviceOf(c)}`} crumb={crumbOf(c)}>
          <p class="lead">
            Article 28(1) of Regulation (EU) 2023/2854 has providers of data processing services
            publish this, and keep it up to date. It is public at once.
          </p>
        </PageTitle>
        <ConsoleForm drawn={drawn} submit="Publish it" cancel={crumbOf(c).href}>
          <LineField
            form={form}
            name="jurisdictions"
            label={dataActLabels.jurisdictions}
            autocomplete="off"
            hint="Countries whose law the infrastructure is subject to, as two letters: DE, IE."
            law="article 28(1)(a)"
          />
          <LineField
            form={form}
            name="jurisdictionNote"
            label={dataActLabels.jurisdictionNote}
            max={1_000}
            autocomplete="off"
            optional
          />
          {measures.map((name) => (
            <TextField
              form={form}
              name={name}
              label={dataActLabels[name]}
              max={8_000}
              rows={6}
              hint={`Against governments of third countries getting at data where that conflicts with Union law. ${markdown}`}
              law="article 28(1)(b)"
            />
          ))}
          <TranslationFields
            form={form}
            written={(await placeOf(c)).written}
            texts={dataActTexts}
          />
        </ConsoleForm>
        {stated !== undefined && may(c, 'deleteDataAct') ? (
          <p class="acts">
            <a href={`${crumbOf(c).href}/data-act/${serviceOf(c)}/removal`}>State it no longer</a>
          </p>
        ) : null}
      </>
    );
  },
  async act(c, facts, version) {
    const { ctx } = c.get('visit');
    const stated = await stateStatement(ctx, 'data-act', serviceOf(c), facts, version);
    return `/controls?done=${doneWith(stated, 'stated')}`;
  },
});

confirmPage(singleForms, {
  path: '/controls/data-act/:service/removal',
  guards: [needs('deleteDataAct')],
  current: 'controls',
  schema: z.object({}),
  async ask(c) {
    const { version = 0 } = (await findDataAct(c.env.deps.db, serviceOf(c))) ?? {};
    return {
      title: `State nothing of ${serviceOf(c)} under the Data Act?`,
      crumb: { href: `${crumbOf(c).href}/data-act/${serviceOf(c)}`, label: 'EU Data Act' },
      version,
      stands: version === 0 ? 'Nothing is stated' : 'Stated',
      effects: [
        'The facts of one service are gone from the public page at once.',
        'The law goes on asking for them, unless the service is not offered any more.',
        'That they were stated stays in the transparency log.',
      ],
      submit: 'State it no longer',
    };
  },
  async act(c, _, version) {
    await removeStatement(c.get('visit').ctx, 'data-act', serviceOf(c), version);
    return '/controls?done=removed';
  },
});

const disclosureLabels = { text: 'Policy', thanksUrl: 'Thanks' } as const;
const disclosureText = { name: 'text', label: disclosureLabels.text, max: 16_000, rows: 12 };

formPage(singleForms, {
  path: '/controls/disclosure',
  guards: [needs('replaceDisclosurePolicy')],
  schema: fromForm(disclosureFacts),
  labels: { ...disclosureLabels, ...translationLabels([disclosureText]) },
  async stored(c) {
    const stated = await findDisclosure(c.env.deps.db);
    return {
      version: stated?.version ?? 0,
      entries: toEntries(stated?.facts ?? {}, Object.keys(disclosureLabels)),
    };
  },
  view: () => ({ title: 'How vulnerabilities are reported', current: 'controls' }),
  async content(c, drawn) {
    const stated = await findDisclosure(c.env.deps.db);
    return (
      <>
        <PageTitle title="How vulnerabilities are reported" crumb={crumbOf(c)}>
          <p class="lead">
            What whoever reports one may rely on. The address for reports is the security contact of
            the organisation; security.txt is written from both. It is public at once.
          </p>
        </PageTitle>
        <ConsoleForm drawn={drawn} submit="Publish it" cancel={crumbOf(c).href}>
          <TextField
            form={drawn.form}
            name="text"
            label={disclosureLabels.text}
            max={16_000}
            rows={12}
            hint={`How to report, when you answer, and that research in good faith is welcome. ${markdown}`}
            law="annex I, part II, no. 5 of Regulation (EU) 2024/2847 (Cyber Resilience Act)"
          />
          <LineField
            form={drawn.form}
            name="thanksUrl"
            label={disclosureLabels.thanksUrl}
            max={2_000}
            autocomplete="off"
            optional
            hint="Web address of the page that thanks those who reported."
          />
          <TranslationFields
            form={drawn.form}
            written={(await placeOf(c)).written}
            texts={[disclosureText]}
          />
        </ConsoleForm>
        {stated !== undefined && may(c, 'deleteDisclosurePolicy') ? (
          <p class="acts">
            <a href={`${crumbOf(c).href}/disclosure/removal`}>State it no longer</a>
          </p>
        ) : null}
      </>
    );
  },
  async act(c, facts, version) {
    const { ctx } = c.get('visit');
    const stated = await stateStatement(ctx, 'disclosure', policyKey, facts, version);
    return `/controls?done=${doneWith(stated, 'stated')}`;
  },
});

confirmPage(singleForms, {
  path: '/controls/disclosure/removal',
  guards: [needs('deleteDisclosurePolicy')],
  current: 'controls',
  schema: z.object({}),
  async ask(c) {
    const { version = 0 } = (await findDisclosure(c.env.deps.db)) ?? {};
    return {
      title: 'State no policy any more?',
      crumb: { href: `${crumbOf(c).href}/disclosure`, label: 'The policy' },
      version,
      stands: version === 0 ? 'Nothing is stated' : 'Stated',
      effects: [
        'The policy is gone from the public page and from security.txt at once.',
        'That it was stated stays in the transparency log.',
      ],
      submit: 'State it no longer',
    };
  },
  async act(c, _, version) {
    await removeStatement(c.get('visit').ctx, 'disclosure', policyKey, version);
    return '/controls?done=removed';
  },
});
