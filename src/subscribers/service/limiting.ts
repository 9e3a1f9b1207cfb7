import type { Deps } from '../../context.ts';
import { Refusal } from '../../core/errors.ts';
import { hmacSha256 } from '../../core/hash.ts';
import type { Tx } from '../../db/client.ts';
import { type Limit, limits, siteOf, siteCountsAs, sourceOf } from '../model/limits.ts';
import { countTry } from '../store/limits.ts';

type At = Pick<Deps, 'keys'> & { readonly now: Date };

/**
 * Counts a try; until when there is none left, or undefined where this one is within the limit. A source in
 * IPv6 counts for the site around it too.
 */
export async function countAgainst(
  tx: Tx,
  name: keyof typeof limits,
  of: string,
  at: At,
): Promise<Date | undefined> {
  const { most, windowMs }: Limit = limits[name];
  const until = await countIn(tx, name, of, { most, windowMs }, at);
  const site = bySource.has(name) ? siteOf(of) : undefined;
  if (until !== undefined || site === undefined) return until;
  return countIn(tx, name, site, { most: most * siteCountsAs, windowMs }, at);
}

async function countIn(
  tx: Tx,
  name: keyof typeof limits,
  of: string,
  { most, windowMs }: Limit,
  { keys, now }: At,
): Promise<Date | undefined> {
  const subject = hmacSha256(keys.derive(keyOf(name, now)), `${name} ${of}`).toString('base64url');
  const { count, windowStart } = await countTry(tx, subject, windowMs, now);
  return count <= most ? undefined : new Date(windowStart.getTime() + windowMs);
}

/** The same, refusing `too_many`. */
export async function refuseBeyond(
  tx: Tx,
  name: keyof typeof limits,
  of: string,
  at: At,
): Promise<void> {
  const until = await countAgainst(tx, name, of, at);
  if (until === undefined) return;
  const retryAfterSeconds = Math.max(1, Math.ceil((until.getTime() - at.now.getTime()) / 1000));
  const minutes = Math.ceil(retryAfterSeconds / 60);
  throw new Refusal(
    'too_many',
    `That is more than is taken here. Try again in ${minutes === 1 ? 'a minute' : `${minutes} minutes`}.`,
    { retryAfterSeconds },
  );
}

/** What everybody who asks for something counts against: their network address and all together. */
export async function refuseFlood(
  tx: Tx,
  clientAddress: string | undefined,
  at: At,
): Promise<void> {
  await refuseBeyond(tx, 'source', sourceOf(clientAddress), at);
  await refuseBeyond(tx, 'total', '', at);
}

const bySource: ReadonlySet<keyof typeof limits> = new Set([
  'source',
  'objectionSource',
  'deskSource',
  'signInSource',
  'signInPair',
  'signInPasskey',
  'signInProvider',
]);

// Network addresses are few enough to try them all: what is kept of them is of no use the day after.
function keyOf(name: keyof typeof limits, now: Date): string {
  return bySource.has(name) ? `limit by source ${now.toISOString().slice(0, 10)}` : 'limit';
}
