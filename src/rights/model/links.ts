import { asId, type RightsRequestId } from '../../core/ids.ts';
import type { Keys } from '../../core/keys.ts';
import { idIn, isSignedBy, signId } from '../../core/signed-id.ts';
import type { RightsRequest } from '../model.ts';

/** Whose link it is: of the person whose data it is about, or of whoever asks for them. */
export type Side = 'person' | 'agent';

const purposes: Readonly<Record<Side, string>> = {
  person: 'link rights request',
  agent: 'link rights agent',
};

type Linked = Pick<RightsRequest, 'id' | 'linkVersion'>;

/** Below the address of the trust centre; whoever has it sees the case and writes to it. */
export function pathOf(keys: Keys, { id, linkVersion }: Linked, side: Side): string {
  return `/my/${signId(keys.derive(purposes[side]), id, linkVersion)}`;
}

/** The id that a token would name if it were that of a privacy request. */
export function requestIn(token: string): RightsRequestId | undefined {
  const id = idIn(token, 'rrq');
  return id === undefined ? undefined : asId('rrq', id);
}

/** Undefined where the token was made for neither, or is not in force. */
export function sideOf(keys: Keys, token: string, { id, linkVersion }: Linked): Side | undefined {
  return (['person', 'agent'] as const).find((side) =>
    isSignedBy(keys.derive(purposes[side]), token, id, linkVersion),
  );
}
