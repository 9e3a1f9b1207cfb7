import type { Context } from 'hono';
import { statusOf } from '../../changes/words.ts';
import type { Change } from '../../changes/model.ts';
import type { ConsoleEnv } from '../../console/env.ts';
import { asId, type CustomerId } from '../../core/ids.ts';
import type { Customer } from '../../customers/model.ts';
import type { Notice, NoticeState } from '../model/notice.ts';
import type { Hold } from '../service/desk.ts';
import { customersOf, holdWords, noticeStateWords, outcomeWords } from '../words.ts';

export function changeIdOf(c: Context<ConsoleEnv>): number {
  return Number(c.req.param('id'));
}

export function customerIdOf(c: Context<ConsoleEnv>): CustomerId {
  return asId('cus', c.req.param('customer') ?? '');
}

export function nameOf(customer: Pick<Customer, 'name' | 'erasedAt'> | undefined): string {
  return customer === undefined || customer.erasedAt ? 'An erased customer' : customer.name;
}

export function StatusOf({ change }: { readonly change: Change }) {
  const { word, shape } = statusOf(change);
  return <span class={`is is-${shape}`}>{word}</span>;
}

/** For whom it is not in effect though its day has come, and why. */
export function Holds({ holds }: { readonly holds: readonly Hold[] }) {
  return holds.map(({ reason, customers }) => (
    <span class="sub">
      Held for {customersOf(customers)}: {holdWords[reason]}
    </span>
  ));
}

const shapes: Readonly<Record<NoticeState, string>> = {
  waiting: 'is',
  unreached: 'is is-announced',
  running: 'is is-current',
  closed: 'is is-ended',
  ended: 'is is-ended',
};

/** What a notice is at, and what became of it. */
export function StandingOf({ notice }: { readonly notice: Notice }) {
  const { state, outcome, effectiveAt, hold } = notice;
  return (
    <>
      <span class={shapes[state]}>{noticeStateWords[state]}</span>
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
