import type { Keys } from '../../core/keys.ts';
import type { Subscription } from './subscription.ts';

/** What signs the messages to a webhook, as Standard Webhooks writes it; derived, so it is stored nowhere. */
export function webhookSecret(
  keys: Keys,
  { id, secretGeneration }: Pick<Subscription, 'id' | 'secretGeneration'>,
): string {
  const key = keys.derive(`webhook secret ${id} ${secretGeneration}`);
  return `whsec_${Buffer.from(key).toString('base64')}`;
}
