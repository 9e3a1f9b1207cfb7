import { and, eq, inArray, type SQL, sql } from 'drizzle-orm';
import { sha256 } from '../core/hash.ts';
import type { Language } from '../core/language.ts';
import type { Db, Tx } from '../db/client.ts';
import { insertAll } from '../db/insert-all.ts';
import {
  type Counts,
  type Findable,
  formOfDocuments,
  type Hit,
  type Kind,
  marks,
  mostHits,
  readMarked,
} from './model.ts';
import { searchDocuments, searchState } from './table.ts';

/** Ids in one statement. */
const mostIds = 1_000;

/** The publication version of which the documents are; 0 where they were made in another way, or never. */
export async function selectIndexed(db: Db): Promise<number> {
  const [row] = await db.select().from(searchState);
  return row?.form === formOfDocuments ? row.version : 0;
}

/** Writes what differs only: what a publication changes is little beside what there is. */
export async function replaceAll(
  tx: Tx,
  found: readonly Findable[],
  version: number,
): Promise<void> {
  const { id, digest } = searchDocuments;
  const stored = await tx.select({ id, digest }).from(searchDocuments);
  const wanted = new Map(found.map((each) => [digestOf(each), each]));
  const known = new Set(stored.map((row) => row.digest));
  const gone = stored.filter((row) => !wanted.has(row.digest)).map((row) => row.id);
  for (let start = 0; start < gone.length; start += mostIds)
    await tx.delete(searchDocuments).where(inArray(id, gone.slice(start, start + mostIds)));
  const added = [...wanted].filter(([key]) => !known.has(key));
  await insertAll(
    tx,
    searchDocuments,
    added.map(([key, each]) => ({ ...each, digest: key })),
  );
  const state = { id: 1, version, form: formOfDocuments };
  await tx
    .insert(searchState)
    .values(state)
    .onConflictDoUpdate({ target: searchState.id, set: state });
}

function digestOf({ kind, key, title, body, words, language }: Findable): string {
  return sha256(JSON.stringify([kind, key, title, body, words, language]));
}

// FTS5 sorts by `rank` itself, and makes excerpts of those alone that it gives out.
const rank = sql`"rank"`;
const byTitleFirst = sql`"rank" match 'bm25(10.0, 1.0, 3.0)'`;
const matches = (expression: string) => sql`search_index match ${expression}`;
const index = sql`search_index join search_documents on search_documents.id = search_index.rowid`;
const ofKind = (kind: Kind | undefined) =>
  kind === undefined ? undefined : eq(searchDocuments.kind, kind);
const shownIn = (language: Language) => inArray(searchDocuments.language, ['', language]);

/** The best first. */
export async function selectHits(
  db: Db,
  expression: string,
  kind: Kind | undefined,
  language: Language,
): Promise<readonly Hit[]> {
  const rows = await db
    .select({
      kind: sql<Kind>`${searchDocuments.kind}`,
      key: sql<string>`${searchDocuments.key}`,
      language: sql<string>`${searchDocuments.language}`,
      title: marked(sql`highlight(search_index, 0, ${marks.open}, ${marks.close})`),
      excerpt: marked(sql`snippet(search_index, 1, ${marks.open}, ${marks.close}, '…', 30)`),
    })
    .from(index)
    .where(and(matches(expression), byTitleFirst, ofKind(kind), shownIn(language)))
    .orderBy(rank)
    .limit(mostHits);
  return rows.map(({ title, excerpt, language: own, ...row }) => ({
    ...row,
    isSpoken: own !== '',
    title: readMarked(title),
    excerpt: readMarked(excerpt),
  }));
}

function marked(call: SQL) {
  return sql<string>`${call}`;
}

export async function countHits(db: Db, expression: string, language: Language): Promise<Counts> {
  const rows = await db
    .select({ kind: sql<Kind>`${searchDocuments.kind}`, count: sql<number>`count(*)` })
    .from(index)
    .where(and(matches(expression), shownIn(language)))
    .groupBy(searchDocuments.kind);
  return new Map(rows.map(({ kind, count }) => [kind, count]));
}
