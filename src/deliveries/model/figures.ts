import type { Day } from '../../core/day.ts';
import type { Channel } from '../../subscribers/model/subscription.ts';
import type { Outcome } from './delivery.ts';

export type ChannelFigures = {
  readonly due: number;
  readonly inFlight: number;
  readonly accepted: number;
  readonly failed: number;
  readonly bounced: number;
};

/** How the deliveries of one deployment are going. */
export type DeliveryFigures = ChannelFigures & {
  readonly at: Date;
  /** Of what has ended, only that which ended after this moment is counted. */
  readonly since: Date;
  readonly oldestDueAt?: Date;
  /** What was published and is not worked into deliveries yet. */
  readonly unplanned: { readonly count: number; readonly oldestAt?: Date };
  readonly disabledSubscriptions: number;
  readonly channels: Readonly<Record<Channel, ChannelFigures>>;
};

/** Deliveries that wait, counted by why: the outcome of the last attempt, absent before the first. */
export type StuckGroup = {
  readonly channel: Channel;
  readonly outcome?: Outcome;
  readonly count: number;
  readonly oldestAt: Date;
};

type Counted = { readonly channel: Channel; readonly count: number };
type Counts = Readonly<Record<keyof ChannelFigures, readonly Counted[]>>;

export function figuresOf(counts: Counts, channel?: Channel): ChannelFigures {
  const sum = (rows: readonly Counted[]) =>
    rows
      .filter((row) => channel === undefined || row.channel === channel)
      .reduce((total, { count }) => total + count, 0);
  return {
    due: sum(counts.due),
    inFlight: sum(counts.inFlight),
    accepted: sum(counts.accepted),
    failed: sum(counts.failed),
    bounced: sum(counts.bounced),
  };
}

/** What became of deliveries on one day of the organisation. */
export type DayFigures = {
  readonly day: Day;
  /** Accepted by the other side. */
  readonly told: number;
  /** Given up, or came back. */
  readonly failed: number;
  /** Queued on that day, the first of the list before it too, and not ended yet. */
  readonly waiting: number;
};
