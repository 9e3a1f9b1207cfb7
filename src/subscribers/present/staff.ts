import type { Role } from '../../context.ts';
import { hostOf } from '../model/address.ts';
import type { Subscription } from '../model/subscription.ts';
import type { Suppression } from '../service/suppressing.ts';
import { maySee } from '../../staff/model/permitting.ts';

/**
 * A subscription as staff of a role see it. Mail addresses are for those who write; the URL of a webhook
 * or chat is a key to it, so that nobody sees more of it than its host.
 */
export function presentSubscription(subscription: Subscription, role: Role) {
  const { id, stream, language, frequency, state, reason, replaces } = subscription;
  return {
    id,
    stream,
    ...presentAddress(subscription, role),
    topics: [...subscription.topics],
    services: [...subscription.services],
    language,
    frequency,
    state,
    reason: reason ?? null,
    createdAt: subscription.createdAt.toISOString(),
    confirmedAt: subscription.confirmedAt?.toISOString() ?? null,
    changedAt: subscription.changedAt.toISOString(),
    nextDigestAt: subscription.nextDigestAt?.toISOString() ?? null,
    replaces: replaces ?? null,
  };
}

function presentAddress({ channel, address, contact }: Subscription, role: Role) {
  const isShown = maySee(role, 'subscribers');
  return {
    channel,
    host: address === undefined ? null : hostOf(channel, address),
    address: isShown && channel === 'email' ? (address ?? null) : null,
    contact: isShown ? (contact ?? null) : null,
  };
}

export function presentSuppression({ addressHash: id, reason, at }: Suppression) {
  return { id, reason, at: at.toISOString() };
}
