import { actorName, type Ctx, type Staff } from '../../context.ts';
import type { Day } from '../../core/day.ts';
import { Refusal } from '../../core/errors.ts';
import { type BatchId, type ListImportId, newId } from '../../core/ids.ts';
import { seal, unseal } from '../../core/sealed.ts';
import { operate } from '../../db/commit.ts';
import { checkExpected } from '../../db/expected.ts';
import type { Mapping } from '../model/mapping.ts';
import type { Decisions } from '../model/matching.ts';
import type { ListFormat, Warning } from '../model/reading.ts';
import { readList } from '../readers/read-list.ts';
import { type ImportReport, importList, planListImport } from '../service.ts';
import * as store from '../store/list-imports.ts';

/** A list between the steps of the console, as it came in and with what was decided. */
export type KeptList = {
  readonly text: string;
  /** What the bytes themselves gave reason to say. */
  readonly warnings: readonly Warning[];
  readonly fileName?: string;
  readonly format?: ListFormat;
  /** Name under which the mapping is remembered for the next time. */
  readonly source?: string;
  readonly mapping: Mapping;
  readonly decisions: Decisions;
};

export type KeptImport = {
  readonly id: ListImportId;
  readonly version: number;
  /** The batch that was made of it; the list itself is gone then. */
  readonly batch?: BatchId;
  readonly expiresAt: Date;
  readonly list: KeptList;
};

/** Characters. What is longer goes through the API. */
export const mostCharacters = 2 * 1024 * 1024;
const keptMs = 48 * 60 * 60 * 1000;
const nonceBytes = 12;
const purpose = 'list to import';

const undecided: Decisions = { renames: {}, skip: [], end: [] };

/** Keeps a list for its owner alone, sealed, for two days. Refuses what is no list. */
export async function keepList(
  ctx: Ctx<Staff>,
  input: Omit<KeptList, 'mapping' | 'decisions'>,
): Promise<ListImportId> {
  const id = newId(ctx.deps.ids, 'imp');
  const list = await settle(ctx, { ...input, mapping: {}, decisions: undecided });
  const expiresAt = new Date(ctx.now.getTime() + keptMs);
  const owner = actorName(ctx.actor);
  const row = { id, owner, version: 1, batchId: null, createdAt: ctx.now, expiresAt };
  await operate(ctx, (tx) => store.insertImport(tx, { ...row, sealed: sealList(ctx, list) }));
  return id;
}

/** The caller's own lists that are in no batch yet, newest first. */
export async function listKept(ctx: Ctx<Staff>) {
  return store.selectOpen(ctx.deps.db, actorName(ctx.actor), ctx.now);
}

/** Refuses `not_found` for what is not the caller's own or no longer kept. */
export async function getKept(ctx: Ctx<Staff>, id: ListImportId): Promise<KeptImport> {
  const row = await store.selectImport(ctx.deps.db, id, actorName(ctx.actor), ctx.now);
  const list = row?.batchId ? nothingOf() : row && openList(ctx, row.sealed);
  if (row === undefined || list === undefined)
    throw new Refusal(
      'not_found',
      'There is no such list of yours. Lists are kept for two days; import it again.',
    );
  const { version, batchId, expiresAt } = row;
  return { id, version, expiresAt, list, ...(batchId && { batch: batchId }) };
}

/** What importing it would do now. Writes nothing. */
export async function planKept(ctx: Ctx<Staff>, { list }: KeptImport): Promise<ImportReport> {
  return planListImport(ctx, await inputOf(list));
}

/**
 * Puts another list, meaning or decisions in its place. Decisions about rows that are not there any more are
 * dropped, and so is what columns meant that are not. Refuses `stale`.
 */
export async function changeKept(
  ctx: Ctx<Staff>,
  kept: KeptImport,
  list: KeptList,
  version: number,
): Promise<void> {
  refuseDone(kept);
  checkExpected(version, kept.version);
  const sealed = sealList(ctx, await settle(ctx, list));
  await operate(ctx, async (tx) => {
    if (!(await store.replaceSealed(tx, kept, sealed))) throw changedMeanwhile();
  });
}

/**
 * Makes one batch of it, all or nothing. Undefined where the list says what the register says. Refuses
 * `stale`, and while something is to be decided.
 */
export async function putIntoBatch(
  ctx: Ctx<Staff>,
  kept: KeptImport,
  about: { readonly title?: string; readonly reason?: string; readonly effectiveOn?: Day },
  version: number,
): Promise<BatchId | undefined> {
  refuseDone(kept);
  checkExpected(version, kept.version);
  const input = { ...(await inputOf(kept.list)), ...about };
  const { batch } = await importList(ctx, input, async (tx, id) => {
    if (!(await store.replaceSealed(tx, kept, '', id))) throw changedMeanwhile();
  });
  return batch;
}

export async function discardKept(ctx: Ctx<Staff>, id: ListImportId): Promise<void> {
  await operate(ctx, (tx) => store.deleteImport(tx, id, actorName(ctx.actor)));
}

async function inputOf({ text, fileName, format, ...options }: KeptList) {
  const source = { text, ...(fileName && { fileName }), ...(format && { format }) };
  return { ...options, reading: await readList(source) };
}

async function settle(ctx: Ctx<Staff>, list: KeptList): Promise<KeptList> {
  if (list.text.length > mostCharacters)
    throw new Refusal(
      'too_large',
      'A list has at most 2 million characters here. Send only the part with the sub-processors, or use the API.',
    );
  const { mapping, decisions } = list;
  const input = await inputOf({ ...list, mapping: {}, decisions: undecided });
  const { columns } = await planListImport(ctx, input);
  const names = new Set(columns.map(({ column }) => column));
  const known = pick(mapping, (column) => names.has(column));
  const { plan } = await planListImport(ctx, { ...input, mapping: known, decisions });
  const rows = new Set(plan.rows.map(({ slug }) => slug));
  const ends = new Set(plan.ends.map(({ slug }) => slug));
  return {
    ...list,
    mapping: known,
    decisions: {
      renames: pick(decisions.renames, (row) => rows.has(row)),
      skip: decisions.skip.filter((row) => rows.has(row)),
      end: decisions.end.filter((slug) => ends.has(slug)),
    },
  };
}

function pick<T>(
  record: Readonly<Record<string, T>>,
  isWanted: (name: string) => boolean,
): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(record).filter(([name]) => isWanted(name)));
}

function sealList({ deps }: Ctx, list: KeptList): string {
  const { keys, ids } = deps;
  return seal(keys.derive(purpose), ids.bytes(nonceBytes), JSON.stringify(list));
}

/** Undefined where it was sealed under another SECRET_KEY. */
function openList({ deps }: Ctx, sealed: string): KeptList | undefined {
  try {
    const list: KeptList = JSON.parse(unseal(deps.keys.derive(purpose), sealed));
    return list;
  } catch {
    return undefined;
  }
}

function nothingOf(): KeptList {
  return { text: '', warnings: [], mapping: {}, decisions: undecided };
}

function refuseDone({ batch }: KeptImport): void {
  if (batch !== undefined)
    throw new Refusal('conflict', 'This list is in a batch already; go on there.');
}

function changedMeanwhile(): Refusal {
  return new Refusal('conflict', 'This list was changed meanwhile; look at it again.');
}
