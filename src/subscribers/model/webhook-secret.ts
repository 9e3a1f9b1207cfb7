import { hmacSha256Base64 } from '../../core/hash.ts';
import type { Keys } from '../../core/keys.ts';
import type { Subscription } from './subscription.ts';

const prefix = 'whsec_';

/** What signs the messages to a webhook, as Standard Webhooks writes it; derived, so it is stored nowhere. */
export function webhookSecret(
  keys: Keys,
  { id, secretGeneration }: Pick<Subscription, 'id' | 'secretGeneration'>,
): string {
  // One derived key for all: a fan-out asks for the secrets of many thousands.
  const secret = hmacSha256Base64(keys.derive('webhook secrets'), `${id} ${secretGeneration}`);
  return prefix + secret;
}

/** The bytes that a secret stands for. */
export function secretBytes(secret: string): Uint8Array {
  return Buffer.from(secret.slice(prefix.length), 'base64');
}
