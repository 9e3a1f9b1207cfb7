import type { ObjectionId } from '../../core/ids.ts';
import { asObjectionId } from '../../core/ids.ts';
import type { Keys } from '../../core/keys.ts';
import { idIn, isSignedBy, signId } from '../../core/signed-id.ts';
import type { Objection } from '../model.ts';

const purpose = 'link objection';

/** Below the address of the trust centre; whoever has it sees the case and writes to it. */
export function pathOf(keys: Keys, { id, linkVersion }: Pick<Objection, 'id' | 'linkVersion'>) {
  return `/my/${signId(keys.derive(purpose), id, linkVersion)}`;
}

/** The id that a token would name if it were an objection's. */
export function objectionIn(token: string): ObjectionId | undefined {
  const id = idIn(token, 'obj');
  return id === undefined ? undefined : asObjectionId(id);
}

export function isLinkOf(
  keys: Keys,
  token: string,
  { id, linkVersion }: Pick<Objection, 'id' | 'linkVersion'>,
): boolean {
  return isSignedBy(keys.derive(purpose), token, id, linkVersion);
}
