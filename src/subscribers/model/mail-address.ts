/** An address as it is written to, or why it can not be. */
export type ReadAddress = { readonly address: string } | { readonly fault: string };

const form = 'Must be an e-mail address, e.g. privacy@company.example.';
// RFC 5321 section 4.5.3.1.
const longest = 254;
const longestLocal = 64;
/**
 * A dot-atom of RFC 5322 section 3.2.3 without what nobody's mailbox has and some programs obey: `|` and
 * backticks (shells), `%` and `!` (routes). Quoted local parts are left out for the same reason.
 */
const local = /^[a-z0-9#$&'*+/=?^_{}~-]+(\.[a-z0-9#$&'*+/=?^_{}~-]+)*$/i;
const label = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

/** Reads what somebody typed as their mailbox; a domain in any script becomes ASCII (UTS 46). */
export function readMailAddress(text: string): ReadAddress {
  const typed = text.trim();
  if (typed === '') return { fault: 'Write your e-mail address here.' };
  const at = typed.lastIndexOf('@');
  const name = typed.slice(0, Math.max(at, 0));
  if (isInternational(name))
    return { fault: 'Letters outside ASCII before the @ are not understood by all mail servers.' };
  const domain = asciiDomain(typed.slice(at + 1));
  const isLocal = local.test(name) && name.length <= longestLocal;
  if (!isLocal || domain === undefined) return { fault: form };
  const address = `${name}@${domain}`;
  return address.length > longest ? { fault: form } : { address };
}

function isInternational(name: string): boolean {
  return /[^\x21-\x7E]/.test(name) && !/[\s\p{C}]/u.test(name);
}

/**
 * One mailbox for the purpose of limits, however it is varied: without case, tag and the dots that
 * Gmail does not see. Too strict for an identity: `a+b` may be somebody else than `a`.
 */
export function limitKeyOf(address: string): string {
  const [name = '', domain = ''] = address.toLowerCase().split('@');
  const bare = name.replace(/(?<=.)\+.*$/, '');
  return /^(gmail|googlemail)\.com$/.test(domain)
    ? `${bare.replaceAll('.', '')}@gmail.com`
    : `${bare}@${domain}`;
}

function asciiDomain(text: string): string | undefined {
  // What the URL parser would take for something else than a name, or quietly drop.
  if (text.length > longest || !/^[\p{L}\p{M}\p{N}.\-\u3002]+$/u.test(text)) return undefined;
  if (!URL.canParse(`http://${text}`)) return undefined;
  const labels = new URL(`http://${text}`).hostname.split('.');
  const isName = labels.length > 1 && labels.every((each) => label.test(each));
  // An address such as 127.0.0.1 is no name, and no top-level domain is a number.
  return isName && !/^\d+$/.test(labels.at(-1) ?? '') ? labels.join('.') : undefined;
}
