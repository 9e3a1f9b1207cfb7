import type { Context } from 'hono';
import type { ConsoleEnv } from '../../console/env.ts';
import { rootOf } from '../../console/guard.ts';
import { asSubscriptionId } from '../../core/ids.ts';
import type { Subscription } from '../model/subscription.ts';
import { reasonWords, stateWords } from '../model/words.ts';
import { presentSubscription } from '../present/staff.ts';
import { getSubscription } from '../service/rows.ts';

export function listPath(c: Context<ConsoleEnv>): string {
  return `${rootOf(c)}/subscribers`;
}

/** The subscription that the address names. Refuses `not_found`. */
export async function subscriptionOf(c: Context<ConsoleEnv>): Promise<Subscription> {
  return getSubscription(c.env.deps, asSubscriptionId(c.req.param('id') ?? ''));
}

/** Its address for who may see it, else where it is; of one that has left its number. */
export function titleOf(c: Context<ConsoleEnv>, subscription: Subscription): string {
  const { address, host } = presentSubscription(subscription, c.get('visit').ctx.actor.role);
  return address ?? (host === null ? 'Nobody any more' : `At ${host}`);
}

export function crumbOf(c: Context<ConsoleEnv>, subscription: Subscription) {
  return { href: `${listPath(c)}/${subscription.id}`, label: titleOf(c, subscription) };
}

const shapes = {
  active: 'active',
  pending: 'news',
  paused: 'removed',
  disabled: 'announced',
  left: 'removed',
} as const;

export function StateOf({ of: { state, reason } }: { readonly of: Subscription }) {
  return (
    <>
      <span class={`is is-${shapes[state]}`}>{stateWords[state]}</span>
      {state !== 'disabled' || reason === undefined ? null : (
        <span class="sub">{reasonWords[reason]}</span>
      )}
    </>
  );
}
