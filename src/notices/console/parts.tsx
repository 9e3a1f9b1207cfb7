import type { Context } from 'hono';
import { statusOf } from '../../changes/words.ts';
import type { Change } from '../../changes/model.ts';
import type { ConsoleEnv } from '../../console/env.ts';
import { asId, type CustomerId } from '../../core/ids.ts';
import type { Customer } from '../../customers/model.ts';
import { mayDo, type OperationId } from '../../staff/model/permitting.ts';
import type { Notice } from '../model/notice.ts';
import type { Hold } from '../service/desk.ts';
import { customersOf, holdWords, noticeStateWords, outcomeWords } from '../words.ts';

export function changeIdOf(c: Context<ConsoleEnv>): number {
  return Number(c.req.param('id'));
}

export function customerIdOf(c: Context<ConsoleEnv>): CustomerId {
  return asId('cus', c.req.param('customer') ?? '');
}

export function may(c: Context<ConsoleEnv>, operation: OperationId): boolean {
  return mayDo(c.get('visit').ctx.actor, operation);
}

export function nameOf(customer: Pick<Customer, 'name' | 'erasedAt'> | undefined): string {
  return customer === undefined || customer.erasedAt ? 'An erased customer' : customer.name;
}

export function StatusOf({ change }: { readonly change: Change }) {
  const { word, shape } = statusOf(change);
  return <span class={`is is-${shape}`}>{word}</span>;
}

export function Holds({ holds }: { readonly holds: readonly Hold[] }) {
  if (holds.length === 0) return <span class="quiet">Nobody</span>;
  return (
    <ul>
      {holds.map(({ reason, customers }) => (
        <li>
          {capital(customersOf(customers))}: {holdWords[reason]}
        </li>
      ))}
    </ul>
  );
}

/** What a notice is at, and what became of it. */
export function StandingOf({ notice }: { readonly notice: Notice }) {
  const { state, outcome, effectiveAt, hold } = notice;
  const shape = state === 'unreached' ? 'announced' : state === 'closed' ? 'ended' : 'news';
  return (
    <>
      <span class={`is is-${shape}`}>{noticeStateWords[state]}</span>
      {outcome === undefined ? null : <span class="sub">{outcomeWords[outcome]}</span>}
      {effectiveAt === undefined ? null : <span class="sub">In effect for it</span>}
      {hold === undefined || state === 'ended' ? null : (
        <span class="sub">Held: {holdWords[hold]}</span>
      )}
    </>
  );
}

export function capital(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}
