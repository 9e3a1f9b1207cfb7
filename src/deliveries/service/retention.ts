import type { SubscriptionId } from '../../core/ids.ts';
import { listLinked } from '../../customers/service/retention.ts';
import type { Db } from '../../db/client.ts';
import type { Due, Keeper } from '../../retention/keeper.ts';
import { listHashes, listStreams } from '../../subscribers/service/cases.ts';
import { deleteDeliveries, selectRecipient, selectSent } from '../store/retention.ts';

/** Looked at in one statement: those that go with a customer or a case are passed over. */
const perLook = 2_000;

/** To whom: what is sent to the contacts of a customer goes with the customer, and to a case with the case. */
type Whose = 'subscribers' | 'contacts-of-nobody';

/** Those that are over and were begun before that moment, oldest first, behind the delivery `after`. */
export async function findPast(
  db: Db,
  whose: Whose,
  before: Date,
  { after, limit }: { readonly after: number; readonly limit: number },
): Promise<readonly Due[]> {
  const found: Due[] = [];
  for (let from = after; ;) {
    const sent = await selectSent(db, { after: from, limit: perLook });
    // Ids rise with time: behind the first that is too new there are only newer ones.
    const past = sent.filter(({ at, endedAt }) => at < before && endedAt !== null);
    const recipients = [...new Set(past.map(({ recipient }) => recipient))];
    const theirs = await among(db, whose, recipients);
    const due = past.filter(({ recipient }) => theirs.has(recipient));
    const some = due.slice(0, limit - found.length);
    const hashes = await listHashes(
      db,
      some.map(({ recipient }) => recipient),
    );
    for (const { id, recipient, at } of some) {
      const addressHash = hashes.get(recipient);
      found.push({
        id: String(id),
        place: String(id),
        since: at,
        ...(addressHash !== undefined && { addressHash }),
      });
    }
    const last = sent.at(-1);
    const isOver = last === undefined || sent.length < perLook || last.at >= before;
    if (isOver || found.length >= limit) return found;
    from = last.id;
  }
}

/** Those of them to whom that applies. Of whom nothing is known any more only deliveries are left. */
async function among(
  db: Db,
  whose: Whose,
  ids: readonly SubscriptionId[],
): Promise<ReadonlySet<SubscriptionId>> {
  const streams = await listStreams(db, ids);
  const streamOf = (id: SubscriptionId) => streams.get(id) ?? 'subscriber';
  if (whose === 'subscribers')
    return new Set(ids.filter((id) => ['subscriber', 'staff'].includes(streamOf(id))));
  const contacts = ids.filter((id) => streamOf(id) === 'contract');
  const linked = await listLinked(db, contacts);
  return new Set(contacts.filter((id) => !linked.has(id)));
}

/** What subscribers and staff were sent. */
export const keeper: Keeper = {
  rule: 'deliveries',
  // Rows of a few numbers, and many of them.
  perBatch: 500,
  async isThere(db, id) {
    if (!/^[1-9]\d{0,14}$/.test(id)) return false;
    const recipient = await selectRecipient(db, Number(id));
    return recipient !== undefined && (await among(db, 'subscribers', [recipient])).size > 0;
  },
  async findDue(db, { before }, { after, limit }) {
    return findPast(db, 'subscribers', before, { after: Number(after ?? 0), limit });
  },
  async purge(tx, ids) {
    await deleteDeliveries(tx, ids.map(Number));
  },
};
