import { Hono } from 'hono';
import { z } from 'zod';
import { counted } from '../../console/counted.ts';
import type { ConsoleEnv } from '../../console/env.ts';
import { needs } from '../../console/guard.ts';
import { answerPage, type Place, placeOf } from '../../console/layout.tsx';
import { Empty, PageTitle, RecordTable } from '../../console/pieces.tsx';
import { addDays, type Day, parseDay } from '../../core/day.ts';
import { periodInWords } from '../../core/period.ts';
import { dayInProse, Moment, Time } from '../../http/dates.tsx';
import { PageNav } from '../../http/page-nav.tsx';
import type { Run } from '../model/run.ts';
import { listRules } from '../service.ts';
import { listPurged, type PurgedBatch } from '../service/deletion-log.ts';
import { type Foreseen, foreseeRun } from '../service/next-run.ts';
import { listRuns } from '../service/purging.ts';
import { crumbOf, heldTotal, heldWords, section } from './parts.tsx';

/** What the daily run will do, and what it did. */
export const runPages = new Hono<ConsoleEnv>();

/** About a week: each day has a run for each rule. */
const perPage = 100;

runPages.get('/retention/next-run', needs('previewRetentionRun'), async (c) => {
  const asked = parseDay(c.req.query('on') ?? '');
  const { on, rules } = await foreseeRun(c.get('visit').ctx, asked);
  const place = await placeOf(c);
  return answerPage(
    c,
    { title: 'What goes next', current: section },
    <>
      <PageTitle title={`What goes on ${dayInProse(on)}`} crumb={crumbOf(c)}>
        <p class="lead">{nextLead(rules)}</p>
      </PageTitle>
      <form
        class="filter"
        method="get"
        action={`${place.root}/retention/next-run`}
        role="search"
        aria-label="Another day"
      >
        <div>
          <label for="on">Day of the run</label>
          <input id="on" name="on" type="date" value={on} />
        </div>
        <div>
          <button class="button plain">Show</button>
        </div>
      </form>
      <div class="worded">
        <NextRun on={on} rules={rules} place={place} />
        <p class="fine quiet">
          As the records stand now; nothing was done. Of each rule 2,000 records are counted at
          most. Rules without a period, and those of other systems, are kept by people.
        </p>
      </div>
    </>,
  );
});

function nextLead(rules: readonly Foreseen[]): string {
  const going = rules
    .filter(({ onlyCounts }) => !onlyCounts)
    .reduce((sum, { due, held }) => sum + due - heldTotal(held), 0);
  const waiting = rules.filter(({ onlyCounts, due }) => onlyCounts && due > 0).length;
  const goes = going === 0 ? 'Nothing goes.' : `${counted(going, 'record')} will go.`;
  return waiting === 0
    ? goes
    : `${goes} ${counted(waiting, 'rule')} that ${waiting === 1 ? 'is' : 'are'} new or changed ${waiting === 1 ? 'has' : 'have'} records that are due: that day they are only counted.`;
}

function NextRun({ on, rules, place }: { on: Day; rules: readonly Foreseen[]; place: Place }) {
  return (
    <RecordTable
      caption="What each rule would do"
      rows={rules.toSorted((a, b) => b.due - a.due)}
      columns={[
        {
          label: 'Record',
          cell: ({ rule }) => (
            <a href={`${place.root}/retention/rules/${rule.id}`} dir="auto">
              {rule.facts.record.en}
            </a>
          ),
        },
        {
          label: 'Period',
          cell: ({ period, dueUntil }) => (
            <>
              {periodInWords(period)}
              <span class="sub">
                due up to <Time day={dueUntil} />
              </span>
            </>
          ),
        },
        {
          label: 'Goes',
          cell: ({ due, held, onlyCounts, isPartial }) => (
            <>
              {onlyCounts ? 0 : due - heldTotal(held)}
              {isPartial ? ' or more' : ''}
              {onlyCounts && due > 0 ? (
                <span class="sub">
                  {due - heldTotal(held)} only counted; from <Time day={addDays(on, 1)} /> on it
                  goes
                </span>
              ) : null}
            </>
          ),
        },
        { label: 'Held', cell: ({ held }) => heldWords(held) },
        {
          label: 'Oldest',
          cell: ({ oldest }) =>
            oldest === null ? <span class="quiet">None</span> : <Time day={oldest} />,
        },
      ]}
    />
  );
}

const runsQuery = z.object({
  after: z
    .string()
    .regex(/^\d{4}-\d\d-\d\d~[a-z0-9-]{1,60}$/)
    .optional()
    .catch(undefined),
});

