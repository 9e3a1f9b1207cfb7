import type { Context } from 'hono';
import type { ConsoleEnv } from '../../console/env.ts';
import { type Place, placeOf } from '../../console/layout.tsx';
import { asObjectionId } from '../../core/ids.ts';
import type { Customer } from '../../customers/model.ts';
import type { Objection, ObjectionState } from '../model.ts';
import { presentObjection } from '../present.ts';
import { getStaffCase, type StaffCase } from '../service/reading.ts';
import { findCustomerOf } from '../service/matching.ts';
import { staffStateWords } from '../words.ts';

/** A case, and what its pages show of it to whoever is signed in. */
export type Case = StaffCase & {
  readonly place: Place;
  /** Path of its page. */
  readonly here: string;
  readonly customer: Customer | undefined;
  /** As far as the role may see. */
  readonly shown: ReturnType<typeof presentObjection>;
};

export function idOf(c: Context<ConsoleEnv>) {
  return asObjectionId(c.req.param('id') ?? '');
}

export async function caseOf(c: Context<ConsoleEnv>): Promise<Case> {
  const { deps, actor } = c.get('visit').ctx;
  const found = await getStaffCase(deps, idOf(c));
  const place = await placeOf(c);
  return {
    ...found,
    place,
    here: `${place.root}/objections/${found.objection.id}`,
    customer: await findCustomerOf(deps.db, found.objection),
    shown: presentObjection(found.objection, actor.role),
  };
}

/** Whose it is: the customer once somebody has said so, before that what was written, for those who may know. */
export function whoOf({ customer, shown }: Pick<Case, 'customer' | 'shown'>): string {
  if (customer !== undefined) return customer.erasedAt ? 'An erased customer' : customer.name;
  return shown.company ?? 'Nobody known';
}

/** To whom a mail goes; undefined where none can. */
export function mailboxOf({ shown, isReachable }: Case): string | undefined {
  return isReachable ? (shown.email ?? 'the address of whoever objected') : undefined;
}

/** What a decision relies on: whoever decides in a stale tab is shown how it stands now. */
function standing({ objection, messages, customer }: Case): string {
  const written = messages.length === 1 ? 'one message' : `${messages.length} messages`;
  const whose = customer === undefined ? 'no customer named' : 'customer named';
  return `${staffStateWords[objection.state]}; ${written}; ${whose}`;
}

export function Stands({ found }: { readonly found: Case }) {
  return <input type="hidden" name="stands" value={standing(found)} />;
}

/** The version that a form is for, with what it relies on. */
export function storedOf(found: Case) {
  return { version: found.objection.version, entries: { stands: standing(found) } };
}

export function StateOf({ state }: { readonly state: ObjectionState }) {
  const shape = shapes[state];
  return <span class={`is is-${shape}`}>{staffStateWords[state]}</span>;
}

const shapes: Readonly<Record<ObjectionState, string>> = {
  received: 'announced',
  'under-review': 'announced',
  'termination-right-open': 'announced',
  resolved: 'current',
  terminated: 'ended',
  lapsed: 'ended',
  withdrawn: 'ended',
};

/** What is to be looked into, though it counts all the same. */
export function flagsOf(objection: Objection): readonly string[] {
  const { customerId, confirmedAt, source, isLate } = objection;
  return [
    ...(customerId === undefined ? ['of nobody known'] : []),
    ...(confirmedAt === undefined && source === 'form' ? ['address not confirmed'] : []),
    ...(isLate ? ['came late'] : []),
  ];
}
