import { Refusal } from '../../core/errors.ts';
import type { InquiryState } from '../model.ts';

/** What can happen to an inquiry: `write` by the person, all else by staff. */
export const acts = ['write', 'answer', 'assign', 'take-up', 'close'] as const;
export type Act = (typeof acts)[number];

/** Where an act leads. Refuses `conflict` for what has been done already. */
export function stateAfter(state: InquiryState, act: Act): InquiryState {
  switch (act) {
    case 'write':
      // Whoever writes to a closed one has something left to ask.
      return state === 'received' ? state : 'in-progress';
    case 'answer':
      return state === 'closed' ? state : 'answered';
    case 'assign':
      return state === 'received' ? 'in-progress' : state;
    case 'take-up':
      if (state === 'in-progress') throw new Refusal('conflict', 'It is in progress already.');
      return 'in-progress';
    case 'close':
      if (state === 'closed') throw new Refusal('conflict', 'It is closed already.');
      return 'closed';
  }
}
