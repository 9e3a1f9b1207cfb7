import { Refusal } from '../../core/errors.ts';
import type { InquiryState } from '../model.ts';

/** What can happen to an inquiry: `write` by the person, all else by staff. */
export const acts = ['write', 'answer', 'assign', 'take-up', 'close'] as const;
export type Act = (typeof acts)[number];

/** Whoever writes to a closed one has something left to ask; staff may answer it and leave it closed. */
const next: Readonly<Record<Act, Readonly<Record<InquiryState, InquiryState | 'refused'>>>> = {
  write: {
    received: 'received',
    'in-progress': 'in-progress',
    answered: 'in-progress',
    closed: 'in-progress',
  },
  answer: {
    received: 'answered',
    'in-progress': 'answered',
    answered: 'answered',
    closed: 'closed',
  },
  assign: {
    received: 'in-progress',
    'in-progress': 'in-progress',
    answered: 'answered',
    closed: 'closed',
  },
  'take-up': {
    received: 'in-progress',
    'in-progress': 'refused',
    answered: 'in-progress',
    closed: 'in-progress',
  },
  close: { received: 'closed', 'in-progress': 'closed', answered: 'closed', closed: 'refused' },
};

/** Where an act leads. Refuses `conflict` for what has been done already. */
export function stateAfter(state: InquiryState, act: Act): InquiryState {
  const led = next[act][state];
  if (led !== 'refused') return led;
  throw new Refusal(
    'conflict',
    act === 'close' ? 'It is closed already.' : 'It is in progress already.',
  );
}
