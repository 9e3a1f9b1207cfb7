import type { Ctx, Requester, Staff } from '../../context.ts';
import { Refusal } from '../../core/errors.ts';
import { type AccessTokenId, newId } from '../../core/ids.ts';
import { isStanding } from '../model/grants.ts';
import { refuseBeyond } from '../../subscribers/service/limiting.ts';
import { mostTokens } from '../model/tokens.ts';
import { selectGrantsOf } from '../store/grants.ts';
import * as store from '../store/tokens.ts';
import { changeRequest } from './changing.ts';
import { hashOfSecret, newSecret } from './secrets.ts';
import { recordOf } from './telling.ts';

export type MadeToken = {
  readonly id: AccessTokenId;
  /** Shown this once; only its hash is kept. */
  readonly secret: string;
  readonly expiresAt: Date;
};

/**
 * Makes a token for programs, which opens what its request holds with terms that allow one, and ends
 * with the last of that. Refuses `conflict` where none allows it, and where there are enough, and `too_many`.
 */
export async function makeToken(ctx: Ctx<Requester>): Promise<MadeToken> {
  const { ids, keys } = ctx.deps;
  const id = newId(ids, 'tok');
  const secret = newSecret(ids, 'axt');
  let expiresAt = ctx.now;
  await changeRequest(ctx, ctx.actor.id, 'any', async ({ tx, ledger, request }) => {
    await refuseBeyond(tx, 'accessToken', request.id, { keys, now: ctx.now });
    const allowing = (await selectGrantsOf(tx, request.id)).filter(
      (grant) => grant.allowsToken && isStanding(grant, ledger.at),
    );
    if (allowing.length === 0)
      throw new Refusal('conflict', 'What was given to you is not for programs. Ask us for that.');
    if ((await store.countTokens(tx, request.id, ledger.at)) >= mostTokens)
      throw new Refusal(
        'conflict',
        `There are ${mostTokens} tokens already. Revoke one that is not used any more.`,
      );
    expiresAt = new Date(Math.max(...allowing.map(({ until }) => until.getTime())));
    const secretHash = hashOfSecret(secret);
    const row = { id, requestId: request.id, secretHash, createdAt: ledger.at, expiresAt };
    await store.insertToken(tx, row);
    const facts = { token: id, expiresAt: expiresAt.toISOString() };
    return [recordOf(ledger, request, 'access.token_made', facts)];
  });
  return { id, secret, expiresAt };
}

/** Ends a token, by its holder or by staff. Refuses `not_found` for another's, and `conflict` once it has ended. */
export async function revokeToken(ctx: Ctx<Requester | Staff>, id: AccessTokenId): Promise<void> {
  const token = await store.selectToken(ctx.deps.db, id);
  const isTheirs = ctx.actor.kind === 'staff' || token?.requestId === ctx.actor.id;
  if (token === undefined || !isTheirs)
    throw new Refusal('not_found', 'There is no token of this id.');
  await changeRequest(ctx, token.requestId, 'any', async ({ tx, ledger, request }) => {
    if (!(await store.revokeToken(tx, id, ledger.at)))
      throw new Refusal('conflict', 'This token has ended already.');
    return [recordOf(ledger, request, 'access.token_revoked', { token: id })];
  });
}
