import type { Ctx, Requester } from '../../context.ts';
import { changeRequest, getRequest } from './changing.ts';
import { judgeRequest } from './judging.ts';
import { settle } from './settling.ts';

/**
 * Whoever has the mail's link says that the address is theirs; the rules decide what they can. Twice is
 * once. Refuses `conflict` once it is over.
 */
export async function verifyRequest(ctx: Ctx<Requester>): Promise<void> {
  const { id } = ctx.actor;
  if ((await getRequest(ctx.deps.db, id)).verifiedAt !== undefined) return;
  await changeRequest(ctx, id, 'any', async (changing) => {
    const { tx, ledger, request } = changing;
    const { items, wanted, customerId } = await judgeRequest(tx, request, ledger.at);
    return settle(ctx, changing, {
      kind: 'verify',
      items,
      wanted,
      action: 'access.verified',
      data: { ...(customerId && { customer: customerId }) },
      set: { verifiedAt: ledger.at, ...(customerId && { customerId }) },
    });
  });
}
