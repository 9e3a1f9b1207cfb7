import { asId } from '../../core/ids.ts';
import type { Keeper } from '../../retention/keeper.ts';
import { placeOf, readPlace } from '../../retention/model/place.ts';
import { selectKey } from '../store.ts';
import * as store from '../store/retention.ts';

/** Who held a key, for as long as it may matter who did what with it. */
export const keeper: Keeper = {
  rule: 'staff-keys',
  async isThere(db, id) {
    return (await selectKey(db, asId('key', id))) !== undefined;
  },
  async findDue(db, { before }, { after, limit }) {
    const rows = await store.selectRevokedBefore(db, before, readPlace(after), limit);
    return rows.map(({ id, revokedAt }) => {
      const since = revokedAt ?? before;
      return { id, place: placeOf(since, id), since };
    });
  },
  async purge(tx, ids) {
    await store.eraseHolders(
      tx,
      ids.map((id) => asId('key', id)),
    );
  },
};
