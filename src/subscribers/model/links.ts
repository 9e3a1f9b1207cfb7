import type { Keys } from '../../core/keys.ts';
import { signId } from '../../core/signed-id.ts';
import type { Subscription } from './subscription.ts';

/** What a signed link lets its holder do; each purpose has a key of its own. */
export type LinkPurpose = 'confirm' | 'manage' | 'unsubscribe';

export type Links = {
  /** A page with a button; opening it confirms nothing. */
  readonly confirm: string;
  readonly manage: string;
  /** RFC 8058: a POST ends the subscription, a GET shows a page. */
  readonly unsubscribe: string;
};

export function linkKey(keys: Keys, purpose: LinkPurpose): Uint8Array {
  return keys.derive(`subscription link ${purpose}`);
}

/** `root` is the address of the trust centre, e.g. `https://example.com/trust`. */
export function linksOf(
  keys: Keys,
  root: string,
  { id, linkVersion }: Pick<Subscription, 'id' | 'linkVersion'>,
): Links {
  const token = (purpose: LinkPurpose) => signId(linkKey(keys, purpose), id, linkVersion);
  return {
    confirm: `${root}/subscriptions/${token('confirm')}/confirmation`,
    manage: `${root}/subscriptions/${token('manage')}`,
    unsubscribe: `${root}/unsubscribe/${token('unsubscribe')}`,
  };
}
