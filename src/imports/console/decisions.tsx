import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { counted } from '../../console/counted.ts';
import type { ConsoleEnv } from '../../console/env.ts';
import { ConsoleForm, formPage } from '../../console/form.tsx';
import { needs } from '../../console/guard.ts';
import { Empty, PageTitle } from '../../console/pieces.tsx';
import { CheckField, SelectField } from '../../http/form-fields.tsx';
import type { Decisions } from '../model/matching.ts';
import type { PlannedRow } from '../model/plan.ts';
import type { ImportReport } from '../service.ts';
import { changeKept, planKept } from '../service/kept-lists.ts';
import { labelOf } from './rows.tsx';
import { crumbOf, idOf, keptOf, pathOf, whileOpen } from './kept.tsx';

/** What only a person can say: of rows, and of entries that the list lacks. */
export const decisionForms = new Hono<ConsoleEnv>();

const guards = [needs('importList'), whileOpen] as const;
const values = z.record(z.string(), z.string().max(300));

/** Before the slug of a row in the name of its field. */
const ofRow = 'row-';
/** Before the slug of an entry, in the name of a box and in a value. */
const ofEnd = 'end-';
const is = 'is:';
const allFaulty = 'all_faulty';
/** On one page; what is left comes on the next. */
const mostRows = 100;

formPage(decisionForms, {
  path: '/register/import/:id/decisions',
  guards,
  schema: values,
  labels: { [allFaulty]: 'Rows that are not possible' },
  async stored(c) {
    const { version, list } = await keptOf(c);
    const { rows } = await rowsToDecide(c);
    const entries = rows.map(({ slug }) => [`${ofRow}${slug}`, decided(list.decisions, slug)]);
    return { version, entries: Object.fromEntries(entries) };
  },
  view: () => ({ title: 'Decide on rows', current: 'register' }),
  async content(c, drawn) {
    const { rows, report, more } = await rowsToDecide(c);
    const faulty = report.plan.rows.filter(({ action }) => action === 'faulty').length;
    return (
      <>
        <PageTitle title="Decide on rows" crumb={crumbOf(c)}>
          <p class="lead">
            Say which entry a row goes on with, or that it is a new sub-processor: in a list a new
            name and a changed name look the same.
          </p>
        </PageTitle>
        {rows.length === 0 ? (
          <Empty>No row waits for a decision. Each row has a link to decide on it.</Empty>
        ) : (
          <ConsoleForm drawn={drawn} submit="Decide so" cancel={crumbOf(c).href}>
            {faulty < 2 ? null : (
              <CheckField
                form={drawn.form}
                name={allFaulty}
                label={`Leave out all ${faulty} rows that can not be an entry as they are`}
              />
            )}
            {rows.map((row) => (
              <SelectField
                form={drawn.form}
                name={`${ofRow}${row.slug}`}
                label={`Row ${row.row}: ${row.name || 'no name'}`}
                {...hintOn(row, report)}
                options={optionsFor(row, report)}
              />
            ))}
          </ConsoleForm>
        )}
        {more === 0 ? null : <p class="fine">{counted(more, 'row')} after these.</p>}
      </>
    );
  },
  async act(c, { [allFaulty]: skipsFaulty, ...chosen }, version) {
    const { ctx } = c.get('visit');
    const kept = await keptOf(c);
    const { plan } = await planKept(ctx, kept);
    const faulty = plan.rows.flatMap(({ action, slug }) => (action === 'faulty' ? [slug] : []));
    const decisions = decide(kept.list.decisions, [
      ...Object.entries(chosen).flatMap(([name, value]) =>
        name.startsWith(ofRow) ? [[name.slice(ofRow.length), value] as const] : [],
      ),
      ...(skipsFaulty === 'yes' ? faulty.map((slug) => [slug, 'skip'] as const) : []),
    ]);
    await changeKept(ctx, kept, { ...kept.list, decisions }, version);
    return `${pathOf(idOf(c))}?done=decided`;
  },
});

