import type { Day } from '../../core/day.ts';
import { Refusal } from '../../core/errors.ts';
import { isOpen, type Objection, type ObjectionState, type Resolution } from '../model.ts';

/** What can be done to an objection. Days are the organisation's. */
export type Act =
  | { readonly kind: 'review' }
  | {
      readonly kind: 'resolve';
      readonly outcome: Resolution;
      /** The change it is about was withdrawn, or another has taken its place. */
      readonly isChangeWithdrawn: boolean;
    }
  | { readonly kind: 'open-termination'; readonly until: Day; readonly today: Day }
  | { readonly kind: 'terminate'; readonly today: Day }
  | { readonly kind: 'lapse'; readonly today: Day }
  | { readonly kind: 'withdraw' };

export type Next = {
  readonly state: ObjectionState;
  readonly resolution?: Resolution;
  readonly terminationUntil?: Day;
};

type Before = Pick<Objection, 'state' | 'customerId' | 'terminationUntil'>;

/** What becomes of it. Refuses `conflict` for what does not follow from where it stands. */
export function decide(objection: Before, act: Act): Next {
  if (!isOpen(objection)) throw no(`This objection is closed: ${stateWords[objection.state]}.`);
  switch (act.kind) {
    case 'review':
      if (objection.state !== 'received') throw no('It is under review already.');
      return { state: 'under-review' };
    case 'resolve':
      return resolve(objection, act);
    case 'open-termination':
      return openTermination(objection, act);
    case 'terminate':
      return terminate(objection, act);
    case 'lapse':
      return lapse(objection, act);
    case 'withdraw':
      return { state: 'withdrawn' };
  }
}

/** Also while a right to terminate is open: the two may still come to terms. */
function resolve(
  { customerId }: Before,
  { outcome, isChangeWithdrawn }: Extract<Act, { kind: 'resolve' }>,
): Next {
  if (outcome === 'customer-excluded' && customerId === undefined)
    throw no('Say first which customer it is: PUT its customer. Nobody can be excluded unnamed.');
  if (outcome === 'change-withdrawn' && !isChangeWithdrawn)
    throw no('The change stands. Withdraw it, and every open objection to it is resolved so.');
  return { state: 'resolved', resolution: outcome };
}

function openTermination(
  { state }: Before,
  { until, today }: Extract<Act, { kind: 'open-termination' }>,
): Next {
  if (state === 'termination-right-open')
    throw no('The right to terminate is open already; its last day does not move.');
  if (until <= today)
    throw new Refusal('invalid', 'The last day to terminate must be later than today.', {
      errors: [{ pointer: '#/until', detail: 'Must be later than today.' }],
    });
  return { state: 'termination-right-open', terminationUntil: until };
}

function terminate(
  { state, terminationUntil }: Before,
  { today }: Extract<Act, { kind: 'terminate' }>,
): Next {
  if (state !== 'termination-right-open' || terminationUntil === undefined)
    throw no('There is no right to terminate. Open it first.');
  if (today > terminationUntil)
    throw no(`The last day to terminate was ${terminationUntil}; the right has lapsed.`);
  return { state: 'terminated' };
}

function lapse(
  { state, terminationUntil }: Before,
  { today }: Extract<Act, { kind: 'lapse' }>,
): Next {
  if (state !== 'termination-right-open' || terminationUntil === undefined)
    throw no('There is no right to terminate.');
  if (today <= terminationUntil) throw no(`The right can be used until ${terminationUntil}.`);
  return { state: 'lapsed' };
}

function no(detail: string): Refusal {
  return new Refusal('conflict', detail);
}

/** Complete "This objection is closed: …". */
const stateWords: Readonly<Record<ObjectionState, string>> = {
  received: 'received',
  'under-review': 'under review',
  resolved: 'it was resolved',
  'termination-right-open': 'the right to terminate is open',
  terminated: 'the customer has terminated',
  lapsed: 'the right to terminate was not used',
  withdrawn: 'it was withdrawn by whoever objected',
};
