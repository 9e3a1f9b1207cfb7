import type { Context } from 'hono';
import { counted } from '../../console/counted.ts';
import type { ConsoleEnv } from '../../console/env.ts';
import { type Place, placeOf } from '../../console/layout.tsx';
import { Refusal } from '../../core/errors.ts';
import { parseNumber } from '../../core/number.ts';
import type { State, Version } from '../model.ts';
import type { Prospect } from '../service/announcing.ts';
import { getVersion, getWorkedOn, type WorkedOn } from '../service.ts';
import { stateSigns } from '../words/signs.ts';

export const section = 'policies';

export function slugOf(c: Context<ConsoleEnv>): string {
  return c.req.param('slug') ?? '';
}

/** Of the version in the path. Refuses `not_found`. */
export function numberOf(c: Context<ConsoleEnv>): number {
  const number = parseNumber(c.req.param('number') ?? '');
  if (number === undefined) throw new Refusal('not_found', 'There is no version of this number.');
  return number;
}

/** A policy, and where its pages are. */
export type Found = WorkedOn & {
  readonly place: Place;
  readonly here: string;
  /** The way back, for the pages below. */
  readonly crumb: { readonly href: string; readonly label: string };
};

export async function policyOf(c: Context<ConsoleEnv>): Promise<Found> {
  const found = await getWorkedOn(c.env.deps.db, slugOf(c));
  const place = await placeOf(c);
  const here = `${place.root}/policies/${found.policy.slug}`;
  return { ...found, place, here, crumb: { href: here, label: found.policy.title } };
}

export async function versionOf(c: Context<ConsoleEnv>): Promise<Version> {
  return getVersion(c.env.deps.db, slugOf(c), numberOf(c));
}

export function StateOf({ state }: { readonly state: State }) {
  if (state === 'draft') return <span class="is">Draft</span>;
  const { word, shape } = stateSigns[state];
  return <span class={`is is-${shape}`}>{word}</span>;
}

/** `12 subscribers and one contact of a contract are told at once; 4 more with their next digest.` */
export function audienceWords({ subscribers, contacts, inDigests }: Prospect['told']): string {
  const atOnce = `${counted(subscribers, 'subscriber')} and ${counted(contacts, 'contact')} of customers`;
  const digests =
    inDigests === 0
      ? 'nobody waits for a digest'
      : `${counted(inDigests, 'other')} with their next digest`;
  return `Told of it now: ${atOnce} at once, ${digests}.`;
}
