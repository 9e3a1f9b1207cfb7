import { and, desc, eq, gte, lte, max, sql } from 'drizzle-orm';
import type { Db, Tx } from '../db/client.ts';
import { insertAll } from '../db/insert-all.ts';
import type { FactsOf, Kind, Statement, StatusChange } from './model.ts';
import { statusChanges, trustStatements } from './table.ts';

const columns = {
  key: trustStatements.key,
  // As text: which facts they are is known by the kind that was asked for.
  facts: sql<string>`${trustStatements.facts}`,
  changedAt: trustStatements.changedAt,
  version: trustStatements.version,
};

/** Unordered. */
export async function selectStatements<K extends Kind>(
  db: Db,
  kind: K,
): Promise<readonly Statement<K>[]> {
  const rows = await db.select(columns).from(trustStatements).where(eq(trustStatements.kind, kind));
  return rows.map((row) => toStatement(kind, row));
}

/** All of them by one query: gives those of a kind, unordered. */
export async function selectEverything(
  db: Db,
): Promise<<K extends Kind>(kind: K) => readonly Statement<K>[]> {
  const rows = await db.select({ kind: trustStatements.kind, ...columns }).from(trustStatements);
  const byKind = Map.groupBy(rows, ({ kind }) => kind);
  return (kind) => (byKind.get(kind) ?? []).map((row) => toStatement(kind, row));
}

export async function selectStatement<K extends Kind>(
  db: Db,
  kind: K,
  key: string,
): Promise<Statement<K> | undefined> {
  const [row] = await db
    .select(columns)
    .from(trustStatements)
    .where(and(eq(trustStatements.kind, kind), eq(trustStatements.key, key)));
  return row && toStatement(kind, row);
}

const rowsPerStatement = 200;

/** In few statements: over HTTP each is a round trip. */
export async function saveStatements(
  tx: Tx,
  statements: readonly Statement<Kind>[],
): Promise<void> {
  const { kind, key } = trustStatements;
  const set = {
    facts: sql`excluded.facts`,
    changedAt: sql`excluded.changed_at`,
    version: sql`excluded.version`,
  };
  for (let start = 0; start < statements.length; start += rowsPerStatement)
    await tx
      .insert(trustStatements)
      .values(statements.slice(start, start + rowsPerStatement))
      .onConflictDoUpdate({ target: [kind, key], set });
}

export async function deleteStatement(tx: Tx, kind: Kind, key: string): Promise<void> {
  await tx
    .delete(trustStatements)
    .where(and(eq(trustStatements.kind, kind), eq(trustStatements.key, key)));
}

/** How many there were in all: they are numbered without a gap. */
export async function countStatusChanges(db: Db): Promise<number> {
  const [row] = await db.select({ newest: max(statusChanges.ordinal) }).from(statusChanges);
  return row?.newest ?? 0;
}

export async function insertStatusChanges(tx: Tx, changes: readonly StatusChange[]): Promise<void> {
  await insertAll(tx, statusChanges, [...changes]);
}

/** Newest first, those from `from` to `to`. */
export async function selectStatusChanges(
  db: Db,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<readonly StatusChange[]> {
  const rows = await db
    .select()
    .from(statusChanges)
    .where(and(gte(statusChanges.ordinal, from), lte(statusChanges.ordinal, to)))
    .orderBy(desc(statusChanges.ordinal));
  return rows.map(({ before, after, expectedOn, ...row }) => ({
    ...row,
    ...(before !== null && { before }),
    ...(after !== null && { after }),
    ...(expectedOn !== null && { expectedOn }),
  }));
}

function toStatement<K extends Kind>(
  kind: K,
  { facts: text, ...row }: { key: string; facts: string; changedAt: Date; version: number },
): Statement<K> {
  const facts: FactsOf[K] = JSON.parse(text);
  const { key, changedAt, version } = row;
  return { kind, key, facts, changedAt, version };
}
