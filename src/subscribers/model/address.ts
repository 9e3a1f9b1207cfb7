import { hmacSha256 } from '../../core/hash.ts';
import type { Keys } from '../../core/keys.ts';
import type { Channel } from './subscription.ts';

/** One mailbox, one text: its domain is compared without case (RFC 5321 section 2.4), and so, in practice, is the rest. */
export function normalAddress(channel: Channel, address: string): string {
  return channel === 'email' ? address.trim().toLowerCase() : new URL(address).href;
}

/** Finds an address again and tells nothing about it to whoever has the table without the key. */
export function addressHash(keys: Keys, channel: Channel, address: string): string {
  const text = `${channel} ${normalAddress(channel, address)}`;
  return hmacSha256(keys.derive('address hash'), text).toString('base64url');
}

export function hostOf(channel: Channel, address: string): string {
  return channel === 'email'
    ? address.slice(address.lastIndexOf('@') + 1).toLowerCase()
    : new URL(address).host;
}
