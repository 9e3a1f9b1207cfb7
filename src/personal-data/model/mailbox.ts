/**
 * What two spellings of perhaps one mailbox have in common: without case, and without what stands behind
 * a plus (RFC 5233), which many providers leave out. It may be somebody else's all the same, so it is for
 * eyes only.
 */
export function mailboxOf(address: string): string {
  const normal = address.trim().toLowerCase();
  const at = normal.lastIndexOf('@');
  return `${normal.slice(0, at).replace(/\+.*$/, '')}${normal.slice(at)}`;
}
