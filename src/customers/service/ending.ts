import type { Ctx, System } from '../../context.ts';
import { commit } from '../../db/commit.ts';
import * as contacts from '../store/contacts.ts';
import { selectOverWithContacts } from '../store/customers.ts';
import { refreshCover } from './covering.ts';
import { todayOf } from './reading.ts';

const perCommit = 200;

/**
 * Contacts of customers whose agreement and post-termination period are over are told of nothing more.
 * Everything is looked at inside the transaction, so that several processes do it once.
 */
export async function endContacts(ctx: Ctx<System>): Promise<number> {
  const today = await todayOf(ctx, ctx.deps.db);
  let ended = 0;
  while ((await selectOverWithContacts(ctx.deps.db, today, 1)).length > 0)
    ended += await endSome(ctx);
  return ended;
}

async function endSome(ctx: Ctx<System>): Promise<number> {
  try {
    return await commit(ctx, async (tx, ledger) => {
      const today = await todayOf(ctx, tx);
      const ids = await selectOverWithContacts(tx, today, perCommit);
      const links = (await contacts.selectContacts(tx, ids)).filter(({ removedAt }) => !removedAt);
      const ended = links.map((link) => ({ ...link, removedAt: ledger.at }));
      await contacts.saveContacts(tx, ended);
      await refreshCover(
        tx,
        links.map(({ subscriptionId }) => subscriptionId),
        today,
      );
      const [first, ...rest] = ids.map((id) =>
        ledger.record({
          action: 'customer.ended',
          subject: `customer:${id}`,
          data: {},
          public: false,
        }),
      );
      if (!first) throw new NothingToEnd();
      return { value: ids.length, events: [first, ...rest] };
    });
  } catch (error) {
    if (error instanceof NothingToEnd) return 0;
    throw error;
  }
}

/** Another process was faster. */
class NothingToEnd extends Error {}
