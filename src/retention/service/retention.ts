import { asId } from '../../core/ids.ts';
import type { Keeper } from '../keeper.ts';
import { placeOf, readPlace } from '../model/place.ts';
import * as store from '../store/holds.ts';

/** Why records were kept for longer, and who answered for it: what staff wrote of a hold that is lifted. */
export const keeper: Keeper = {
  rule: 'holds',
  async isThere(db, id) {
    return (await store.selectHold(db, asId('hld', id))) !== undefined;
  },
  async findDue(db, { before }, { after, limit }) {
    const rows = await store.selectLiftedBefore(db, before, readPlace(after), limit);
    return rows.map(({ id, liftedAt }) => {
      const since = liftedAt ?? before;
      return { id, place: placeOf(since, id), since };
    });
  },
  async purge(tx, ids) {
    await store.eraseWords(
      tx,
      ids.map((id) => asId('hld', id)),
    );
  },
};
