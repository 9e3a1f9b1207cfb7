import { forgetNames, isKnown, listRemovedBefore } from '../../accounts/service/retention.ts';
import { asId } from '../../core/ids.ts';
import type { Keeper } from '../../retention/keeper.ts';
import { placeOf, readPlace } from '../../retention/model/place.ts';
import { selectKey } from '../store.ts';
import * as store from '../store/retention.ts';

const isPerson = (id: string | undefined) => id?.startsWith('per_') === true;

/** Who held a key or had an account, for as long as it may matter who did what: accounts after keys. */
export const keeper: Keeper = {
  rule: 'staff-keys',
  async isThere(db, id) {
    if (isPerson(id)) return isKnown(db, id);
    return (await selectKey(db, asId('key', id))) !== undefined;
  },
  async findDue(db, { before }, { after, limit }) {
    const rows = isPerson(after)
      ? []
      : await store.selectRevokedBefore(db, before, readPlace(after), limit);
    if (rows.length > 0)
      return rows.map(({ id, revokedAt }) => {
        const since = revokedAt ?? before;
        return { id, place: placeOf(since, id), since };
      });
    const from = isPerson(after) ? (after ?? '') : '';
    return (await listRemovedBefore(db, before))
      .filter(({ id }) => id > from)
      .slice(0, limit)
      .map(({ id, since }) => ({ id, place: id, since }));
  },
  async purge(tx, ids) {
    await forgetNames(
      tx,
      ids.filter(isPerson).map((id) => asId('per', id)),
    );
    const keys = ids.filter((id) => !isPerson(id)).map((id) => asId('key', id));
    if (keys.length > 0) await store.eraseHolders(tx, keys);
  },
};
