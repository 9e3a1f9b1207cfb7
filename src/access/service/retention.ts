import { asId } from '../../core/ids.ts';
import type { Keeper } from '../../retention/keeper.ts';
import { placeOf, readPlace } from '../../retention/model/place.ts';
import { deleteAddresses } from '../../subscribers/service/cases.ts';
import * as store from '../store/retention.ts';

/** Requests that are over, and nothing that was given out on them is in force: who asked is forgotten. */
const requests: Keeper = {
  rule: 'document-requests',
  isKeptForCustomers: true,
  async findDue(db, { before }, { after, limit }) {
    const rows = await store.selectRequestsOver(db, before, { after: readPlace(after), limit });
    return rows.map(({ id, receivedAt, customerId, addressHash }) => ({
      id,
      place: placeOf(receivedAt, id),
      addressHash,
      ...(customerId !== null && { customerId }),
    }));
  },
  async purge(tx, ids, at) {
    const requestIds = ids.map((id) => asId('req', id));
    await deleteAddresses(tx, await store.eraseRequests(tx, requestIds, at));
  },
};

/** Copies that were given out. */
const downloads: Keeper = {
  rule: 'downloads',
  async findDue(db, { before }, { after, limit }) {
    const rows = await store.selectDownloadsBefore(db, before, { after: readPlace(after), limit });
    return rows.map(({ id, at }) => ({ id: String(id), place: placeOf(at, id) }));
  },
  async purge(tx, ids) {
    await store.deleteDownloads(tx, ids.map(Number));
  },
};

/** Who accepted which terms, once these bind them no longer. */
const acceptances: Keeper = {
  rule: 'confidentiality-agreements',
  async findDue(db, { before }, { after, limit }) {
    const rows = await store.selectAcceptancesOver(db, before, { after: readPlace(after), limit });
    return rows.map(({ id, endedAt, addressHash }) => ({
      id,
      place: placeOf(endedAt ?? before, id),
      addressHash,
    }));
  },
  async purge(tx, ids) {
    await store.deleteAcceptances(
      tx,
      ids.map((id) => asId('acc', id)),
    );
  },
};

export const keepers: readonly Keeper[] = [requests, downloads, acceptances];
