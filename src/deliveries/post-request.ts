import { Webhook } from 'standardwebhooks';
import { sha256 } from '../core/hash.ts';
import type { Keys } from '../core/keys.ts';
import { letterOf } from './letters.ts';
import type { Claimed } from './model/delivery.ts';
import type { Recipient, Sender, Told } from './model/told.ts';
import type { PostRequest } from './ports.ts';
import { webhookSecrets } from './signing.ts';

/** A delivery to a webhook or a chat, signed where it is a webhook. */
export function postRequestOf(
  claimed: Pick<Claimed, 'subscriptionId' | 'subject'>,
  told: Told,
  sender: Sender,
  recipient: Recipient,
  { keys, now }: { keys: Keys; now: Date },
): PostRequest {
  const { subscription } = recipient;
  const id = `msg_${sha256(`${claimed.subscriptionId} ${claimed.subject}`).slice(0, 32)}`;
  const { blocks } = letterOf(told, sender, recipient);
  const data = told.kind === 'challenge' ? { challenge: told.challenge } : { blocks };
  const body = JSON.stringify({ type: told.kind, data });
  const signatures = webhookSecrets(keys, subscription, now)
    .map((secret) => new Webhook(secret).sign(id, now, body))
    .join(' ');
  return {
    url: subscription.address ?? '',
    headers: {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(now.getTime() / 1_000)),
      'webhook-signature': signatures,
    },
    body,
  };
}
