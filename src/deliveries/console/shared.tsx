import type { Context } from 'hono';
import type { ConsoleEnv } from '../../console/env.ts';
import { rootOf } from '../../console/guard.ts';
import type { Subscription } from '../../subscribers/model/subscription.ts';
import { presentSubscription } from '../../subscribers/present/staff.ts';
import type { DeliveryState } from '../model/delivery.ts';
import { cargoWords, deliveryWords } from '../model/words.ts';
import type { Delivery } from '../service/listing.ts';

export function overviewPath(c: Context<ConsoleEnv>): string {
  return `${rootOf(c)}/deliveries`;
}

export const crumbOf = (c: Context<ConsoleEnv>) => ({ href: overviewPath(c), label: 'Deliveries' });

/** Its address for who may see it, else where it is. */
export function recipientOf(c: Context<ConsoleEnv>, of: Subscription | undefined): string {
  if (of === undefined) return 'Nobody any more';
  const { address, host } = presentSubscription(of, c.get('visit').ctx.actor.role);
  return address ?? (host === null ? 'Nobody any more' : `At ${host}`);
}

const shapes: Readonly<Record<DeliveryState, string>> = {
  due: 'news',
  'in-flight': 'news',
  accepted: 'active',
  failed: 'announced',
  bounced: 'announced',
  cancelled: 'removed',
};

export function DeliveryStateOf({ state }: { readonly state: DeliveryState }) {
  return <span class={`is is-${shapes[state]}`}>{deliveryWords[state]}</span>;
}

/** What it tells, in a few words. */
export function whatOf({ cargo, about }: Pick<Delivery, 'cargo' | 'about'>): string {
  const [kind, id = ''] = (about ?? '').split(':');
  if (kind === 'change') return `${cargoWords[cargo.kind]}: change ${id}`;
  if (kind === 'update') return `${cargoWords[cargo.kind]}: an update`;
  return cargoWords[cargo.kind];
}

/** A number that was counted up to `most` only. */
export function atLeast(count: number, most: number): string {
  return count < most ? String(count) : `${most} or more`;
}
