import type { Cargo } from '../model/delivery.ts';
import type { ChannelFigures } from '../model/figures.ts';
import type { Figures } from '../service/figures.ts';
import type { Attempt, Delivery } from '../service/listing.ts';
import type { Progress } from '../service/mass-resending.ts';

/** A delivery without what it says: no address, and no challenge that only its recipient may know. */
export function presentDelivery(delivery: Delivery) {
  const { cargo, id, subscriptionId, channel, subject, seq, about, state } = delivery;
  return {
    id,
    subscription: subscriptionId,
    channel,
    kind: cargo.kind,
    key: subject,
    event: seq,
    about,
    ...spanOf(cargo),
    state,
    attempts: delivery.attempts,
    outcome: delivery.outcome,
    status: delivery.status,
    createdAt: delivery.createdAt.toISOString(),
    dueAt: delivery.dueAt?.toISOString() ?? null,
    endedAt: delivery.endedAt?.toISOString() ?? null,
  };
}

export function presentAttempt({ number, at, outcome, status, durationMs }: Attempt) {
  return { number, at: at.toISOString(), outcome, status, durationMs };
}

export function presentFigures({ stuck, channels, ...figures }: Figures) {
  const { at, since, oldestDueAt, unplanned, disabledSubscriptions } = figures;
  return {
    at: at.toISOString(),
    since: since.toISOString(),
    ...presentChannel(figures),
    oldestDueAt: oldestDueAt?.toISOString() ?? null,
    unplanned: {
      count: unplanned.count,
      oldestAt: unplanned.oldestAt?.toISOString() ?? null,
    },
    disabledSubscriptions,
    channels: {
      email: presentChannel(channels.email),
      webhook: presentChannel(channels.webhook),
      slack: presentChannel(channels.slack),
      teams: presentChannel(channels.teams),
    },
    stuck: {
      groups: stuck.groups.map(({ channel, outcome, count, oldestAt }) => ({
        channel,
        outcome: outcome ?? null,
        count,
        oldestAt: oldestAt.toISOString(),
      })),
      oldest: stuck.oldest.map(presentDelivery),
    },
  };
}

function presentChannel({ due, inFlight, accepted, failed, bounced }: ChannelFigures) {
  return { due, inFlight, accepted, failed, bounced };
}

function spanOf(cargo: Cargo) {
  return cargo.kind === 'digest'
    ? { after: cargo.after, until: cargo.until }
    : { after: null, until: null };
}

export function presentProgress(event: number, progress: Progress) {
  const { at, total: deliveries, accepted, open, failed, cancelled } = progress;
  return { event, at: at.toISOString(), deliveries, accepted, open, failed, cancelled };
}
