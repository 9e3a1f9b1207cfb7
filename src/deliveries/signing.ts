import type { Keys } from '../core/keys.ts';
import type { Subscription } from '../subscribers/model/subscription.ts';

/** The secrets that sign for a webhook; the first is the current one. */
export function webhookSecrets(
  keys: Keys,
  { id, secretGeneration, previousSecretUntil }: Subscription,
  now: Date,
): readonly string[] {
  const secret = (generation: number) =>
    `whsec_${Buffer.from(keys.derive(`webhook secret ${id} ${generation}`)).toString('base64')}`;
  const isDouble = previousSecretUntil !== undefined && now < previousSecretUntil;
  return [secret(secretGeneration), ...(isDouble ? [secret(secretGeneration - 1)] : [])];
}