formPage(decisionForms, {
  path: '/register/import/:id/ends',
  guards,
  schema: values,
  labels: {},
  async stored(c) {
    const kept = await keptOf(c);
    const { plan } = await planKept(c.get('visit').ctx, kept);
    const entries = plan.ends.map((end) => [`${ofEnd}${end.slug}`, end.decided ? 'yes' : '']);
    return { version: kept.version, entries: Object.fromEntries(entries) };
  },
  view: () => ({ title: 'Entries that end', current: 'register' }),
  async content(c, drawn) {
    const { plan } = await planKept(c.get('visit').ctx, await keptOf(c));
    return (
      <>
        <PageTitle title="Which of them end?" crumb={crumbOf(c)}>
          <p class="lead">
            The list lacks {counted(plan.ends.length, 'entry', 'entries')}. What you tick ends with
            the batch, on the day on which that takes effect; the others stay.
          </p>
        </PageTitle>
        <ConsoleForm drawn={drawn} submit="Decide so" cancel={crumbOf(c).href}>
          {plan.ends.map(({ slug, name }) => (
            <CheckField form={drawn.form} name={`${ofEnd}${slug}`} label={name} />
          ))}
        </ConsoleForm>
      </>
    );
  },
  async act(c, chosen, version) {
    const kept = await keptOf(c);
    const end = Object.entries(chosen).flatMap(([name, value]) =>
      name.startsWith(ofEnd) && value === 'yes' ? [name.slice(ofEnd.length)] : [],
    );
    const decisions = { ...kept.list.decisions, end };
    await changeKept(c.get('visit').ctx, kept, { ...kept.list, decisions }, version);
    return `${pathOf(idOf(c))}?done=decided`;
  },
});

/** What waits first, then the row that was asked for, then what was decided. */
async function rowsToDecide(c: Context<ConsoleEnv>) {
  const kept = await keptOf(c);
  const report = await planKept(c.get('visit').ctx, kept);
  const asked = c.req.query('row');
  const rankOf = ({ action, slug }: PlannedRow) => {
    if (slug === asked) return 0;
    if (action === 'undecided' || action === 'faulty') return 1;
    return decided(kept.list.decisions, slug) === '' ? undefined : 2;
  };
  const all = report.plan.rows
    .flatMap((row) => {
      const rank = rankOf(row);
      return rank === undefined ? [] : [{ row, rank }];
    })
    .toSorted((one, other) => one.rank - other.rank)
    .map(({ row }) => row);
  const rows = all.slice(0, mostRows);
  return { rows, report, more: all.length - rows.length };
}

function decided({ skip, renames }: Decisions, slug: string): string {
  if (skip.includes(slug)) return 'skip';
  if (!Object.hasOwn(renames, slug)) return '';
  const entry = renames[slug];
  return typeof entry === 'string' ? `${is}${entry}` : 'new';
}

function decide(
  before: Decisions,
  chosen: readonly (readonly [slug: string, value: string])[],
): Decisions {
  const skip = new Set(before.skip);
  const renames = new Map(Object.entries(before.renames));
  for (const [slug, value] of chosen) {
    skip.delete(slug);
    renames.delete(slug);
    if (value === 'skip') skip.add(slug);
    else if (value === 'new') renames.set(slug, null);
    else if (value.startsWith(is)) renames.set(slug, value.slice(is.length));
  }
  return { ...before, skip: [...skip], renames: Object.fromEntries(renames) };
}

function optionsFor(row: PlannedRow, { plan }: ImportReport) {
  const names = new Map(plan.ends.map(({ slug, name }) => [slug, name]));
  const entries = [
    ...new Set([
      ...row.candidates,
      ...(row.entry ? [row.entry.slug] : []),
      ...(row.action === 'faulty' ? [] : names.keys()),
    ]),
  ];
  return [
    { value: '', text: undecidedWords(row) },
    ...entries.slice(0, mostRows).map((slug) => {
      const name = row.entry?.slug === slug ? row.entry.facts.name : names.get(slug);
      return { value: `${is}${slug}`, text: `It goes on with ${name ?? slug}` };
    }),
    { value: 'new', text: 'It is a new sub-processor' },
    { value: 'skip', text: 'Leave the row out' },
  ];
}

function undecidedWords({ action, entry }: PlannedRow): string {
  if (action === 'undecided') return 'Not decided yet';
  if (action === 'faulty') return 'Not possible as it is: correct the list';
  return entry === undefined ? 'As it is read: new' : 'As it is read';
}

function hintOn(row: PlannedRow, report: ImportReport): { readonly hint?: string } {
  const hint = whyAsked(row, report);
  return hint === '' ? {} : { hint };
}

function whyAsked(row: PlannedRow, { plan }: ImportReport): string {
  const why = plan.renames.find((each) => each.row === row.slug);
  if (why !== undefined && row.action === 'undecided')
    return `${why.why} The entry is “${why.entry}”.`;
  if (row.action === 'undecided') return 'Several entries of the register fit.';
  return row.faults.map((fault) => `${labelOf(fault)}: ${fault.detail}`).join(' ');
}
