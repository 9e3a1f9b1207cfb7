import { canonicalJson } from '../core/canonical-json.ts';
import type { StoredEvent } from './ledger.ts';

/** A C2SP entry bundle gives two bytes to the length of an entry. */
export const largestLeafBytes = 65_535;

/**
 * An event as it stands in the transparency log, JSON of RFC 8785 in UTF-8. Neither who acted nor
 * what else their commit did is in it: that is for the record of the house.
 */
export function leafOf({
  id,
  at,
  action,
  subject,
  data,
}: Pick<StoredEvent, 'id' | 'at' | 'action' | 'subject' | 'data'>): Uint8Array<ArrayBuffer> {
  const leaf = { id, at: at.toISOString(), action, subject, data };
  return new TextEncoder().encode(canonicalJson(leaf));
}