runPages.get('/retention/runs', needs('listRetentionRuns'), async (c) => {
  const { after } = runsQuery.parse(c.req.query());
  const { db } = c.env.deps;
  const { items, next } = await listRuns(db, { after, limit: perPage });
  const names = new Map((await listRules(db)).map(({ id, facts }) => [id, facts.record.en]));
  const place = await placeOf(c);
  const here = `${place.root}/retention/runs`;
  const days = [...Map.groupBy(items, ({ day }) => day)];
  return answerPage(
    c,
    { title: 'What went', current: section },
    <>
      <PageTitle title="What went" crumb={crumbOf(c)}>
        <p class="lead">
          Each day has a run of every rule. What it deleted stands in its log by number, without a
          name.
        </p>
      </PageTitle>
      {days.length === 0 ? (
        <Empty>
          No run yet. The first one counts only, and tells staff how much would go the next day.
        </Empty>
      ) : (
        days.map(([day, runs]) => (
          <section class="block worded" aria-labelledby={`day-${day}`}>
            <h2 id={`day-${day}`}>{dayInProse(day)}</h2>
            <RunsOfDay runs={runs} names={names} here={here} />
          </section>
        ))
      )}
      <PageNav
        of="runs"
        noun="runs"
        newest={after === undefined ? undefined : here}
        older={next === null ? undefined : `${here}?after=${next}`}
      />
    </>,
  );
});

type OfDay = {
  readonly runs: readonly Run[];
  readonly names: ReadonlyMap<string, string>;
  readonly here: string;
};

/** Those that found something; the others are counted. */
function RunsOfDay({ runs, names, here }: OfDay) {
  const told = runs.filter(({ due, finishedAt }) => due > 0 || finishedAt === undefined);
  const quiet = runs.length - told.length;
  return (
    <>
      {told.length === 0 ? null : (
        <RecordTable
          caption="Runs that found something"
          rows={told}
          columns={[
            {
              label: 'Record',
              cell: ({ day, rule, purged }) =>
                purged > 0 ? (
                  <a href={`${here}/${day}/${rule}`} dir="auto">
                    {names.get(rule) ?? rule}
                  </a>
                ) : (
                  <span dir="auto">{names.get(rule) ?? rule}</span>
                ),
            },
            { label: 'Due', cell: ({ due }) => due },
            {
              label: 'Gone',
              cell: ({ purged, isDry }) =>
                isDry ? (
                  <>
                    0<span class="sub">Only counted: the rule was new or changed</span>
                  </>
                ) : (
                  purged
                ),
            },
            { label: 'Held', cell: ({ held }) => heldWords(held) },
            {
              label: 'State',
              cell: ({ finishedAt }) => (finishedAt === undefined ? 'Goes on' : 'Over'),
            },
          ]}
        />
      )}
      {quiet === 0 ? null : (
        <p class="fine quiet">Nothing was due under {counted(quiet, 'rule')}.</p>
      )}
    </>
  );
}

runPages.get('/retention/runs/:day/:rule', needs('listRetentionRuns'), async (c) => {
  const [day, rule = ''] = [parseDay(c.req.param('day')), c.req.param('rule')];
  const { db } = c.env.deps;
  const batches = day === undefined ? [] : await listPurged(db, { rule, day });
  const name = (await listRules(db)).find(({ id }) => id === rule)?.facts.record.en ?? rule;
  const { root, timeZone: zone } = await placeOf(c);
  const gone = batches.reduce((sum, { count }) => sum + count, 0);
  return answerPage(
    c,
    { title: 'Deletion log', current: section },
    <>
      <PageTitle
        title={`Deletion log: ${name}`}
        crumb={{ href: `${root}/retention/runs`, label: 'What went' }}
      >
        <p class="lead">
          {counted(gone, 'record')} went with the run of {day === undefined ? '' : dayInProse(day)},
          in {counted(batches.length, 'commit')}. Who they were about is not kept.
        </p>
      </PageTitle>
      {batches.length === 0 ? (
        <Empty>Nothing went under this rule on this day.</Empty>
      ) : (
        <Log batches={batches} zone={zone} />
      )}
    </>,
  );
});

function Log({ batches, zone }: { batches: readonly PurgedBatch[]; zone: string }) {
  return (
    <RecordTable
      caption="Commits, newest first"
      rows={batches}
      columns={[
        { label: 'When', cell: ({ at }) => <Moment at={at} zone={zone} /> },
        { label: 'In the record', cell: ({ seq }) => <>No. {seq}</> },
        { label: 'Records', cell: ({ count }) => count },
        {
          label: 'Which',
          cell: ({ ids }) => (
            <details>
              <summary>Their numbers</summary>
              <code>{ids.join(' ')}</code>
            </details>
          ),
        },
      ]}
    />
  );
}
