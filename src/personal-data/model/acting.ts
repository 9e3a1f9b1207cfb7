import type { RestrictionKind } from '../../restrictions/model.ts';
import { isOpen, type RightsRequest, type RightsType, rightsTypes } from '../../rights/model.ts';
import { laws, rightOf } from '../../rights/model/laws.ts';
import { isEnough } from '../../rights/model/verifying.ts';

/** What is done with somebody's data because they asked for it. */
export type DataAct = 'find' | 'copy' | 'erase' | 'correct' | RestrictionKind;

/** For which of what can be asked each is done. */
export const typesFor: Readonly<Record<DataAct, readonly RightsType[]>> = {
  find: rightsTypes,
  copy: ['access', 'portability', 'know-specific'],
  erase: ['erasure', 'delete'],
  correct: ['rectification', 'correct'],
  'no-processing': ['restriction', 'objection'],
  'no-marketing': ['marketing', 'objection'],
  'opt-out': ['opt-out'],
};

/** Why this may not be done for a request, in words for staff; undefined where it may. */
export function whyNot(request: RightsRequest, act: DataAct): string | undefined {
  const { person, controller, authority, items } = request;
  if (person === undefined) return 'Whoever asked was erased.';
  if (controller === 'customer')
    return 'The data is a customer’s to decide about. Pass the request on (PUT forwarding), or say that the data is ours (PUT controller).';
  if (authority === 'pending' || authority === 'refused')
    return 'Whoever asks has not shown that they may: the person has not confirmed it.';
  if (!isStillAsked(request)) return 'This request is closed, and not granted.';
  const types = typesFor[act];
  const asked = items.filter(({ type, outcome }) => types.includes(type) && outcome !== 'denied');
  if (asked.length === 0)
    return `Nothing is asked here that this is done for: ${types.join(', ')}.`;
  return asked.some(({ type }) => isShown(request, type))
    ? undefined
    : `More proof of identity is needed (${laws[request.law].verification}). PUT identity.`;
}

/** It is open or was granted: neither withdrawn nor denied meanwhile. */
export function isStillAsked(request: Pick<RightsRequest, 'state'>): boolean {
  const { state } = request;
  return isOpen(request) || state === 'fulfilled' || state === 'partially-denied';
}

function isShown({ law, identity }: RightsRequest, type: RightsType): boolean {
  return isEnough(identity, rightOf(law, type)?.grade ?? 'address');
}

/** These take nothing from anybody and show nothing, so they hold for the address of the request whoever entered it. */
const protective: ReadonlySet<DataAct> = new Set(['no-marketing', 'opt-out']);

/** Whether the address of the request counts as the person's: by the button behind the mail's link, or by what is on file. */
export function isOwnAddress({ confirmedAt, identity }: RightsRequest, act: DataAct): boolean {
  return (
    protective.has(act) ||
    confirmedAt !== undefined ||
    (identity.result === 'verified' && identity.matched?.includes('email') === true)
  );
}

/** Whether the copy may be given to whoever holds this side's link: to an agent once the person has let them. */
export function mayTakeCopy({ authority }: RightsRequest, side: 'person' | 'agent'): boolean {
  return side === 'person' || authority === 'confirmed';
}
