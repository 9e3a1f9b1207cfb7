import { placeOf } from '../publication/place.ts';
import type { Ctx, Staff } from '../context.ts';
import type { Day } from '../core/day.ts';
import { dayOf } from '../core/day.ts';
import { pointerTo, Refusal } from '../core/errors.ts';
import type { BatchId } from '../core/ids.ts';
import type { Tx } from '../db/client.ts';
import type { Service } from '../organisation/model.ts';
import { getOrganisation, listServices } from '../organisation/service.ts';
import { listEntries } from '../subprocessors/service/entries.ts';
import { createFilledBatch } from '../subprocessors/service/filled-batch.ts';
import { presentedIn, shownIn } from './exported.ts';
import { judgeFacts } from './judge.ts';
import type { ColumnUse, Mapped, Mapping } from './model/mapping.ts';
import { mapTables } from './model/mapping.ts';
import type { Decisions } from './model/matching.ts';
import type { ImportPlan } from './model/plan.ts';
import { planImport } from './model/plan.ts';
import type { Reading, Table, Warning } from './model/reading.ts';
import type { ReadRows } from './model/rows.ts';
import { rowsOfTables } from './model/rows.ts';
import { rowsOfEntries } from './own-entries.ts';
import * as store from './store.ts';

export type ImportInput = {
  readonly reading: Reading;
  /** What the bytes themselves gave reason to say. */
  readonly warnings: readonly Warning[];
  /** Name under which the mapping is kept. */
  readonly source?: string;
  readonly mapping: Mapping;
  readonly decisions: Decisions;
  readonly title?: string;
  readonly reason?: string;
  readonly effectiveOn?: Day;
};

export type ImportReport = {
  readonly reading: Reading;
  /** Of the part of the page that was read; undefined where it came in the register's own words. */
  readonly shape: Table['shape'] | undefined;
  readonly columns: readonly ColumnUse[];
  readonly plan: ImportPlan;
  /** Of the organisation, by which its scope is read. */
  readonly services: readonly Service[];
  readonly skipped: readonly Warning[];
  readonly warnings: readonly Warning[];
  /** Made by an import that was applied and changes something. */
  readonly batch?: BatchId;
};

/** What importing the list would do. Writes nothing. */
export async function planListImport(ctx: Ctx<Staff>, input: ImportInput): Promise<ImportReport> {
  const { db, config } = ctx.deps;
  const { reading, source } = input;
  const [register, services, organisation] = await Promise.all([
    listEntries(db),
    listServices(db),
    getOrganisation(db),
  ]);
  const remembered = source === undefined ? {} : await store.selectMapping(db, source);
  const mapped = mapTables(reading.tables, { given: input.mapping, remembered });
  refuseUnknownColumns(input.mapping, mapped);
  const known = new Map(
    services.flatMap(({ slug, name }) => [
      [slug, slug],
      [name.toLowerCase(), slug],
    ]),
  );
  const read = readRows(reading, mapped, known);
  const place = placeOf(config);
  const plan = planImport({
    rows: read.rows,
    register,
    decisions: input.decisions,
    isComplete: reading.isComplete,
    endsOn: input.effectiveOn ?? dayOf(ctx.now, organisation.value.timeZone),
    shown: shownIn(services, place),
    presented: presentedIn,
    judge: judgeFacts,
  });
  return {
    reading,
    shape: mapped.tables[0]?.table.shape,
    columns: mapped.columns,
    services,
    plan: { ...plan, questions: [...withoutNames(reading, mapped), ...plan.questions] },
    skipped: read.skipped,
    warnings: [
      ...input.warnings,
      ...reading.warnings,
      ...mapped.left.map(({ table, why }) => ({
        ...(table.rows[0] && { row: table.rows[0].row }),
        detail: `${why} Its ${table.rows.length} rows are not read.`,
      })),
    ],
  };
}

/**
 * Makes one batch of it, all or nothing, and keeps the mapping. Refuses while something is to be decided.
 * `also` stores what belongs to it in the same transaction.
 */
export async function importList(
  ctx: Ctx<Staff>,
  input: ImportInput,
  also?: (tx: Tx, batch: BatchId) => Promise<void>,
): Promise<ImportReport> {
  const report = await planListImport(ctx, input);
  const { questions, drafts } = report.plan;
  if (questions.length > 0)
    throw new Refusal(
      'invalid',
      'The import needs decisions first; nothing was stored. A dry run shows each of them with its row.',
      { errors: questions },
    );
  if (drafts.length === 0) return report;
  const { title, reason, effectiveOn, source } = input;
  const batch = await createFilledBatch(
    ctx,
    {
      ...(title !== undefined && { title }),
      ...(reason !== undefined && { reason }),
      ...(effectiveOn !== undefined && { effectiveOn }),
    },
    drafts,
    async (tx, id) => {
      await also?.(tx, id);
      if (source === undefined) return;
      const used = report.columns.map(({ column, field }) => [column, field]);
      const mapping = { ...(await store.selectMapping(tx, source)), ...Object.fromEntries(used) };
      await store.saveMapping(tx, source, mapping, ctx.now);
    },
  );
  return { ...report, batch: batch.id };
}

function readRows(
  { entries }: Reading,
  { tables }: Mapped,
  services: ReadonlyMap<string, string>,
): ReadRows {
  return entries ? rowsOfEntries(entries) : rowsOfTables(tables, { services });
}

function withoutNames({ entries }: Reading, { tables, columns }: Mapped) {
  if (entries !== undefined || tables.length > 0) return [];
  const names = columns.map(({ column }) => column).join(', ');
  return [
    {
      pointer: pointerTo('mapping'),
      detail: `No column is known to hold the names of the sub-processors. Map one to "name"; there are: ${names || 'none'}.`,
    },
  ];
}

function refuseUnknownColumns(mapping: Mapping, { columns }: Mapped): void {
  const known = new Set(columns.map(({ column }) => column));
  const errors = Object.keys(mapping)
    .filter((column) => !known.has(column))
    .map((column) => ({
      pointer: pointerTo('mapping', column),
      detail: `The list has no column of this name; it has: ${[...known].join(', ')}.`,
    }));
  if (errors.length > 0)
    throw new Refusal('invalid', 'The mapping names columns that the list does not have.', {
      errors,
    });
}
