import type { Subscription, SubscriptionState } from '../../subscribers/model/subscription.ts';
import type { Cargo } from './delivery.ts';

/** In which states a recipient gets what; in every other one it is cancelled. */
const statesFor: Readonly<Record<Cargo['kind'], readonly SubscriptionState[]>> = {
  event: ['active'],
  digest: ['active'],
  alert: ['active'],
  objection: ['active'],
  inquiry: ['active'],
  access: ['active'],
  rights: ['active'],
  test: ['active'],
  // Without consent nothing but the question for it.
  confirmation: ['pending'],
  challenge: ['pending'],
  welcome: ['pending'],
  known: ['active', 'paused'],
  succession: ['active', 'paused', 'disabled'],
  disabled: ['disabled'],
};

export function isEntitled({ kind }: Pick<Cargo, 'kind'>, { state }: Subscription): boolean {
  return statesFor[kind].includes(state);
}

/** Where a delivery goes: the address, or for the end of a webhook its owner's. Undefined: nowhere any more. */
export function destinationOf(
  cargo: Pick<Cargo, 'kind'>,
  subscription: Subscription | undefined,
): string | undefined {
  if (!subscription || !isEntitled(cargo, subscription)) return undefined;
  return cargo.kind === 'disabled' ? subscription.contact : subscription.address;
}
