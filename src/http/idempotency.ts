import { createMiddleware } from 'hono/factory';
import type { Ctx } from '../context.ts';
import { actorName } from '../context.ts';
import { Refusal } from '../core/errors.ts';
import { sha256 } from '../core/hash.ts';
import type { Db } from '../db/client.ts';
import { isStored, operate } from '../db/commit.ts';
import type { Claim } from '../db/idempotency.ts';
import {
  dropClaim,
  dropClaimsBefore,
  findClaim,
  hasClaimBefore,
  saveClaim,
  saveReply,
} from '../db/idempotency.ts';
import type { StoredReply } from '../db/operational.ts';
import type { StaffEnv } from './env.ts';

const keptMs = 24 * 60 * 60 * 1000;
/** After this long a request without a stored reply has died with its process. */
const abandonedMs = 60 * 1000;

/**
 * Idempotency-Key on creating POSTs (draft-ietf-httpapi-idempotency-key-header): the first reply is
 * given again for a day. A crash between commit and reply is noticed by the commit's id in the
 * ledger, so the request is never carried out twice. `secret` names a member of the reply that is
 * shown once and not stored.
 */
export function idempotent({ secret }: { secret?: string } = {}) {
  return createMiddleware<StaffEnv>(async (c, next) => {
    const key = c.req.header('idempotency-key');
    if (key === undefined) return next();
    if (!/^[\x21-\x7e]{1,255}$/.test(key))
      throw new Refusal('malformed', 'An Idempotency-Key has 1 to 255 printable characters.');
    const ctx = c.get('ctx');
    const { pathname, search } = new URL(c.req.url);
    const fingerprint = sha256(`${c.req.method} ${pathname}${search}\n${await c.req.text()}`);
    const claim = { actor: actorName(ctx.actor), key, fingerprint };
    const commitId = ctx.deps.ids.uuid();
    const earlier = await claimKey(ctx, claim, commitId);
    if (earlier) return replay(earlier);
    c.set('ctx', { ...ctx, commitId });
    await next();
    await settle({ ...ctx, commitId }, claim, c.res.clone(), secret);
  });
}

/** Replies may name a person, so they go when their day is over, whether or not another request comes. */
export async function forgetOldReplies(ctx: Ctx): Promise<void> {
  const moment = new Date(ctx.now.getTime() - keptMs);
  if (await hasClaimBefore(ctx.deps.db, moment))
    await operate(ctx, async (tx) => dropClaimsBefore(tx, moment));
}

/** The reply of an earlier request, or undefined when this one may go ahead. */
async function claimKey(
  ctx: Ctx,
  claim: Claim,
  commitId: string,
): Promise<StoredReply | undefined> {
  return operate(ctx, async (tx) => {
    await dropClaimsBefore(tx, new Date(ctx.now.getTime() - keptMs));
    const earlier = await findClaim(tx, claim);
    if (earlier) {
      if (earlier.fingerprint !== claim.fingerprint) {
        throw new Refusal(
          'key_reused',
          'This Idempotency-Key came with another request. Use a new key for a new request.',
        );
      }
      if (earlier.reply) return earlier.reply;
      await refuseUnlessAbandoned(tx, earlier, ctx.now);
    }
    await saveClaim(tx, claim, commitId, ctx.now);
    return undefined;
  });
}

async function refuseUnlessAbandoned(
  db: Db,
  earlier: { commitId: string; startedAt: Date },
  now: Date,
): Promise<void> {
  if (await isStored(db, earlier.commitId)) {
    throw new Refusal(
      'conflict',
      'The request was carried out, but its reply was lost. Read the list to find what it created.',
    );
  }
  if (now.getTime() - earlier.startedAt.getTime() < abandonedMs) {
    throw new Refusal(
      'request_in_progress',
      'The same request is being carried out. Try again in a minute.',
    );
  }
}

/**
 * Keeps a success; forgets a refusal, so that a corrected request can use the same key. A `busy` after
 * a commit whose reply was lost is no refusal: the claim stays, or a repetition would do it again.
 */
async function settle(
  ctx: Ctx & { readonly commitId: string },
  claim: Claim,
  response: Response,
  secret: string | undefined,
): Promise<void> {
  const body = await response.text();
  await operate(ctx, async (tx) => {
    if (response.ok) await saveReply(tx, claim, storable(response, body, secret));
    else if (!(await isStored(tx, ctx.commitId))) await dropClaim(tx, claim);
  });
}

function storable(response: Response, body: string, secret: string | undefined): StoredReply {
  const kept = ['content-type', 'location', 'etag'].flatMap((name) =>
    response.headers.get(name) === null ? [] : [[name, response.headers.get(name) ?? '']],
  );
  const text =
    secret === undefined ? body : JSON.stringify({ ...JSON.parse(body), [secret]: null });
  return { status: response.status, headers: Object.fromEntries(kept), body: text };
}

function replay(reply: StoredReply): Response {
  return new Response(reply.body, {
    status: reply.status,
    headers: { ...reply.headers, 'idempotent-replayed': 'true', 'cache-control': 'no-store' },
  });
}
