import { asId, type CopyLinkId } from '../../core/ids.ts';
import type { Keys } from '../../core/keys.ts';
import { idIn, isSignedBy, signId } from '../../core/signed-id.ts';

const purpose = 'link personal data copy';

/** Below the address of the trust centre; whoever has it can fetch the copy, once. */
export function copyPathOf(keys: Keys, id: CopyLinkId): string {
  return `/my/${signId(keys.derive(purpose), id, 1)}`;
}

export function copyLinkIn(keys: Keys, token: string): CopyLinkId | undefined {
  const id = idIn(token, 'cpl');
  if (id === undefined || !isSignedBy(keys.derive(purpose), token, id, 1)) return undefined;
  return asId('cpl', id);
}

/** Of a session, for which a link was exchanged: 256 random bits. */
export function copySessionOf(bytes: Uint8Array): string {
  return `pds_${Buffer.from(bytes).toString('base64url')}`;
}

export function isCopySession(token: string): boolean {
  return /^pds_[A-Za-z0-9_-]{43}$/.test(token);
}
