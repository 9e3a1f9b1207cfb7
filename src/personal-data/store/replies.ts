import { isNotNull } from 'drizzle-orm';
import type { Tx } from '../../db/client.ts';
import { idempotencyKeys } from '../../db/operational.ts';

/**
 * What programs of staff were answered today may name anybody, in texts that nothing finds: so all of it
 * goes. A request that is repeated is still not carried out twice, and says that its answer is lost.
 */
export async function forgetReplies(tx: Tx): Promise<void> {
  await tx.update(idempotencyKeys).set({ reply: null }).where(isNotNull(idempotencyKeys.reply));
}
