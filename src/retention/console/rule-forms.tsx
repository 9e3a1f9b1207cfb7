import { type Context, Hono } from 'hono';
import { z } from 'zod';
import type { ConsoleEnv } from '../../console/env.ts';
import { ConsoleForm, formPage } from '../../console/form.tsx';
import { may, needs, needsProof, rootOf } from '../../console/guard.ts';
import { answerPage, placeOf } from '../../console/layout.tsx';
import { optionalField } from '../../console/optional.ts';
import { PageTitle } from '../../console/pieces.tsx';
import { periodFromWords, periodToType } from '../../core/period.ts';
import type { Worded } from '../../core/worded.ts';
import { Moment } from '../../http/dates.tsx';
import { Fact } from '../../http/facts.tsx';
import { line, newSlug } from '../../http/schema.ts';
import type { Rule, RuleFacts } from '../model.ts';
import { anchorWords, fateWords, groundWords, howLong } from '../model/words.ts';
import { ruleFacts } from '../schema.ts';
import { createRule, deleteRule, getRule, replaceRule } from '../service.ts';
import { crumbOf, section } from './parts.tsx';
import { RuleFields, ruleLabels } from './rule-fields.tsx';

/** One rule: stated, stated otherwise, stated no longer. */
export const ruleForms = new Hono<ConsoleEnv>();

const { from, ground, fate, order } = ruleFacts.shape;

const period = z.string().transform((text, issues) => {
  const read = periodFromWords(text);
  if (read !== undefined) return read;
  issues.addIssue({
    code: 'custom',
    message: 'Must be a number of years, months, weeks or days, e.g. 24 months, or: at once.',
  });
  return z.NEVER;
});

const number = z
  .string()
  .regex(/^\s*\d{1,4}\s*$/, 'Must be a whole number.')
  .transform(Number);

const typed = z.object({
  record: line(200),
  recordDe: optionalField(line(200)),
  period: optionalField(period),
  lasting: optionalField(line(300)),
  lastingDe: optionalField(line(300)),
  from,
  ground,
  basis: line(300),
  basisDe: optionalField(line(300)),
  fate,
  note: optionalField(line(300)),
  noteDe: optionalField(line(300)),
  order: optionalField(number.pipe(order)),
});

function factsIn(said: z.output<typeof typed>): RuleFacts {
  const { record, lasting, basis, note, period: kept, order: place } = said;
  const worded = (en: string, de: string | undefined) => ({ en, ...(de !== undefined && { de }) });
  return {
    record: worded(record, said.recordDe),
    ...(kept !== undefined && { period: kept }),
    ...(lasting !== undefined && { lasting: worded(lasting, said.lastingDe) }),
    from: said.from,
    ground: said.ground,
    basis: worded(basis, said.basisDe),
    fate: said.fate,
    ...(note !== undefined && { note: worded(note, said.noteDe) }),
    ...(place !== undefined && { order: place }),
  };
}

function entriesOf({ facts }: Rule): Readonly<Record<string, string>> {
  return {
    ...entriesIn('record', facts.record),
    period: facts.period === undefined ? '' : periodToType(facts.period),
    ...entriesIn('lasting', facts.lasting),
    from: facts.from,
    ground: facts.ground,
    ...entriesIn('basis', facts.basis),
    fate: facts.fate,
    ...entriesIn('note', facts.note),
    order: String(facts.order ?? ''),
  };
}

function entriesIn(name: 'record' | 'lasting' | 'basis' | 'note', said: Worded | undefined) {
  return { [name]: said?.en ?? '', [`${name}De`]: said?.de ?? '' };
}

function ruleOf(c: Context<ConsoleEnv>): Promise<Rule> {
  return getRule(c.env.deps.db, c.req.param('id') ?? '');
}

formPage(ruleForms, {
  path: '/retention/rules/new',
  guards: [needs('createRetentionRule'), needsProof],
  schema: typed.extend({ id: newSlug }),
  labels: ruleLabels,
  stored: async () => ({
    version: 0,
    entries: { from: 'ended', ground: 'contract', fate: 'delete' },
  }),
  view: () => ({ title: 'State a rule of another system', current: section }),
  content: (c, drawn) => (
    <>
      <PageTitle title="State a rule of another system" crumb={crumbOf(c)}>
        <ul class="said">
          <li>It is about records that you keep elsewhere: nothing here deletes them.</li>
          <li>
            It is public at once, and an entry of the transparency log for good: name no person.
          </li>
        </ul>
      </PageTitle>
      <ConsoleForm drawn={drawn} submit="State the rule" cancel={crumbOf(c).href}>
        <RuleFields form={drawn.form} isNew />
      </ConsoleForm>
    </>
  ),
  async act(c, { id, ...said }) {
    await createRule(c.get('visit').ctx, id, factsIn(said));
    return '/retention?done=stated';
  },
});

