// Which addresses lie on the public internet: IANA's registries of special-purpose addresses (RFC 6890),
// https://www.iana.org/assignments/iana-ipv4-special-registry and …/iana-ipv6-special-registry, as of
// October 2026. Blocks that they call globally reachable are left out too: no service is offered there.

type Address = { readonly bits: 32 | 128; readonly value: bigint };
type Block = { readonly bits: 32 | 128; readonly first: bigint; readonly last: bigint };

const byte = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';
const dotted = new RegExp(`^${byte}(?:\\.${byte}){3}$`);

const notPublic4 = blocks(
  '0.0.0.0/8', // "this network", RFC 791
  '10.0.0.0/8', // private, RFC 1918
  '100.64.0.0/10', // shared behind carriers' NAT, RFC 6598
  '127.0.0.0/8', // loopback, RFC 1122
  '168.63.129.16/32', // Azure's wire server: a public number that leads into the host
  '169.254.0.0/16', // link-local, RFC 3927; clouds' metadata
  '172.16.0.0/12', // private, RFC 1918
  '192.0.0.0/24', // protocol assignments, RFC 6890
  '192.0.2.0/24', // documentation, RFC 5737
  '192.31.196.0/24', // AS112, RFC 7535
  '192.52.193.0/24', // AMT, RFC 7450
  '192.88.99.0/24', // 6to4 relays, RFC 7526
  '192.168.0.0/16', // private, RFC 1918
  '192.175.48.0/24', // AS112, RFC 7534
  '198.18.0.0/15', // benchmarks, RFC 2544
  '198.51.100.0/24', // documentation, RFC 5737
  '203.0.113.0/24', // documentation, RFC 5737
  '224.0.0.0/4', // multicast, RFC 5771
  '240.0.0.0/4', // reserved, RFC 1112, with broadcast
);

/**
 * All that is assigned for use on the internet (RFC 4291 section 2.4). Loopback, mapped IPv4, NAT64
 * (64:ff9b::/96, 64:ff9b:1::/48), discard, SRv6, unique local, link-local and multicast lie outside.
 */
const [globalUnicast] = blocks('2000::/3');

const notPublic6 = blocks(
  '2001::/23', // protocol assignments, RFC 2928: Teredo, benchmarks, ORCHID, …
  '2001:db8::/32', // documentation, RFC 3849
  '2002::/16', // 6to4, RFC 3056: an IPv4 address inside
  '2620:4f:8000::/48', // AS112, RFC 7534
  '3fff::/20', // documentation, RFC 9637
);

const loopback = blocks('127.0.0.0/8', '::1/128');

/** Whether this is an IPv4 or IPv6 address, in numbers and dots or colons, that anybody may reach. */
export function isPublicAddress(text: string): boolean {
  const address = parseAddress(text);
  if (address === undefined) return false;
  if (address.bits === 32) return !isIn(address, notPublic4);
  return (
    globalUnicast !== undefined && isIn(address, [globalUnicast]) && !isIn(address, notPublic6)
  );
}

/** 127.0.0.0/8 or ::1; an IPv4 address mapped into IPv6 is neither. */
export function isLoopbackAddress(text: string): boolean {
  const address = parseAddress(text);
  return address !== undefined && isIn(address, loopback);
}

export function isAddress(text: string): boolean {
  return parseAddress(text) !== undefined;
}

function blocks(...texts: readonly string[]): readonly Block[] {
  return texts.map((text) => {
    const [start = '', prefix] = text.split('/');
    const address = parseAddress(start);
    if (address === undefined) throw new TypeError(`${text} is no block of addresses`);
    const { bits, value: first } = address;
    return { bits, first, last: first + 2n ** BigInt(bits - Number(prefix)) - 1n };
  });
}

function isIn({ bits, value }: Address, within: readonly Block[]): boolean {
  return within.some((block) => block.bits === bits && block.first <= value && value <= block.last);
}

function parseAddress(text: string): Address | undefined {
  if (dotted.test(text)) {
    const value = text.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
    return { bits: 32, value: BigInt(value) };
  }
  // The URL parser knows every way to write one and answers with one; it refuses zones.
  const url = /^[0-9a-f:.]+$/i.test(text) ? URL.parse(`http://[${text}]/`) : null;
  return url === null ? undefined : { bits: 128, value: groupsOf(url.hostname.slice(1, -1)) };
}

/** Of the canonical form (RFC 5952): at most one `::`, no dots. */
function groupsOf(text: string): bigint {
  const [before = '', after] = text.split('::');
  const front = before === '' ? [] : before.split(':');
  const back = after === undefined || after === '' ? [] : after.split(':');
  const zeros = Array.from({ length: 8 - front.length - back.length }, () => '0');
  return [...front, ...zeros, ...back].reduce(
    (sum, part) => sum * 65_536n + BigInt(`0x${part}`),
    0n,
  );
}
