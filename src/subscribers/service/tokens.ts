import type { Deps, Subscriber } from '../../context.ts';
import type { Ctx } from '../../context.ts';
import { Refusal } from '../../core/errors.ts';
import { asSubscriptionId } from '../../core/ids.ts';
import { idIn, isSignedBy } from '../../core/signed-id.ts';
import { type LinkPurpose, linkKey } from '../model/links.ts';
import type { Subscription } from '../model/subscription.ts';
import { loadSubscriptions } from './reading.ts';

/** Somebody with a link that is in force: what they may act on. */
export type Holder = {
  readonly ctx: Ctx<Subscriber>;
  readonly subscription: Subscription;
};

/**
 * Whose link this is. Refuses `not_found` for what was never made here, and `gone` for a link that was:
 * of a request that nobody confirmed in time, or renewed since.
 */
export async function openLink(deps: Deps, purpose: LinkPurpose, token: string): Promise<Holder> {
  const text = idIn(token, 'sbs');
  if (text === undefined) throw unknown();
  const id = asSubscriptionId(text);
  const key = linkKey(deps.keys, purpose);
  const subscription = (await loadSubscriptions(deps, [id])).get(id);
  if (subscription && isSignedBy(key, token, id, subscription.linkVersion))
    return { ctx: { deps, actor: { kind: 'subscriber', id }, now: deps.clock() }, subscription };
  // Nobody but us could have signed it, so there was such a subscription once.
  const last = subscription?.linkVersion ?? 1;
  const wasOurs = Array.from({ length: Math.min(last, 20) }, (_, index) => last - index).some(
    (version) => isSignedBy(key, token, id, version),
  );
  throw wasOurs
    ? new Refusal('gone', 'This link is not in force any more. Subscribe again to get a new one.')
    : unknown();
}

function unknown(): Refusal {
  return new Refusal(
    'not_found',
    'This link is not one of ours. Copy it whole from the message that it stands in.',
  );
}
