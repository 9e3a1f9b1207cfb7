import { Refusal } from '../../core/errors.ts';
import type { AccessRequest, RequestItem, RequestState } from '../model.ts';

/** What can happen to a request. `mustSign`: an NDA stands between what is approved and the documents. */
export type Act =
  /** The address is confirmed, and the rules have decided what they can. */
  | { readonly kind: 'verify'; readonly items: readonly RequestItem[]; readonly mustSign: boolean }
  /** A person has decided all that was asked. */
  | { readonly kind: 'decide'; readonly items: readonly RequestItem[]; readonly mustSign: boolean }
  | { readonly kind: 'ask' }
  | { readonly kind: 'answer' }
  | { readonly kind: 'decline' }
  /** An NDA is accepted. What was approved may not be given any more: then a person decides again. */
  | { readonly kind: 'sign'; readonly items: readonly RequestItem[]; readonly mustSign: boolean }
  | { readonly kind: 'withdraw' }
  /** Nobody confirmed, answered or signed in time, or nothing is left of what was granted. */
  | { readonly kind: 'expire' }
  /** A new version is wanted, and its NDA is to be accepted first. */
  | { readonly kind: 'renew' };

/** In which states each can happen. */
const follows: Readonly<Record<Act['kind'], readonly RequestState[]>> = {
  verify: ['verifying'],
  decide: ['waiting', 'question'],
  ask: ['waiting'],
  answer: ['question'],
  decline: ['verifying', 'waiting', 'question', 'signing'],
  sign: ['signing'],
  withdraw: ['verifying', 'waiting', 'question', 'signing'],
  expire: ['verifying', 'question', 'signing', 'ready'],
  renew: ['ready', 'expired'],
};

/** Where an act leads. Refuses `conflict` for what does not follow from where the request stands. */
export function decide({ state }: Pick<AccessRequest, 'state'>, act: Act): RequestState {
  if (!canFollow({ state }, act.kind)) throw new Refusal('conflict', notNow(state, act.kind));
  return 'items' in act ? settled(act.items, act.mustSign) : leads[act.kind];
}

/** Whether an act follows from where the request stands. */
export function canFollow({ state }: Pick<AccessRequest, 'state'>, kind: Act['kind']): boolean {
  return follows[kind].includes(state);
}

const leads = {
  ask: 'question',
  answer: 'waiting',
  decline: 'declined',
  withdraw: 'withdrawn',
  expire: 'expired',
  renew: 'signing',
} as const satisfies Partial<Record<Act['kind'], RequestState>>;

/** Nothing is given before all is decided: one letter, one link. */
function settled(items: readonly RequestItem[], mustSign: boolean): RequestState {
  if (items.some(({ state }) => state === 'asked')) return 'waiting';
  if (items.every(({ state }) => state === 'declined')) return 'declined';
  return mustSign ? 'signing' : 'ready';
}

/** While these last something may still become of it. */
export function isOpen({ state }: Pick<AccessRequest, 'state'>): boolean {
  return follows.withdraw.includes(state);
}

/** Whether its requester may write: also after it was decided, for there may be something to say. */
export function isTalkedAbout({ state }: Pick<AccessRequest, 'state'>): boolean {
  return state !== 'verifying' && (isOpen({ state }) || state === 'ready');
}

function notNow(state: RequestState, kind: Act['kind']): string {
  return `${stateWords[state]}${hints[kind] ?? ''}`;
}

const stateWords: Readonly<Record<RequestState, string>> = {
  verifying: 'The address of this request is not confirmed yet.',
  waiting: 'This request waits for a person to decide.',
  question: 'This request waits for an answer of whoever asked.',
  signing: 'This request is approved and waits for the NDA to be accepted.',
  ready: 'This request is approved and what it asked for is given.',
  declined: 'This request was declined.',
  expired: 'This request has expired.',
  withdrawn: 'This request was withdrawn by whoever asked.',
};

const hints: Readonly<Partial<Record<Act['kind'], string>>> = {
  decide: ' Only a request that waits can be approved.',
  ask: ' A question can be asked while it waits; otherwise write a message.',
  decline: ' What was given is taken back by revoking the grants.',
  withdraw: ' There is nothing to withdraw.',
};

/** A person's word on a request: these are approved, the others that were asked are not. */
export function approveItems(
  items: readonly RequestItem[],
  approved: ReadonlySet<string> | 'all',
): readonly RequestItem[] {
  return items.map((item): RequestItem => {
    if (item.state !== 'asked') return item;
    const isApproved = approved === 'all' || approved.has(item.documentId);
    return { ...item, state: isApproved ? 'approved' : 'declined', reason: 'person' };
  });
}

/** A person declines all that is not given yet. */
export function declineItems(items: readonly RequestItem[]): readonly RequestItem[] {
  return items.map((item): RequestItem =>
    item.state === 'granted' || item.state === 'declined'
      ? item
      : { ...item, state: 'declined', reason: 'person' },
  );
}
