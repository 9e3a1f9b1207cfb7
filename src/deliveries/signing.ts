import { Webhook } from 'standardwebhooks';
import { hmacSha256 } from '../core/hash.ts';
import type { Keys } from '../core/keys.ts';
import type { Subscription } from '../subscribers/model/subscription.ts';

type Secrets = Pick<Subscription, 'id' | 'secretGeneration' | 'previousSecretUntil'>;

/** `whsec_…`, the current one first; the one before it as long as it is valid too. */
export function webhookSecrets(
  keys: Keys,
  { id, secretGeneration, previousSecretUntil }: Secrets,
  now: Date,
): readonly string[] {
  const secretOf = (generation: number) => {
    // One derived key for all: a fan-out asks for the secrets of many thousands.
    const bytes = hmacSha256(keys.derive('webhook secrets'), `${id} ${generation}`);
    return `whsec_${Buffer.from(bytes).toString('base64')}`;
  };
  const isOldValid = previousSecretUntil !== undefined && now < previousSecretUntil;
  return isOldValid && secretGeneration > 1
    ? [secretOf(secretGeneration), secretOf(secretGeneration - 1)]
    : [secretOf(secretGeneration)];
}

/** Headers of Standard Webhooks 1.0.0; a signature for each secret. `now` is when it is sent. */
export function signedHeaders(
  secrets: readonly string[],
  { id, body, now }: { readonly id: string; readonly body: string; readonly now: Date },
): Readonly<Record<string, string>> {
  return {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(now.getTime() / 1_000)),
    'webhook-signature': secrets.map((secret) => new Webhook(secret).sign(id, now, body)).join(' '),
  };
}
