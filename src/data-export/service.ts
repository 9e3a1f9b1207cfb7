import { createHash } from 'node:crypto';
import type { Ctx, Deps, Staff } from '../context.ts';
import { Refusal } from '../core/errors.ts';
import type { Db } from '../db/client.ts';
import { commit } from '../db/commit.ts';
import { type Filed, keyOf, openFile } from '../files/service.ts';
import {
  type ExportEnd,
  exportFormat,
  type ExportHead,
  type FileHead,
  leftOut,
  shelves,
  type TableHead,
} from './model.ts';
import * as store from './store.ts';

/** Of one read: sqld answers with at most 10 MB. */
const mostBytes = 1_000_000;

/**
 * Everything that the database and the store of files hold, as lines, never whole in memory. That it was exported stands in the
 * record first. Secrets of people and keys are in it as the database has them: as hashes or sealed; files of
 * documents and inquiries as they were uploaded.
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
  const files = { whole: 0, lost: 0 };
  for await (const named of filesOf(db)) {
    const source = await openUnlessLost(deps, named);
    files[source === undefined ? 'lost' : 'whole'] += 1;
    const { key: file, size, sha256 } = named;
    yield written(lineOf({ file, size, sha256, ...(source === undefined && { isLost: true }) }));
    for await (const piece of source ?? []) yield written(piecesOf(piece));
  }
  const events = { before, after: await store.selectLastEvent(db) };
  const sha256 = hash.digest('hex');
  const end: ExportEnd = { end: exportFormat, rows: count, files, events, sha256 };
  yield lineOf(end);
}

async function* filesOf(db: Db): AsyncGenerator<Filed> {
  for (const { table, shelf } of shelves)
    for (let after: string | undefined = ''; after !== undefined;) {
      const rows = await store.selectFiles(db, table, after);
      for (const { id, ...facts } of rows) yield { key: keyOf(shelf, id), ...facts };
      after = rows.at(-1)?.id;
    }
}

/** Undefined where it is not what was stored, or no store is bound: the rest is worth having all the same. */
async function openUnlessLost(
  deps: Deps,
  filed: Filed,
): Promise<ReadableStream<Uint8Array> | undefined> {
  try {
    return await openFile(deps, filed);
  } catch (error) {
    if (error instanceof Refusal && (error.code === 'damaged' || error.code === 'unavailable'))
      return undefined;
    throw error;
  }
}

/** Of a line, in bytes of the file: a bucket may give more at once. */
const largestPiece = 256 * 1024;

function piecesOf(bytes: Uint8Array): string {
  let lines = '';
  for (let at = 0; at < bytes.byteLength; at += largestPiece)
    lines += `"${Buffer.from(bytes.subarray(at, at + largestPiece)).toString('base64')}"\n`;
  return lines;
}

function lineOf(value: ExportHead | TableHead | FileHead | ExportEnd): string {
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
