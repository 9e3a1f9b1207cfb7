import { timingSafeEqual } from 'node:crypto';
import type { Agent, Claimant, Ctx, Deps, Staff } from '../../context.ts';
import { Refusal } from '../../core/errors.ts';
import { sha256 } from '../../core/hash.ts';
import { newId, type RightsRequestId } from '../../core/ids.ts';
import { commit } from '../../db/commit.ts';
import type { Expected } from '../../db/expected.ts';
import type { RightsRequest } from '../../rights/model.ts';
import { touchRequest } from '../../rights/service/acting.ts';
import { changeRequest, getRequest } from '../../rights/service/changing.ts';
import { openLink } from '../../rights/service/links.ts';
import { personIn, recordOf, tell } from '../../rights/service/telling.ts';
import { refuseBeyond } from '../../subscribers/service/limiting.ts';
import type { Subject } from '../model.ts';
import { mayTakeCopy, whyNot } from '../model/acting.ts';
import { copyLinkIn, copySessionOf, isCopySession } from '../model/links.ts';
import * as store from '../store/copies.ts';
import { requireSubject, subjectOf } from './subject.ts';

type On = { readonly id: RightsRequestId; readonly expected: Expected };

const dayMs = 24 * 60 * 60 * 1000;
/** Long enough to be found in a mailbox, short enough to be of no use to whoever finds it later. */
const linkDays = 14;
const sessionMs = 15 * 60 * 1000;

/**
 * Makes the copy ready to be fetched, by the mailed link or from the page of the request; one that was
 * ready before ends. Nothing is made yet: the copy is what is held when it is fetched. Refuses `conflict`.
 */
export async function offerCopy(
  ctx: Ctx<Staff>,
  { id, expected }: On,
): Promise<{ readonly until: Date; readonly isMailed: boolean }> {
  const { deps } = ctx;
  let offered: { readonly until: Date; readonly isMailed: boolean } | undefined;
  await changeRequest(ctx, id, expected, async (changing) => {
    const { tx, ledger, request } = changing;
    await requireSubject({ db: tx, keys: deps.keys }, request, 'copy');
    await store.endCopies(tx, id, ledger.at);
    const copy = newId(deps.ids, 'cpl');
    const expiresAt = new Date(ledger.at.getTime() + linkDays * dayMs);
    await store.insertCopy(tx, { id: copy, requestId: id, createdAt: ledger.at, expiresAt });
    await touchRequest(changing);
    const event = recordOf(ledger, request, 'rights.copy_offered', { copy });
    const recipients = personIn(request);
    await tell(tx, deps, request, { what: 'copy', copy }, recipients, event);
    offered = { until: expiresAt, isMailed: deps.mail !== undefined && recipients.length > 0 };
    return [event];
  });
  if (offered === undefined) throw new Error('no copy was offered');
  return offered;
}

/** Ends the link, and whatever it was exchanged for. Refuses `conflict` where nothing is open. */
export async function endCopy(ctx: Ctx<Staff>, { id, expected }: On): Promise<void> {
  await changeRequest(ctx, id, expected, async (changing) => {
    const { tx, ledger, request } = changing;
    if ((await store.endCopies(tx, id, ledger.at)) === 0)
      throw new Refusal('conflict', 'No copy is ready to be fetched.');
    await touchRequest(changing);
    return [recordOf(ledger, request, 'rights.copy_ended')];
  });
}

/** A copy that is ready, and who may open it. */
export type Offer = {
  readonly ctx: Ctx<Claimant | Agent>;
  readonly request: RightsRequest;
  readonly copy: store.CopyRow;
};

/** Behind a link of one use. Undefined for one that was never made, is used, or is over: nobody can tell which. */
export async function openCopyLink(deps: Deps, token: string): Promise<Offer | undefined> {
  const id = copyLinkIn(deps.keys, token);
  const copy = id && (await store.selectCopy(deps.db, id));
  return copy === undefined ? undefined : openOffer(deps, copy);
}

async function openOffer(deps: Deps, copy: store.CopyRow): Promise<Offer | undefined> {
  const now = deps.clock();
  if (copy.usedAt !== null || copy.expiresAt <= now) return undefined;
  const request = await getRequest(deps.db, copy.requestId);
  if (whyNot(request, 'copy') !== undefined) return undefined;
  const ctx = { deps, actor: { kind: 'claimant', id: request.id }, now } as const;
  return { ctx, request, copy };
}

/**
 * From the page of the request. Undefined for a token that is none of a request. Refuses `conflict` to
 * whoever has the page where nothing is ready.
 */
export async function openOwnOffer(deps: Deps, token: string): Promise<Offer | undefined> {
  const holder = await openLink(deps, token);
  if (holder === undefined) return undefined;
  const { ctx, request, side } = holder;
  const newest = await store.selectNewestCopy(deps.db, request.id);
  const offer = newest && (await openOffer(deps, newest));
  if (offer === undefined || !mayTakeCopy(request, side))
    throw new Refusal(
      'conflict',
      'No copy is ready: it was opened already, or its time is over. Write to us here, and you get another.',
    );
  return { ...offer, ctx };
}

/** Exchanges a link for a session of a quarter of an hour. Undefined where somebody was first. */
export async function takeUpCopy({ ctx, request, copy }: Offer): Promise<string | undefined> {
  const secret = copySessionOf(ctx.deps.ids.bytes(32));
  const sessionEndsAt = new Date(ctx.now.getTime() + sessionMs);
  const session = { secretHash: sha256(secret), sessionEndsAt };
  try {
    await commit(ctx, async (tx, ledger) => {
      if (!(await store.useCopy(tx, copy.id, ctx.now, session))) throw new Taken();
      const event = recordOf(ledger, request, 'rights.copy_opened', { copy: copy.id });
      return { value: undefined, events: [event] };
    });
  } catch (error) {
    if (error instanceof Taken) return undefined;
    throw error;
  }
  return secret;
}

class Taken extends Error {
  override readonly name = 'Taken';
}

/** Somebody who may save the copy now. */
export type Taking = {
  readonly ctx: Ctx<Claimant>;
  readonly request: RightsRequest;
  readonly copy: store.CopyRow;
  readonly until: Date;
};

/** Undefined for what is no session, or is over. */
export async function openTaking(deps: Deps, secret: string): Promise<Taking | undefined> {
  if (!isCopySession(secret)) return undefined;
  const hash = sha256(secret);
  const copy = await store.selectBySecret(deps.db, hash);
  const now = deps.clock();
  const { secretHash, sessionEndsAt: until } = copy ?? {};
  if (!copy || !secretHash || !until || until <= now || !isSame(hash, secretHash)) return undefined;
  const request = await getRequest(deps.db, copy.requestId);
  if (whyNot(request, 'copy') !== undefined) return undefined;
  const ctx = { deps, actor: { kind: 'claimant', id: request.id }, now } as const;
  return { ctx, request, copy, until };
}

function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** Whose copy it is; that it is taken stands in the record before its first byte. Refuses `too_many`. */
export async function beginTaking({ ctx, request, copy }: Taking): Promise<Subject> {
  const { keys } = ctx.deps;
  await commit(ctx, async (tx, ledger) => {
    await refuseBeyond(tx, 'dataCopy', copy.id, { keys, now: ctx.now });
    const event = recordOf(ledger, request, 'rights.copy_taken', { copy: copy.id });
    return { value: undefined, events: [event] };
  });
  return subjectOf(ctx.deps, request, 'copy');
}
