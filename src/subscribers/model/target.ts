import { readTarget as readOutbound } from '../../deliveries/model/target.ts';
import { isChatHost } from './chat-hosts.ts';
import type { ReadAddress } from './mail-address.ts';
import type { Channel } from './subscription.ts';

/** What this deployment takes as an address to post to. */
export type TargetRules = {
  /** http:// and loopback are taken too: development. */
  readonly outboundLoopback: boolean;
  /** Our own: posting to ourselves is a loop. */
  readonly origin: string;
};

const longest = 2_000;

/**
 * Reads the URL of a webhook or a chat. A first look, for words that help: whether the name leads to a
 * public address is seen each time before something is sent.
 */
export function readTarget(
  channel: Exclude<Channel, 'email'>,
  text: string,
  rules: TargetRules,
): ReadAddress {
  const typed = text.trim();
  if (typed === '') return { fault: 'Write the address here that messages are posted to.' };
  if (typed.length > longest) return { fault: `Has at most ${longest} characters.` };
  if (/[\s\p{C}]/u.test(typed) || !URL.canParse(typed))
    return { fault: 'Must be a web address, e.g. https://hooks.company.example/trust.' };
  const url = new URL(typed);
  const fault = faultIn(channel, url, rules);
  return fault === undefined ? { address: url.href } : { fault };
}

function faultIn(
  channel: Exclude<Channel, 'email'>,
  url: URL,
  { outboundLoopback, origin }: TargetRules,
): string | undefined {
  if (url.username !== '' || url.password !== '')
    return 'Must not hold a user or a password; put a secret into the path or check the signature.';
  if (url.hash !== '') return 'Must not have a part behind #: it is never sent.';
  if (url.origin === origin) return 'Must not lead back to this trust centre.';
  if (outboundLoopback && isLoopback(url)) return undefined;
  if (url.protocol !== 'https:') return 'Must begin with https://.';
  return faultInHost(channel, url.hostname) ?? faultOutbound(url, { outboundLoopback, origin });
}

/** What would be refused each time before something is sent, e.g. another port, is better said now. */
function faultOutbound(url: URL, rules: TargetRules): string | undefined {
  const target = readOutbound(url.href, rules);
  return 'fault' in target ? target.fault : undefined;
}

function faultInHost(channel: Exclude<Channel, 'email'>, host: string): string | undefined {
  if (!/^[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z][a-z0-9-]*$/.test(host))
    return 'Must name a host that can be reached from the internet, not an address of numbers.';
  if (channel !== 'webhook' && !isChatHost(channel, host))
    return channel === 'slack'
      ? 'Must be the address of an incoming webhook of Slack: https://hooks.slack.com/….'
      : 'Must be the address that a Teams workflow "When a Teams webhook request is received" gives.';
  return undefined;
}

function isLoopback({ protocol, hostname }: URL): boolean {
  return /^https?:$/.test(protocol) && /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(hostname);
}
