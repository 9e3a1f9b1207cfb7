import { getOrMake } from '../../core/remembered.ts';
import { isAddress, isLoopbackAddress, isPublicAddress } from '../../core/public-address.ts';

/** What the settings say about addresses that users give. */
export type OutboundRules = {
  /** OUTBOUND_LOOPBACK: in development this machine may be posted to, by http or https, at any port. */
  readonly outboundLoopback: boolean;
  /** Of this trust centre, which posts nothing to itself. */
  readonly origin: string;
};

/** Where something may be posted to, as far as the URL tells; its host must still be looked up. */
export type Target = {
  readonly url: URL;
  /** A name without a dot at the end, or an address without brackets. */
  readonly host: string;
  readonly isLoopback: boolean;
};

const longest = 2_000;
/** Where https is offered to the public; other ports are other services. */
const ports = ['', '443', '8443'];

/** The target, or in words for who gave it why nothing is posted there. */
export function readTarget(
  text: string,
  rules: OutboundRules,
): Target | { readonly fault: string } {
  if (text.length > longest) return { fault: `Has at most ${longest} characters.` };
  const url = URL.parse(text);
  if (url === null) return { fault: 'Give a whole address, such as https://example.com/hooks.' };
  if (url.username !== '' || url.password !== '')
    return { fault: 'Leave out user name and password.' };
  const server = readServer(url, rules);
  return 'fault' in server ? server : { ...server, url };
}

/** Whether an address that the target's host resolves to may be connected to. */
export function mayReach({ isLoopback }: Pick<Target, 'isLoopback'>, address: string): boolean {
  return isLoopback ? isLoopbackAddress(address) : isPublicAddress(address);
}

type Server = Omit<Target, 'url'> | { readonly fault: string };

const mostKept = 1_000;
const servers = new WeakMap<OutboundRules, Map<string, Server>>();

/** Follows from the rules and the server's name alone, and many live at one server. */
function readServer(url: URL, rules: OutboundRules): Server {
  const known = getOrMake(servers, rules, () => new Map());
  if (known.size > mostKept) known.clear();
  return getOrMake(known, `${url.protocol} ${url.host}`, () => {
    const host = hostOf(url);
    const isLoopback = rules.outboundLoopback && isThisMachine(host);
    const fault = faultIn(url, host, isLoopback, rules.origin);
    return fault === undefined ? { host, isLoopback } : { fault };
  });
}

function faultIn(url: URL, host: string, isLoopback: boolean, own: string): string | undefined {
  if (isOwn(url, isLoopback, own)) return 'This is the trust centre itself.';
  if (isLoopback) return /^https?:$/.test(url.protocol) ? undefined : 'Begin with https://.';
  if (url.protocol !== 'https:') return 'Begin with https://.';
  if (!ports.includes(url.port)) return 'Use port 443, the usual one, or 8443.';
  if (isAddress(host) ? !isPublicAddress(host) : !host.includes('.'))
    return 'Give a host that can be reached from the internet.';
  return undefined;
}

function isOwn({ origin, protocol, port }: URL, isLoopback: boolean, own: string): boolean {
  // With a dot at its end a name is the same.
  if (origin.replace(/\.(?=:\d+$|$)/, '') === own) return true;
  if (!isLoopback) return false;
  // This machine has many names.
  const ownUrl = new URL(own);
  return isThisMachine(hostOf(ownUrl)) && port === ownUrl.port && protocol === ownUrl.protocol;
}

function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$|\.$/g, '');
}

function isThisMachine(host: string): boolean {
  return host === 'localhost' || isLoopbackAddress(host);
}
