import type { Ctx, Deps, System } from '../../context.ts';
import type { Keys } from '../../core/keys.ts';
import { operate } from '../../db/commit.ts';
import { catchUpChain, isChainBehind, macOf, selectLinked } from '../store/chain.ts';
import type { StoredEvent } from '../../db/ledger.ts';
import type { ChainReport, Seen } from '../model.ts';

const batchSize = 1_000;
const batchesPerRun = 20;

/**
 * Reads the whole record and makes every link again. `seen` is what an auditor kept: it must still stand
 * there. Bounded in memory, not in time: a second for some ten thousand events.
 */
export async function verifyRecord(
  { db, keys }: Pick<Deps, 'db' | 'keys'>,
  seen?: Seen,
): Promise<ChainReport> {
  let report: ChainReport = { events: 0, unlinked: 0 };
  for (let more = true; more && report.fault === undefined;) {
    const read = await selectLinked(db, report.events, batchSize);
    for (const row of read) {
      report = follow(keys, report, row, seen);
      if (report.fault !== undefined) break;
    }
    more = read.length === batchSize;
  }
  if (report.fault !== undefined || seen === undefined || seen.seq <= report.events) return report;
  return broken(report, `The record ends before event ${seen.seq}, which was seen before.`);
}

type Linked = { readonly event: StoredEvent; readonly mac: string | null };

/** One event further, or where the chain breaks. */
function follow(
  keys: Keys,
  report: ChainReport,
  { event, mac }: Linked,
  seen: Seen | undefined,
): ChainReport {
  const { events, unlinked, head } = report;
  if (event.seq !== events + 1) return broken(report, `Event ${events + 1} is missing.`);
  if (seen?.seq === event.seq && seen.mac !== mac)
    return broken(report, 'This event has another link than the one that was seen before.');
  if (mac === null) return { ...report, events: event.seq, unlinked: unlinked + 1 };
  if (unlinked > 0) return broken(report, 'A link is missing before this event.');
  const isRight = macOf(keys, head?.mac ?? '', event) === mac;
  return isRight
    ? { events: event.seq, unlinked, head: { seq: event.seq, mac } }
    : broken(report, 'This event, or its link, is not what was recorded.');
}

function broken(report: ChainReport, fault: string): ChainReport {
  return { ...report, brokenAt: report.events + 1, fault };
}

/** Links what is not linked yet, e.g. what an older Annex recorded. How many. */
export async function keepChain(ctx: Ctx<System>): Promise<number> {
  if (!(await isChainBehind(ctx.deps.db))) return 0;
  let linked = 0;
  for (let batch = 0; batch < batchesPerRun; batch += 1) {
    const made = await operate(ctx, (tx) => catchUpChain(tx, ctx.deps.keys, batchSize));
    linked += made;
    if (made < batchSize) break;
  }
  return linked;
}
