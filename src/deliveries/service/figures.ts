import type { Db } from '../../db/client.ts';
import { countDisabledSubscriptions } from '../../subscribers/service/reading.ts';
import type { DeliveryFigures, StuckGroup } from '../model/figures.ts';
import { figuresOf } from '../model/figures.ts';
import * as store from '../store/figures.ts';
import type { Delivery } from '../store/listing.ts';
import { selectStuck } from '../store/listing.ts';

const hourMs = 60 * 60 * 1000;
const weekMs = 7 * 24 * hourMs;
/** The longest list of single deliveries; groups count all of them. */
const mostStuck = 50;

export type Figures = DeliveryFigures & {
  /** What has waited for more than an hour. */
  readonly stuck: {
    readonly groups: readonly StuckGroup[];
    /** The oldest of them. */
    readonly oldest: readonly Delivery[];
  };
};

export async function getDeliveryFigures(db: Db, now: Date): Promise<Figures> {
  const since = new Date(now.getTime() - weekMs);
  const anHourAgo = new Date(now.getTime() - hourMs);
  const open = await store.selectOpenFigures(db);
  const due = open.filter(({ state }) => state === 'due');
  const counts = {
    due,
    inFlight: open.filter(({ state }) => state === 'in-flight'),
    accepted: await store.selectEndedFigures(db, 'accepted', since),
    failed: await store.selectEndedFigures(db, 'failed', since),
    bounced: await store.selectEndedFigures(db, 'bounced', since),
  };
  const oldestDueAt = earliest(due.map((row) => row.oldestDueAt));
  const { count, oldestAt } = await store.selectUnplanned(db);
  return {
    at: now,
    since,
    ...figuresOf(counts),
    ...(oldestDueAt && { oldestDueAt }),
    unplanned: { count, ...(oldestAt && { oldestAt }) },
    disabledSubscriptions: await countDisabledSubscriptions(db),
    channels: {
      email: figuresOf(counts, 'email'),
      webhook: figuresOf(counts, 'webhook'),
      slack: figuresOf(counts, 'slack'),
      teams: figuresOf(counts, 'teams'),
    },
    stuck: {
      groups: (await store.selectStuckGroups(db, anHourAgo)).map(
        ({ outcome, oldestAt: groupAt, ...group }) => ({
          ...group,
          ...(outcome && { outcome }),
          oldestAt: groupAt ?? now,
        }),
      ),
      oldest: await selectStuck(db, anHourAgo, mostStuck),
    },
  };
}

function earliest(times: readonly (Date | null)[]): Date | undefined {
  return times.flatMap((time) => time ?? []).toSorted((a, b) => a.getTime() - b.getTime())[0];
}
