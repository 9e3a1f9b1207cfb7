import { forgetNames, listRemovedBefore } from '../../accounts/service/retention.ts';
import { asId } from '../../core/ids.ts';
import type { Keeper } from '../../retention/keeper.ts';
import { placeOf, readPlace } from '../../retention/model/place.ts';
import * as store from '../store/retention.ts';

/** Who held a key or had an account, for as long as it may matter who did what: accounts after keys. */
export const keeper: Keeper = {
  rule: 'staff-keys',
  async findDue(db, { before }, { after, limit }) {
    if (after === undefined || !after.startsWith('per_')) {
      const rows = await store.selectRevokedBefore(db, before, readPlace(after), limit);
      if (rows.length > 0)
        return rows.map(({ id, revokedAt }) => ({ id, place: placeOf(revokedAt ?? before, id) }));
    }
    const removed = await listRemovedBefore(db, before);
    const from = after?.startsWith('per_') ? after : '';
    return removed
      .filter((id) => id > from)
      .slice(0, limit)
      .map((id) => ({ id, place: id }));
  },
  async purge(tx, ids) {
    const people = ids.filter((id) => id.startsWith('per_'));
    await forgetNames(
      tx,
      people.map((id) => asId('per', id)),
    );
    const keys = ids.filter((id) => !id.startsWith('per_')).map((id) => asId('key', id));
    if (keys.length > 0) await store.eraseHolders(tx, keys);
  },
};
