import type { Day } from '../../core/day.ts';
import { Refusal } from '../../core/errors.ts';
import type { DenialBasis, Deed, Item, RightsRequest, RightsState, RightsType } from '../model.ts';
import { isOpenItem, type Move } from './clock.ts';
import type { Checked } from './verifying.ts';

export type Answer = {
  readonly type: RightsType;
  readonly outcome: 'granted' | 'denied';
  readonly basis?: DenialBasis | undefined;
  /** Of what is granted. */
  readonly done?: Deed | undefined;
};

/** What brings a request on. Days are the organisation's. */
export type Progress =
  | { readonly kind: 'acknowledge' }
  | { readonly kind: 'ask-identity' }
  | ({ readonly kind: 'settle-identity' } & Checked)
  | { readonly kind: 'ask-clarification' }
  /** Something came from the person or whoever asks for them. */
  | { readonly kind: 'hear' }
  | { readonly kind: 'confirm-authority' }
  | { readonly kind: 'extend'; readonly until: Day | undefined }
  | { readonly kind: 'appeal' };

/** What ends it, or parts of it. */
export type Ending =
  | { readonly kind: 'decide'; readonly answers: readonly Answer[]; readonly by: string }
  | { readonly kind: 'forward' }
  | { readonly kind: 'withdraw' }
  /** The person says that they asked for nothing. */
  | { readonly kind: 'disown' }
  | { readonly kind: 'expire' };

export type Act = Progress | Ending;

export type Before = Pick<
  RightsRequest,
  | 'state'
  | 'law'
  | 'clock'
  | 'items'
  | 'identity'
  | 'authority'
  | 'controller'
  | 'decidedBy'
  | 'who'
> & {
  /** Day of the last decision. */
  readonly decidedOn?: Day;
};

export type After = Partial<Pick<RightsRequest, 'clock' | 'items' | 'identity' | 'authority'>> & {
  readonly state: RightsState;
  readonly moves?: readonly Move[];
};

/** Something that was denied is looked at again. */
export function isAppealed({ items }: { readonly items: readonly Item[] }): boolean {
  return items.some((item) => isOpenItem(item) && item.appealed !== undefined);
}

export function no(detail: string): Refusal {
  return new Refusal('conflict', detail);
}
