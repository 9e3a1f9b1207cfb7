import type { Context } from 'hono';
import type { ConsoleEnv } from '../../console/env.ts';
import { rootOf } from '../../console/guard.ts';
import { asCustomerId } from '../../core/ids.ts';
import type { Subscription } from '../../subscribers/model/subscription.ts';
import { reasonWords } from '../../subscribers/model/words.ts';
import type { Customer } from '../model.ts';
import { getCustomer } from '../service/reading.ts';

export function listPath(c: Context<ConsoleEnv>): string {
  return `${rootOf(c)}/customers`;
}

export function idOf(c: Context<ConsoleEnv>) {
  return asCustomerId(c.req.param('id') ?? '');
}

/** The customer that the address names. Refuses `not_found`. */
export async function customerOf(c: Context<ConsoleEnv>): Promise<Customer> {
  return getCustomer(c.env.deps.db, idOf(c));
}

export function titleOf({ name, erasedAt }: Pick<Customer, 'name' | 'erasedAt'>): string {
  return erasedAt === undefined ? name : 'Erased customer';
}

/** The services that a customer uses, by name. */
export function namesOf(
  slugs: readonly string[],
  known: readonly { readonly slug: string; readonly name: string }[],
): string {
  if (slugs.length === 0) return 'All';
  const names = new Map(known.map(({ slug, name }) => [slug, name]));
  return slugs.map((slug) => names.get(slug) ?? slug).join(', ');
}

/** The page of a customer, as the page above its forms. */
export function crumbOf(c: Context<ConsoleEnv>, customer: Customer) {
  return { href: `${listPath(c)}/${customer.id}`, label: titleOf(customer) };
}

/** Whether a contact is told, in a few words. */
function reachOf({ state, reason }: Pick<Subscription, 'state' | 'reason'>): string {
  if (state === 'active') return 'Is told';
  if (state === 'pending') return 'Not told yet: waits to be confirmed';
  if (state === 'paused') return 'Not told: paused';
  if (state === 'left') return 'Not told: has left';
  return `Not told: ${reasonWords[reason ?? 'gave-up']}`;
}

export function Reach({ of }: { readonly of: Pick<Subscription, 'state' | 'reason'> }) {
  const shape = of.state === 'active' ? 'active' : of.state === 'pending' ? 'news' : 'announced';
  return <span class={`is is-${shape}`}>{reachOf(of)}</span>;
}
