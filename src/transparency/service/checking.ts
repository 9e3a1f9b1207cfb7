import { verifyRecord } from '../../audit/service/verifying.ts';
import type { Ctx, Staff } from '../../context.ts';
import type { Db } from '../../db/client.ts';
import { selectEntries, selectLog } from '../store.ts';
import { verifyLog } from './verifying.ts';

type Reports = {
  readonly log: Awaited<ReturnType<typeof verifyLog>>;
  readonly record: Awaited<ReturnType<typeof verifyRecord>>;
};

/** The log against its signed checkpoint, and the record that it is made from against its chain. */
export async function verifyAll({ deps }: Ctx<Staff>): Promise<Reports> {
  return { log: await verifyLog(deps.db), record: await verifyRecord(deps) };
}

/** An entry of the log, without what it says. */
export type Entry = {
  readonly index: number;
  readonly at: Date;
  readonly action: string;
  readonly subject: string;
};

/** Newest first, those before an index; `next` continues the list, null at its end. */
export async function listEntries(
  db: Db,
  { before, limit }: { readonly before: number | undefined; readonly limit: number },
): Promise<{ readonly items: readonly Entry[]; readonly next: number | null }> {
  const size = (await selectLog(db))?.size ?? 0;
  const end = Math.min(before ?? size, size);
  const start = Math.max(0, end - limit);
  const decoder = new TextDecoder();
  const items = (await selectEntries(db, start, end)).map((bytes, offset): Entry => {
    const { at, action, subject } = JSON.parse(decoder.decode(bytes));
    return { index: start + offset, at: new Date(at), action, subject };
  });
  return { items: items.toReversed(), next: start > 0 ? start : null };
}
