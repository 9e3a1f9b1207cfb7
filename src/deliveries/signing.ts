import { createSecretKey } from 'node:crypto';
import { hmacSha256Base64 } from '../core/hash.ts';
import type { Keys } from '../core/keys.ts';
import type { Subscription } from '../subscribers/model/subscription.ts';
import { secretBytes, webhookSecret } from '../subscribers/model/webhook-secret.ts';

type Secrets = Pick<Subscription, 'id' | 'secretGeneration' | 'previousSecretUntil'>;

/** `whsec_…`, the current one first; the one before it as long as it is valid too. */
export function webhookSecrets(
  keys: Keys,
  { id, secretGeneration, previousSecretUntil }: Secrets,
  now: Date,
): readonly string[] {
  const isOldValid = previousSecretUntil !== undefined && now < previousSecretUntil;
  const generations =
    isOldValid && secretGeneration > 1
      ? [secretGeneration, secretGeneration - 1]
      : [secretGeneration];
  return generations.map((generation) => webhookSecret(keys, { id, secretGeneration: generation }));
}

/** Headers of Standard Webhooks 1.0.0; a signature for each secret. `now` is when it is sent. */
export function signedHeaders(
  secrets: readonly string[],
  { id, body, now }: { readonly id: string; readonly body: string; readonly now: Date },
): Readonly<Record<string, string>> {
  const timestamp = String(Math.floor(now.getTime() / 1_000));
  const signed = `${id}.${timestamp}.${body}`;
  // Such a key is used once: remembering it would cost more than all the rest.
  const signatures = secrets.map((secret) =>
    hmacSha256Base64(createSecretKey(secretBytes(secret)), signed),
  );
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': signatures.map((each) => `v1,${each}`).join(' '),
  };
}
