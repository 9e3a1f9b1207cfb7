import { createHash } from 'node:crypto';
import type { Ctx, Staff } from '../context.ts';
import type { Db } from '../db/client.ts';
import { commit } from '../db/commit.ts';
import { type ExportEnd, exportFormat, type ExportHead, leftOut, type TableHead } from './model.ts';
import * as store from './store.ts';

/** Of one read: sqld answers with at most 10 MB. */
const mostBytes = 1_000_000;

/**
 * Everything that the database holds, as lines, never whole in memory. That it was exported stands in the
 * record first. Secrets of people and keys are in it as the database has them: as hashes or sealed. Files
 * of documents and inquiries are not in the database.
 */
export async function exportEverything(ctx: Ctx<Staff>): Promise<AsyncGenerator<string>> {
  await commit(ctx, async (_tx, ledger) => {
    const event = { action: 'everything.exported', subject: 'database', data: {}, public: false };
    return { value: undefined, events: [ledger.record(event)] };
  });
  return linesOf(ctx);
}

async function* linesOf({ deps, now }: Ctx<Staff>): AsyncGenerator<string> {
  const { db, config } = deps;
  const hash = createHash('sha256');
  const written = (text: string) => {
    hash.update(text);
    return text;
  };
  const head: ExportHead = {
    format: exportFormat,
    migration: await store.selectMigration(db),
    exportedAt: now.toISOString(),
    address: `${config.origin}${config.base}`,
  };
  const before = await store.selectLastEvent(db);
  yield written(lineOf(head));
  let count = 0;
  for (const table of await store.selectTables(db)) {
    if (leftOut.includes(table.table)) continue;
    yield written(lineOf(table));
    for await (const rows of pagesOf(db, table)) {
      count += rows.length;
      yield written(`${rows.join('\n')}\n`);
    }
  }
  const events = { before, after: await store.selectLastEvent(db) };
  const end: ExportEnd = { end: exportFormat, rows: count, events, sha256: hash.digest('hex') };
  yield lineOf(end);
}

function lineOf(value: ExportHead | TableHead | ExportEnd): string {
  return `${JSON.stringify(value)}\n`;
}

async function* pagesOf(db: Db, table: TableHead): AsyncGenerator<readonly string[]> {
  let after = -1;
  for (;;) {
    const until = endOfPage(await store.selectAhead(db, table, after));
    if (until === undefined) return;
    yield await store.selectRows(db, table, after, until);
    after = until;
  }
}

type Ahead = Awaited<ReturnType<typeof store.selectAhead>>;

/** At least one row, however large. */
function endOfPage(ahead: Ahead): number | undefined {
  let [bytes, end]: [number, number | undefined] = [0, undefined];
  for (const { place, size } of ahead) {
    bytes += size;
    if (end !== undefined && bytes > mostBytes) break;
    end = place;
  }
  return end;
}
