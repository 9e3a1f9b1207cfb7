const hourMs = 60 * 60 * 1000;

/** So many in the time from the first of them. */
export type Limit = { readonly most: number; readonly windowMs: number };

/** What stands between the form and somebody who uses it to fill other people's mailboxes. */
export const limits = {
  /** Requests from one address of the network. */
  source: { most: 10, windowMs: hourMs },
  /** All requests: a distributed flood ends here. */
  total: { most: 1_000, windowMs: hourMs },
  /** Confirmation mails to one mailbox, however its address is varied. */
  address: { most: 1, windowMs: 24 * hourMs },
  /** "You are subscribed already" to one mailbox. */
  known: { most: 1, windowMs: 24 * hourMs },
  /** "Your webhook was disabled" to one mailbox, which whoever named it need not own. */
  contact: { most: 5, windowMs: 24 * hourMs },
  /** First messages to one domain or host. */
  host: { most: 20, windowMs: hourMs },
  /** First messages to one URL. */
  url: { most: 5, windowMs: 24 * hourMs },
  /** Test events of one webhook. */
  test: { most: 20, windowMs: hourMs },
  /** Test mails and test events that staff send, all together: each goes out at once. */
  staffTest: { most: 20, windowMs: hourMs },
  /** Mailboxes that one contact of a contract names in its place: each is written to. */
  successor: { most: 5, windowMs: 24 * hourMs },
  /** Changes to one subscription by whoever has its link: each stands in the record for ever. */
  change: { most: 100, windowMs: hourMs },
  /** Objections from one address of the network. */
  objectionSource: { most: 10, windowMs: hourMs },
  /** All objections without the link of a customer: each stands in the record for ever. */
  objectionTotal: { most: 300, windowMs: hourMs },
  /** Objections by the link of one customer. */
  objectionCustomer: { most: 30, windowMs: hourMs },
  /** Objections in the name of one mailbox. */
  objectionAddress: { most: 20, windowMs: 24 * hourMs },
  /** Of these, those that a mail is sent for: nobody has shown that the mailbox is theirs. */
  objectionMail: { most: 5, windowMs: 24 * hourMs },
  /** What one link writes to its case. */
  objectionMessage: { most: 30, windowMs: hourMs },
  /** Inquiries and requests for documents from one address of the network. */
  deskSource: { most: 10, windowMs: hourMs },
  /** All of them: each stands in the record for ever. */
  deskTotal: { most: 300, windowMs: hourMs },
  /** In the name of one mailbox. */
  deskAddress: { most: 10, windowMs: 24 * hourMs },
  /** Of these, those that a mail is sent for: nobody has shown that the mailbox is theirs. */
  deskMail: { most: 5, windowMs: 24 * hourMs },
  /** What one link writes to its inquiry or request. */
  deskMessage: { most: 30, windowMs: hourMs },
  /** Messages with files, by all of them: what they send is kept. */
  deskFiles: { most: 100, windowMs: hourMs },
  /** Links of one use that one request asks for. */
  downloadLink: { most: 10, windowMs: hourMs },
  /** Tokens for programs that one request makes, and revokes: each stands in the record for ever. */
  accessToken: { most: 20, windowMs: hourMs },
  /** How often one copy of personal data is fetched, e.g. where connections break: the same. */
  dataCopy: { most: 20, windowMs: hourMs },
  /** Replays that one webhook asks for. */
  replay: { most: 20, windowMs: hourMs },
  /** Tries to sign in to the console from one address of the network, whatever comes of them. */
  signInSource: { most: 60, windowMs: hourMs },
  /** Codes to one mailbox that one source asks for, and that all do; beyond them one is for all who ask. */
  signInPair: { most: 6, windowMs: hourMs },
  signInAddress: { most: 30, windowMs: hourMs },
  /** Mails with such a code, and sign-ins with it. */
  signInCrowded: { most: 1, windowMs: hourMs },
  signInCrowdedUse: { most: 1, windowMs: hourMs },
  /** Ceremonies with passkeys that one source begins. */
  signInPasskey: { most: 120, windowMs: hourMs },
  /** Calls of one source to the identity provider, which has limits of its own. */
  signInProvider: { most: 30, windowMs: hourMs },
} as const satisfies Record<string, Limit>;

export const longestWindowMs = 24 * hourMs;

/**
 * Who counts as one source: an IPv4 address, or the /64 of an IPv6 address (RFC 6177: what one site
 * gets at least). What is no address counts as it is.
 */
export function sourceOf(address: string | undefined): string {
  const text = (address ?? 'unknown').trim().toLowerCase().slice(0, 100);
  const mapped = /^(?:::ffff:)(\d{1,3}(?:\.\d{1,3}){3})$/.exec(text)?.[1];
  if (mapped !== undefined) return mapped;
  return text.includes(':') ? prefixOf(text.replace(/^\[|\]$|%.*$/g, '')) : text;
}

/** So many sources a site counts as. */
export const siteCountsAs = 5;

/**
 * The /48 around a source in IPv6: what a customer of a provider gets at most, and 65,536 sources. Without it
 * one of them would use up what all have together. Undefined for what is no /64.
 */
export function siteOf(source: string): string | undefined {
  const groups = /^([0-9a-f]*:[0-9a-f]*:[0-9a-f]*):[0-9a-f]*::\/64$/.exec(source)?.[1];
  return groups === undefined ? undefined : `${groups}::/48`;
}

function prefixOf(text: string): string {
  const [head = '', tail] = text.split('::');
  const groups = head === '' ? [] : head.split(':');
  const rest = tail === undefined || tail === '' ? [] : tail.split(':');
  const missing = tail === undefined ? 0 : Math.max(0, 8 - groups.length - rest.length);
  const all = [...groups, ...Array<string>(missing).fill('0'), ...rest];
  return `${all
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`;
}
