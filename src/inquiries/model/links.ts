import { asId, type InquiryId } from '../../core/ids.ts';
import type { Keys } from '../../core/keys.ts';
import { idIn, isSignedBy, signId } from '../../core/signed-id.ts';
import type { Inquiry } from '../model.ts';

const purpose = 'link inquiry';

type Linked = Pick<Inquiry, 'id' | 'linkVersion'>;

/** Below the address of the trust centre; whoever has it sees the inquiry and writes to it. */
export function pathOf(keys: Keys, { id, linkVersion }: Linked): string {
  return `/my/${signId(keys.derive(purpose), id, linkVersion)}`;
}

/** The id that a token would name if it were an inquiry's. */
export function inquiryIn(token: string): InquiryId | undefined {
  const id = idIn(token, 'inq');
  return id === undefined ? undefined : asId('inq', id);
}

export function isLinkOf(keys: Keys, token: string, { id, linkVersion }: Linked): boolean {
  return isSignedBy(keys.derive(purpose), token, id, linkVersion);
}
