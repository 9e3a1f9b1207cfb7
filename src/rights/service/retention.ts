import { asId } from '../../core/ids.ts';
import { forgetRequests, listAddedHashes } from '../../personal-data/service/standing.ts';
import type { Keeper } from '../../retention/keeper.ts';
import { placeOf, readPlace } from '../../retention/model/place.ts';
import { deleteAddresses } from '../../subscribers/service/cases.ts';
import { retentionRuleOf } from '../model.ts';
import { selectRequest } from '../store/reading.ts';
import * as store from '../store/retention.ts';

/** The log of privacy requests: under each law as long as it says, and no longer. */
export const keepers: readonly Keeper[] = [
  keeperOf('privacy-requests', false),
  keeperOf('privacy-requests-california', true),
];

function keeperOf(rule: string, isCalifornian: boolean): Keeper {
  return {
    rule,
    async isThere(db, id) {
      const found = await selectRequest(db, asId('rrq', id));
      return found !== undefined && retentionRuleOf(found) === rule;
    },
    async findDue(db, { before }, { after, limit }) {
      const page = { after: readPlace(after), limit };
      const rows = await store.selectClosedBefore(db, isCalifornian, before, page);
      const ids = rows.map(({ id }) => id);
      const added = await listAddedHashes(db, ids);
      return rows.map(({ id, endedAt, addressHash, agentHash }) => {
        // Whoever asked for the person, and the person's other addresses: each may want it kept.
        const others = [agentHash ?? [], added.get(id) ?? []].flat();
        return {
          id,
          place: placeOf(endedAt ?? before, id),
          since: endedAt ?? before,
          ...(addressHash !== null && { addressHash }),
          parts: others.map((hash) => ({ id, addressHash: hash })),
        };
      });
    },
    async purge(tx, ids) {
      const requestIds = ids.map((id) => asId('rrq', id));
      await forgetRequests(tx, requestIds);
      await deleteAddresses(tx, await store.deleteRequests(tx, requestIds));
    },
  };
}
