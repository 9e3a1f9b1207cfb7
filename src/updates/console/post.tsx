import type { Context } from 'hono';
import { counted } from '../../console/counted.ts';
import type { ConsoleEnv } from '../../console/env.ts';
import { type Place, placeOf } from '../../console/layout.tsx';
import { asUpdateId } from '../../core/ids.ts';
import { getUpdate, type StoredDraft } from '../service.ts';
import { findUpdateReach, type UpdateReach } from '../service/reach.ts';

/** A post as staff write it, and where its pages are. */
export type Written = UpdateReach & {
  readonly stored: StoredDraft;
  readonly place: Place;
  readonly here: string;
  readonly title: string;
};

export async function writtenOf(c: Context<ConsoleEnv>): Promise<Written> {
  const { db } = c.env.deps;
  const stored = await getUpdate(db, asUpdateId(c.req.param('id') ?? ''));
  const place = await placeOf(c);
  const reach = await findUpdateReach(db, stored);
  const here = `${place.root}/updates/${stored.id}`;
  return { ...reach, stored, place, here, title: titleOf(stored) };
}

/** A follow-up has its title from its thread. */
export function titleOf({ draft, post }: Pick<StoredDraft, 'draft' | 'post'>): string {
  const follows = draft.follows ?? post?.thread;
  return draft.title ?? (follows === undefined ? 'Without a title' : `Follow-up to ${follows}`);
}

/** `12 subscribers at once and 3 in their next digest`. */
export function toldInWords({ told: { atOnce, inDigest } }: Pick<UpdateReach, 'told'>): string {
  if (atOnce + inDigest === 0) return 'no subscriber';
  const now = `${counted(atOnce, 'subscriber')} at once`;
  return inDigest === 0 ? now : `${now} and ${inDigest} in their next digest`;
}