formPage(ruleForms, {
  path: '/retention/rules/:id/edit',
  guards: [needs('replaceRetentionRule'), needsProof],
  schema: typed,
  labels: ruleLabels,
  async stored(c) {
    const rule = await ruleOf(c);
    return { version: rule.version, entries: entriesOf(rule) };
  },
  view: () => ({ title: 'State a rule otherwise', current: section }),
  async content(c, drawn) {
    const { id, facts, isOurs } = await ruleOf(c);
    const here = { href: `${rootOf(c)}/retention/rules/${id}`, label: facts.record.en };
    return (
      <>
        <PageTitle title="State a rule otherwise" crumb={here}>
          <ul class="said">
            <li>
              It is public at once, and an entry of the transparency log for good: name no person.
            </li>
            {isOurs ? (
              <>
                <li>
                  The next run only counts what is due by it, and staff are told how much. From the
                  day after it goes.
                </li>
                <li>
                  Of records kept here the period and the words may change, or what becomes of them
                  to “Kept”, for good.
                </li>
              </>
            ) : null}
            <li>
              A policy with the section retention says the old one until its next version is
              announced.
            </li>
          </ul>
        </PageTitle>
        <ConsoleForm drawn={drawn} submit="State it so" cancel={here.href}>
          <RuleFields form={drawn.form} />
        </ConsoleForm>
      </>
    );
  },
  async act(c, said, version) {
    const { id } = await ruleOf(c);
    await replaceRule(c.get('visit').ctx, id, factsIn(said), version);
    return '/retention?done=stated';
  },
});

formPage(ruleForms, {
  path: '/retention/rules/:id/removal',
  guards: [needs('deleteRetentionRule'), needsProof],
  schema: z.object({}),
  labels: ruleLabels,
  async stored(c) {
    const rule = await ruleOf(c);
    return { version: rule.version, entries: entriesOf(rule) };
  },
  view: () => ({ title: 'State a rule no longer', current: section }),
  async content(c, drawn) {
    const rule = await ruleOf(c);
    const { facts, id } = rule;
    const here = { href: `${rootOf(c)}/retention/rules/${id}`, label: facts.record.en };
    return (
      <>
        <PageTitle title={`State no longer: ${facts.record.en}?`} crumb={here}>
          <ul class="said">
            <li>One rule goes from the public page at once. Nothing is deleted by that.</li>
            <li>That it was stated stays in the transparency log.</li>
          </ul>
        </PageTitle>
        <ConsoleForm drawn={drawn} submit="State it no longer" cancel={here.href}>
          {Object.entries(entriesOf(rule)).map(([name, value]) => (
            <input type="hidden" name={name} value={value} />
          ))}
        </ConsoleForm>
      </>
    );
  },
  async act(c, _, version) {
    await deleteRule(c.get('visit').ctx, c.req.param('id') ?? '', version);
    return '/retention?done=removed';
  },
});

ruleForms.get('/retention/rules/:id', needs('getRetentionRule'), async (c) => {
  const { id, facts, isOurs, changedAt } = await ruleOf(c);
  const { root, timeZone: zone } = await placeOf(c);
  const here = `${root}/retention/rules/${id}`;
  const inBoth = (words: Worded | undefined) =>
    words && (words.de === undefined ? words.en : `${words.en} / ${words.de}`);
  return answerPage(
    c,
    { title: facts.record.en, current: section },
    <>
      <PageTitle title={facts.record.en} crumb={crumbOf(c)}>
        <p class="lead">{howLong(facts)}.</p>
      </PageTitle>
      <p class="acts">
        {may(c, 'replaceRetentionRule') ? (
          <a class="button" href={`${here}/edit`}>
            State it otherwise
          </a>
        ) : null}
        {!isOurs && may(c, 'deleteRetentionRule') ? (
          <a href={`${here}/removal`}>State it no longer</a>
        ) : null}
        {isOurs && may(c, 'placeRetentionHold') ? (
          <a href={`${root}/retention/holds/new?rule=${id}`}>Hold a record</a>
        ) : null}
      </p>
      <dl class="facts wide">
        <Fact label={ruleLabels.record}>{inBoth(facts.record)}</Fact>
        <Fact label="Kept">{howLong(facts)}</Fact>
        <Fact label={ruleLabels.from}>{anchorWords[facts.from].en}</Fact>
        <Fact label={ruleLabels.ground}>{groundWords[facts.ground].en}</Fact>
        <Fact label={ruleLabels.basis}>{inBoth(facts.basis)}</Fact>
        <Fact label={ruleLabels.fate}>{fateWords[facts.fate].en}</Fact>
        <Fact label={ruleLabels.note}>{inBoth(facts.note)}</Fact>
        <Fact label="Kept in">{isOurs ? 'This trust centre' : 'Another system'}</Fact>
        <Fact label="Stated">
          {changedAt === undefined ? 'As Annex ships it' : <Moment at={changedAt} zone={zone} />}
        </Fact>
      </dl>
    </>,
  );
});
