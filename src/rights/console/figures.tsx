import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { counted } from '../../console/counted.ts';
import type { ConsoleEnv } from '../../console/env.ts';
import { ConsoleForm, formPage } from '../../console/form.tsx';
import { may, needs, needsProof, rootOf } from '../../console/guard.ts';
import { answerPage, placeOf } from '../../console/layout.tsx';
import { Done, Empty, PageTitle, RecordTable } from '../../console/pieces.tsx';
import { dayOf } from '../../core/day.ts';
import { readAs } from '../../http/exchange.ts';
import { TimeOf } from '../../http/dates.tsx';
import type { Count, Figures } from '../model/figures.ts';
import { laws } from '../model/laws.ts';
import { byYear } from '../schema/staff.ts';
import { getFigures, listPublishedFigures, publishFigures } from '../service/publishing.ts';
import { typeWords } from '../words.ts';

/** Requests counted by year, by law and by what is asked; publishing those of a year that is over. */
export const figurePages = new Hono<ConsoleEnv>();

const query = z.object({ year: byYear.shape.year.optional().catch(undefined) });

figurePages.get('/privacy-requests/figures', needs('getRightsFigures'), async (c) => {
  const { db } = c.env.deps;
  const place = await placeOf(c);
  const now = await thisYear(c);
  const { year = now } = query.parse(c.req.query());
  const figures = await getFigures(db, year);
  const published = await listPublishedFigures(db);
  const mine = published.find((each) => each.figures.year === year);
  const here = `${place.root}/privacy-requests/figures`;
  const isOver = year < now;
  return answerPage(
    c,
    { title: `Figures of ${year}`, current: 'rights' },
    <>
      <PageTitle title={`Figures of ${year}`} crumb={crumbOf(c)}>
        <p class="lead">
          {figures.all.received === 0
            ? 'No request came in that year.'
            : `${counted(figures.all.received, 'request')} received in that year, as they stand now.`}
        </p>
        <p class="stamp">
          <span>
            {mine === undefined ? (
              isOver ? (
                'Not published'
              ) : (
                'Published once the year is over'
              )
            ) : (
              <>
                Published on <TimeOf at={mine.publishedAt} zone={place.timeZone} />
              </>
            )}
          </span>
        </p>
        {isOver && may(c, 'publishRightsFigures') ? (
          <p class="acts">
            <a class="button" href={`${here}/${year}/publication`}>
              {mine === undefined ? 'Publish them' : 'Publish them anew'}
            </a>
          </p>
        ) : null}
      </PageTitle>
      <Done done={c.req.query('done')} words={{ published: 'The figures are published.' }} />
      <YearForm here={here} year={year} last={now} />
      {figures.all.received === 0 ? (
        <Empty>Nothing to count. Choose another year.</Empty>
      ) : (
        <FigureTables figures={figures} />
      )}
    </>,
  );
});

const crumbOf = (c: Context<ConsoleEnv>) => ({
  href: `${rootOf(c)}/privacy-requests`,
  label: 'Privacy requests',
});

async function thisYear(c: Context<ConsoleEnv>): Promise<number> {
  const { timeZone } = await placeOf(c);
  return Number(dayOf(c.get('visit').ctx.now, timeZone).slice(0, 4));
}

const yearsBack = 10;

function YearForm({ here, year, last }: { here: string; year: number; last: number }) {
  const years = Array.from({ length: yearsBack }, (_, index) => last - index);
  return (
    <form class="filter" method="get" action={here} role="search" aria-label="Choose the year">
      <div>
        <label for="year">Year of receipt</label>
        <select id="year" name="year">
          {years.map((each) => (
            <option value={String(each)} selected={each === year}>
              {each}
            </option>
          ))}
        </select>
      </div>
      <div>
        <button class="button plain">Show</button>
      </div>
    </form>
  );
}

type Row = Partial<Count> & { readonly label: string; readonly sub?: string };

function FigureTables({ figures }: { readonly figures: Figures }) {
  const rows: readonly Row[] = [
    { label: 'All', ...figures.all },
    ...figures.laws.map(({ law, types: _, ...count }) => ({ label: laws[law].name, ...count })),
  ];
  const types: readonly Row[] = figures.laws.flatMap(({ law, types: all }) =>
    all.map(({ type, ...count }) => ({
      label: typeWords[type],
      sub: laws[law].name,
      ...count,
    })),
  );
  return (
    <>
      <section class="block" aria-labelledby="by-law">
        <h2 id="by-law">By law</h2>
        <RecordTable caption="Requests by law" rows={rows} columns={[...first, ...ofRequests]} />
      </section>
      <section class="block" aria-labelledby="by-type">
        <h2 id="by-type">By what is asked</h2>
        <p class="fine quiet">
          A request may ask several things. These are the figures that 11 CCR § 7102 asks for.
        </p>
        <RecordTable caption="By what is asked" rows={types} columns={[...first, ...last]} />
      </section>
    </>
  );
}

const first = [
  {
    label: 'Of',
    cell: ({ label, sub }: Row) => (
      <>
        {label}
        {sub === undefined ? null : <span class="sub">{sub}</span>}
      </>
    ),
  },
  { label: 'Received', cell: ({ received }: Row) => received },
  { label: 'Granted', cell: ({ granted }: Row) => granted },
];
const last = [
  { label: 'Denied', cell: ({ denied }: Row) => denied },
  { label: 'Median days', cell: ({ medianDays }: Row) => medianDays ?? 'None answered' },
];
const ofRequests = [
  { label: 'In part', cell: ({ partlyGranted }: Row) => partlyGranted },
  ...last,
  { label: 'Closed otherwise', cell: ({ otherwiseClosed }: Row) => otherwiseClosed },
  { label: 'Open', cell: ({ open }: Row) => open },
];

const yearOf = (c: Context<ConsoleEnv>): number =>
  readAs(byYear, { year: c.req.param('year') }).year;

formPage(figurePages, {
  path: '/privacy-requests/figures/:year/publication',
  guards: [needs('publishRightsFigures'), needsProof],
  schema: z.object({}),
  labels: {},
  view: (c) => ({ title: `Publish the figures of ${yearOf(c)}`, current: 'rights' }),
  async content(c, drawn) {
    const year = yearOf(c);
    const figures = await getFigures(c.env.deps.db, year);
    const here = `${rootOf(c)}/privacy-requests/figures?year=${year}`;
    return (
      <>
        <PageTitle
          title={`Publish the figures of ${year}?`}
          crumb={{ href: here, label: `Figures of ${year}` }}
        >
          <ul class="said">
            <li>
              {counted(figures.all.received, 'request')} of that year, counted as they stand now, go
              on the public page of privacy requests, and for programs into privacy-figures.json.
            </li>
            <li>
              They stand in the transparency log for ever. Published again, they are counted anew.
            </li>
            <li>
              Figures hold nobody’s name; where a law has one request, it may be guessed whose.
            </li>
          </ul>
        </PageTitle>
        <ConsoleForm drawn={drawn} submit={`Publish the figures of ${year}`} cancel={here} />
        {figures.all.received === 0 ? null : <FigureTables figures={figures} />}
      </>
    );
  },
  async act(c) {
    const { figures } = await publishFigures(c.get('visit').ctx, yearOf(c));
    return `/privacy-requests/figures?year=${figures.year}&done=published`;
  },
});
