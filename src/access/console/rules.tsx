import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { toEntries } from '../../console/entries.ts';
import type { ConsoleEnv } from '../../console/env.ts';
import { ConsoleForm, formPage } from '../../console/form.tsx';
import { may, needs, rootOf } from '../../console/guard.ts';
import { answerPage, placeOf } from '../../console/layout.tsx';
import { Done, PageTitle } from '../../console/pieces.tsx';
import { Fact } from '../../http/facts.tsx';
import { ChoiceField, LineField } from '../../http/form-fields.tsx';
import type { AccessSettings } from '../model.ts';
import { accessRules } from '../schema/rules.ts';
import { getSettings, replaceSettings } from '../service/rules.ts';
import { ruleWords, wordOf } from '../words/rules.ts';
import { domainForms } from './domains.tsx';
import { wholeNumber, yesOrNo } from './fields.tsx';

/** What is decided without a person, and on what terms. */
export const accessRulePages = new Hono<ConsoleEnv>();

const done = {
  set: 'The rules hold for every request from now on.',
  waits: 'What opens more waits for a second person; until then the rules stay as they were.',
} as const;

const names = Object.keys(ruleWords) as readonly (keyof AccessSettings)[];

accessRulePages.get('/documents/rules', needs('getAccessRules'), async (c) => {
  const { root } = await placeOf(c);
  const { settings } = await getSettings(c.env.deps.db);
  return answerPage(
    c,
    { title: 'Access rules', current: 'documents' },
    <>
      <PageTitle title="Access rules" crumb={{ href: `${root}/documents`, label: 'Documents' }}>
        <p class="lead">
          What is decided without a person. The first rule that speaks for whoever asks decides;
          where none does, a person does.
        </p>
        <p class="acts">
          {may(c, 'replaceAccessRules') ? (
            <a class="button" href={`${root}/documents/rules/edit`}>
              Change the rules
            </a>
          ) : null}
          <a href={`${root}/documents/domains`}>Mail domains</a>
          <a href={`${root}/rules`}>Rules that wait for a second person</a>
        </p>
      </PageTitle>
      <Done done={c.req.query('done')} words={done} />
      <dl class="facts wide">
        {names.map((name) => (
          <Fact label={ruleWords[name]}>{wordOf(settings[name])}</Fact>
        ))}
      </dl>
    </>,
  );
});

const form = z.object({
  ...accessRules.pick({ customers: true, allowedDomains: true, ndaOnFile: true }).shape,
  days: wholeNumber(accessRules.shape.days),
  mostDownloads: wholeNumber(accessRules.shape.mostDownloads),
  tokens: yesOrNo,
});

const crumbOf = (c: Context<ConsoleEnv>) => ({
  href: `${rootOf(c)}/documents/rules`,
  label: 'Access rules',
});

const byRule = [
  { value: 'automatic', text: 'Is approved at once' },
  { value: 'person', text: 'A person decides' },
];

formPage(accessRulePages, {
  path: '/documents/rules/edit',
  guards: [needs('replaceAccessRules')],
  schema: form,
  labels: ruleWords,
  async stored(c) {
    const { settings, version } = await getSettings(c.env.deps.db);
    const entries = { ...toEntries(settings, names), tokens: settings.tokens ? 'yes' : 'no' };
    return { version, entries };
  },
  view: () => ({ title: 'Change the access rules', current: 'documents' }),
  content: (c, drawn) => (
    <>
      <PageTitle title="Change the access rules" crumb={crumbOf(c)}>
        <p class="lead">
          What was decided stays. What opens more than before waits for somebody else to approve it.
        </p>
      </PageTitle>
      <ConsoleForm drawn={drawn} submit="Store the rules" cancel={crumbOf(c).href}>
        {(['customers', 'allowedDomains', 'ndaOnFile'] as const).map((name) => (
          <ChoiceField form={drawn.form} name={name} label={ruleWords[name]} options={byRule} />
        ))}
        <LineField
          form={drawn.form}
          name="days"
          label={ruleWords.days}
          max={3}
          autocomplete="off"
          hint="1 to 365, unless a decision says otherwise."
        />
        <LineField
          form={drawn.form}
          name="mostDownloads"
          label={ruleWords.mostDownloads}
          max={4}
          autocomplete="off"
          hint="How often each document may be fetched."
        />
        <ChoiceField
          form={drawn.form}
          name="tokens"
          label={ruleWords.tokens}
          options={[
            { value: 'no', text: 'No' },
            { value: 'yes', text: 'Yes, holders may make one' },
          ]}
        />
      </ConsoleForm>
    </>
  ),
  async act(c, settings, version) {
    const set = await replaceSettings(c.get('visit').ctx, settings, version);
    return `/documents/rules?done=${'proposal' in set ? 'waits' : 'set'}`;
  },
});

accessRulePages.route('/', domainForms);
