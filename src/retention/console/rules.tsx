import { type Context, Hono } from 'hono';
import { counted } from '../../console/counted.ts';
import type { ConsoleEnv } from '../../console/env.ts';
import { may, needs } from '../../console/guard.ts';
import { answerPage, type Place, placeOf } from '../../console/layout.tsx';
import { Done, Empty, PageTitle, RecordTable } from '../../console/pieces.tsx';
import { dayInProse } from '../../http/dates.tsx';
import type { Rule } from '../model.ts';
import { fateWords, groundWords, howLong } from '../model/words.ts';
import { listRules } from '../service.ts';
import { type Foreseen, foreseeRun } from '../service/next-run.ts';
import { holdForms } from './hold-forms.tsx';
import { holdPages } from './holds.tsx';
import { heldTotal, section } from './parts.tsx';
import { ruleForms } from './rule-forms.tsx';
import { runPages } from './runs.tsx';

/** How long what is kept: the rules, what goes next, and what is held. */
export const retentionPages = new Hono<ConsoleEnv>();

const done = {
  stated: 'The rule is public. Its first run only counts; what is due goes from the day after.',
  removed: 'The rule is stated no longer.',
} as const;

retentionPages.get('/retention', needs('listRetentionRules'), async (c) => {
  const { ctx } = c.get('visit');
  const rules = await listRules(ctx.deps.db);
  const { on, rules: foreseen } = await foreseeRun(ctx);
  const place = await placeOf(c);
  const parts = [
    { id: 'ours', title: 'Kept by this trust centre', rules: rules.filter((rule) => rule.isOurs) },
    { id: 'others', title: 'Kept elsewhere', rules: rules.filter((rule) => !rule.isOurs) },
  ];
  return answerPage(
    c,
    { title: 'Retention', current: section },
    <>
      <PageTitle title="Retention">
        <p class="lead">
          {counted(rules.length, 'rule')}. {leadOf(foreseen)} Next run: {dayInProse(on)}.
        </p>
        <Acts c={c} place={place} />
      </PageTitle>
      <Done done={c.req.query('done')} words={done} />
      {parts.map(({ id, title, rules: some }) => (
        <section class="block worded" aria-labelledby={id}>
          <h2 id={id}>{title}</h2>
          {some.length === 0 ? (
            <Empty>
              None is stated. Records in other systems, such as accounts of your product, may have a
              rule here too, so that the page says all.
            </Empty>
          ) : (
            <Rules rules={some} foreseen={foreseen} place={place} />
          )}
        </section>
      ))}
    </>,
  );
});

function leadOf(foreseen: readonly Foreseen[]): string {
  const going = foreseen.filter(({ onlyCounts }) => !onlyCounts);
  const gone = going.reduce((sum, { due, held }) => sum + due - heldTotal(held), 0);
  const held = foreseen.reduce((sum, each) => sum + heldTotal(each.held), 0);
  const some = going.some(({ isPartial }) => isPartial) ? 'More than ' : '';
  const goes =
    gone === 0
      ? 'Nothing goes with the next run'
      : `${some}${counted(gone, 'record')} ${gone === 1 ? 'goes' : 'go'} with the next run`;
  return `${goes}, ${held === 0 ? 'and nothing that is due is held' : `${held} that ${held === 1 ? 'is' : 'are'} due ${held === 1 ? 'is' : 'are'} held`}.`;
}

function Acts({ c, place }: { readonly c: Context<ConsoleEnv>; readonly place: Place }) {
  const here = `${place.root}/retention`;
  return (
    <p class="acts">
      <a class="button" href={`${here}/next-run`}>
        What goes next
      </a>
      <a href={`${here}/runs`}>What went</a>
      {may(c, 'listRetentionHolds') ? <a href={`${here}/holds`}>Holds</a> : null}
      {may(c, 'createRetentionRule') ? (
        <a href={`${here}/rules/new`}>State a rule of another system</a>
      ) : null}
      <a href={`${place.base}/retention`}>The public page</a>
    </p>
  );
}

type Listed = {
  readonly rules: readonly Rule[];
  readonly foreseen: readonly Foreseen[];
  readonly place: Place;
};

function Rules({ rules, foreseen, place }: Listed) {
  return (
    <RecordTable
      caption="Rules, in the order of the public page"
      rows={rules}
      columns={[
        {
          label: 'Record',
          cell: ({ id, facts, version, isOurs }) => (
            <>
              <a href={`${place.root}/retention/rules/${id}`} dir="auto">
                {facts.record.en}
              </a>
              {isOurs && version > 0 ? <span class="sub">Changed here</span> : null}
            </>
          ),
        },
        { label: 'Kept', cell: ({ facts }) => <span dir="auto">{howLong(facts)}</span> },
        {
          label: 'Basis',
          cell: ({ facts }) => (
            <>
              {groundWords[facts.ground].en}
              <span class="sub" dir="auto">
                {facts.basis.en}
              </span>
            </>
          ),
        },
        { label: 'Then', cell: ({ facts }) => fateWords[facts.fate].en },
        {
          label: 'Next run',
          cell: ({ id, isOurs }) => (
            <Next foreseen={foreseen.find(({ rule }) => rule.id === id)} isOurs={isOurs} />
          ),
        },
      ]}
    />
  );
}

function Next({ foreseen, isOurs }: { foreseen: Foreseen | undefined; isOurs: boolean }) {
  if (foreseen === undefined)
    return <span class="quiet">{isOurs ? 'Kept by other jobs, or by people' : 'By people'}</span>;
  const { due, held, isPartial, onlyCounts } = foreseen;
  const kept = heldTotal(held);
  return (
    <>
      {due - kept}
      {isPartial ? ' or more' : ''} due
      {kept === 0 ? null : <span class="sub">{kept} held</span>}
      {onlyCounts && due > 0 ? <span class="sub">Only counted that day</span> : null}
    </>
  );
}

retentionPages.route('/', ruleForms);
retentionPages.route('/', runPages);
retentionPages.route('/', holdPages);
retentionPages.route('/', holdForms);
