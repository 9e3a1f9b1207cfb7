import { and, asc, eq, gt, inArray, lt, ne, or } from 'drizzle-orm';
import type { RightsRequestId } from '../../core/ids.ts';
import type { Db, Tx } from '../../db/client.ts';
import { rightsMessages, rightsRequests } from '../table.ts';

type Place = { readonly at: Date; readonly id: string };

/** Closed before that moment, under the law of California or under the others, oldest first. */
export async function selectClosedBefore(
  db: Db,
  isCalifornian: boolean,
  before: Date,
  { after, limit }: { readonly after: Place; readonly limit: number },
) {
  const { id, endedAt, law, addressHash, agentHash } = rightsRequests;
  return db
    .select({ id, endedAt, addressHash, agentHash })
    .from(rightsRequests)
    .where(
      and(
        isCalifornian ? eq(law, 'ccpa') : ne(law, 'ccpa'),
        lt(endedAt, before),
        or(gt(endedAt, after.at), and(eq(endedAt, after.at), gt(id, after.id as RightsRequestId))),
      ),
    )
    .orderBy(asc(endedAt), asc(id))
    .limit(limit);
}

/** Requests with what was written on them; to which addresses they were answered. */
export async function deleteRequests(tx: Tx, ids: readonly RightsRequestId[]) {
  await tx.delete(rightsMessages).where(inArray(rightsMessages.requestId, [...ids]));
  const gone = await tx
    .delete(rightsRequests)
    .where(inArray(rightsRequests.id, [...ids]))
    .returning({
      person: rightsRequests.subscriptionId,
      agent: rightsRequests.agentSubscriptionId,
    });
  return gone.flatMap(({ person, agent }) => [person ?? [], agent ?? []].flat());
}
