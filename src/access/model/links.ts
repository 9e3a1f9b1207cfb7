import { type AccessRequestId, asId, type DownloadLinkId } from '../../core/ids.ts';
import type { Keys } from '../../core/keys.ts';
import { idIn, isSignedBy, signId } from '../../core/signed-id.ts';
import type { AccessRequest } from '../model.ts';

const purpose = 'link access request';
const downloading = 'link download';

type Linked = Pick<AccessRequest, 'id' | 'linkVersion'>;

/** Below the address of the trust centre; whoever has it sees what became of the request, and no document. */
export function pathOf(keys: Keys, { id, linkVersion }: Linked): string {
  return `/my/${signId(keys.derive(purpose), id, linkVersion)}`;
}

/** The id that a token would name if it were that of a request. */
export function requestIn(token: string): AccessRequestId | undefined {
  const id = idIn(token, 'req');
  return id === undefined ? undefined : asId('req', id);
}

export function isLinkOf(keys: Keys, token: string, { id, linkVersion }: Linked): boolean {
  return isSignedBy(keys.derive(purpose), token, id, linkVersion);
}

/** Of a link of one use. */
export function downloadPathOf(keys: Keys, id: DownloadLinkId): string {
  return `/my/${signId(keys.derive(downloading), id, 1)}`;
}

export function downloadLinkIn(keys: Keys, token: string): DownloadLinkId | undefined {
  const id = idIn(token, 'lnk');
  if (id === undefined || !isSignedBy(keys.derive(downloading), token, id, 1)) return undefined;
  return asId('lnk', id);
}
