import type { Keys } from '../core/keys.ts';
import { slackBody } from './slack.ts';
import { teamsBody } from './teams.ts';
import { fittingBody } from './fitting.ts';
import { letterOf } from './letters.ts';
import type { Claimed } from './model/delivery.ts';
import type { Happening, Recipient, Sender, Told } from './model/told.ts';
import { payloadOf } from './payload.ts';
import type { PostRequest } from './ports.ts';
import { signedHeaders, webhookSecrets } from './signing.ts';

type Delivery = Pick<Claimed, 'subscriptionId' | 'subject' | 'createdAt'>;

/** The request for one attempt: the body is the same each time, signature and its time are of `at.now`. */
export function postRequestOf(
  delivery: Delivery,
  told: Told,
  sender: Sender,
  recipient: Recipient,
  at: { readonly keys: Keys; readonly now: Date },
): PostRequest {
  const { subscription } = recipient;
  const { address: url, channel } = subscription;
  if (url === undefined) throw new TypeError(`${subscription.id} has no address`);
  const headers = plainHeaders(sender);
  if (channel !== 'webhook') {
    const body = channel === 'slack' ? slackBody : teamsBody;
    return { url, headers, body: body(letterOf(told, sender, recipient)) };
  }
  const body = bodyOf(told, sender, delivery.createdAt);
  const secrets = webhookSecrets(at.keys, subscription, at.now);
  const id = webhookIdOf(delivery);
  return {
    url,
    headers: { ...headers, ...signedHeaders(secrets, { id, body, now: at.now }) },
    body,
    ...(told.kind === 'challenge' && { wantsReply: true }),
  };
}

/** A test event to an address that is nobody's yet, so it bears no signature. */
export function testRequestOf(url: string, sender: Sender, now: Date): PostRequest {
  const body = fittingBody(payloadOf({ kind: 'test' }, sender, now));
  return { url, headers: plainHeaders(sender), body };
}

/** Thousands are told the same; it is put into words once as long as somebody holds it. */
const written = new WeakMap<Happening, { readonly root: string; readonly body: string }>();

function bodyOf(told: Told, sender: Sender, createdAt: Date): string {
  // A notice is its recipient's own.
  if (told.kind !== 'event' || told.notices !== undefined)
    return fittingBody(payloadOf(told, sender, createdAt));
  const known = written.get(told.happening);
  if (known?.root === sender.root) return known.body;
  const body = fittingBody(payloadOf(told, sender, createdAt));
  written.set(told.happening, { root: sender.root, body });
  return body;
}

/**
 * `msg_…`, the same over all attempts and whenever it is sent again (`event:41:again:2`), so that
 * receivers know it. Without a dot, which stands between id, time and body where they are signed.
 */
export function webhookIdOf({
  subscriptionId,
  subject,
}: Pick<Claimed, 'subscriptionId' | 'subject'>): string {
  const told = subject.replace(/:again:.*$/, '').replaceAll(/[^A-Za-z0-9]+/g, '-');
  return `msg_${subscriptionId.replace(/^sbs_/, '')}_${told}`;
}

function plainHeaders({ root }: Sender): Readonly<Record<string, string>> {
  return { 'content-type': 'application/json', 'user-agent': `Annex (+${root})` };
}
