import type { Ctx, Deps, Staff, System } from '../../context.ts';
import { actorName } from '../../context.ts';
import { hmacSha256 } from '../../core/hash.ts';
import { seal, unseal } from '../../core/sealed.ts';
import { operate } from '../../db/commit.ts';
import type { SignIn } from '../model.ts';
import * as store from '../store/sign-ins.ts';

const minuteMs = 60_000;
/** After so long without a request the next one is another sign-in. */
const idleMs = 30 * minuteMs;
/** A stretch is not written at each request. */
const grainMs = 5 * minuteMs;
const keptMs = 90 * 24 * 60 * minuteMs;

const sealing = 'staff client address';
const nonceBytes = 12;

/** Notes that a key is in use. Where that cannot be stored, e.g. on a full disk, staff can still read. */
export async function noteSignIn(ctx: Ctx<Staff>, clientAddress = 'unknown'): Promise<void> {
  try {
    await note(ctx, clientAddress);
  } catch {
    ctx.deps.log('error', 'the use of a staff key could not be noted');
  }
}

/** One look-up by index; it writes once in five minutes. */
async function note(ctx: Ctx<Staff>, clientAddress: string): Promise<void> {
  const { deps, now } = ctx;
  const actor = actorName(ctx.actor);
  const clientHash = hmacSha256(deps.keys.derive(sealing), clientAddress).toString('base64url');
  const key = { actor, clientHash };
  const open = await store.selectOpen(deps.db, key, new Date(now.getTime() - idleMs));
  if (open && now.getTime() - open.lastAt.getTime() < grainMs) return;
  await operate(ctx, async (tx) => {
    if (open) return store.prolong(tx, open.id, now);
    const sealed = seal(deps.keys.derive(sealing), deps.ids.bytes(nonceBytes), clientAddress);
    return store.insertSignIn(tx, { ...key, clientAddress: sealed, firstAt: now, lastAt: now });
  });
}

/** Newest first. `next` continues the list; null at its end. */
export async function listSignIns(
  { deps }: Ctx<Staff>,
  filter: { readonly actor?: string | undefined; readonly before?: number | undefined },
  limit: number,
): Promise<{ readonly items: readonly SignIn[]; readonly next: number | null }> {
  const found = await store.selectSignIns(deps.db, filter, limit + 1);
  const items = found.slice(0, limit).map((row) => toSignIn(deps, row));
  return { items, next: found.length > limit ? (items.at(-1)?.id ?? null) : null };
}

/** Addresses of the network are kept for 90 days after the last request. */
export async function forgetClientAddresses(ctx: Ctx<System>): Promise<void> {
  const moment = new Date(ctx.now.getTime() - keptMs);
  if (!(await store.hasAddressBefore(ctx.deps.db, moment))) return;
  await operate(ctx, (tx) => store.forgetAddressesBefore(tx, moment));
}

export function toSignIn(
  { keys }: Pick<Deps, 'keys'>,
  { id, actor, clientAddress, firstAt, lastAt }: store.SignInRow,
): SignIn {
  const address = clientAddress === null ? undefined : unseal(keys.derive(sealing), clientAddress);
  return { id, actor, firstAt, lastAt, ...(address !== undefined && { clientAddress: address }) };
}
