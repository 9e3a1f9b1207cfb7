import { asId, type CustomerId } from '../../core/ids.ts';
import type { Due, Keeper } from '../../retention/keeper.ts';
import { placeOf, readPlace } from '../../retention/model/place.ts';
import { addressHash } from '../../subscribers/model/address.ts';
import { deleteAddresses } from '../../subscribers/service/cases.ts';
import { selectAcceptance } from '../store/ndas.ts';
import { selectRequest } from '../store/requests.ts';
import * as store from '../store/retention.ts';

/** Requests that are over, and nothing that was given out on them is in force: who asked is forgotten. */
const requests: Keeper = {
  rule: 'document-requests',
  isKeptForCustomers: true,
  async isThere(db, id) {
    return (await selectRequest(db, asId('req', id))) !== undefined;
  },
  async findDue(db, { before }, { after, limit }) {
    const rows = await store.selectRequestsOver(db, before, { after: readPlace(after), limit });
    return rows.map(({ id, receivedAt, ...of }) => ({
      id,
      place: placeOf(receivedAt, id),
      since: receivedAt,
      ...ownerOf(of),
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
  async isThere(db, id) {
    return /^[1-9]\d{0,14}$/.test(id) && store.hasDownload(db, Number(id));
  },
  async findDue(db, { before }, { after, limit }) {
    const rows = await store.selectDownloadsBefore(db, before, { after: readPlace(after), limit });
    return rows.map(({ id, at, ...of }) => ({
      id: String(id),
      place: placeOf(at, id),
      since: at,
      ...ownerOf(of),
    }));
  },
  async purge(tx, ids) {
    await store.deleteDownloads(tx, ids.map(Number));
  },
};

/** Who accepted which terms, once these bind them no longer. */
const acceptances: Keeper = {
  rule: 'confidentiality-agreements',
  async isThere(db, id) {
    return (await selectAcceptance(db, asId('acc', id))) !== undefined;
  },
  async findDue(db, { before }, { after, limit }, { keys }) {
    const rows = await store.selectAcceptancesOver(db, before, { after: readPlace(after), limit });
    return rows.map(({ id, endedAt, signer, ...of }) => {
      const owner = ownerOf(of);
      return {
        id,
        place: placeOf(endedAt ?? before, id),
        since: endedAt ?? before,
        ...owner,
        // On file it stands for a whole company, without a hash; who signed it is somebody all the same.
        ...(signer !== null &&
          owner.addressHash === undefined && {
            addressHash: addressHash(keys, 'email', signer.email),
          }),
      };
    });
  },
  async purge(tx, ids) {
    await store.deleteAcceptances(
      tx,
      ids.map((id) => asId('acc', id)),
    );
  },
};

/** On whose account, and of whom: neither of what was written down from paper, no hash of what is erased. */
function ownerOf(of: {
  readonly customerId: CustomerId | null;
  readonly addressHash: string | null;
}): Pick<Due, 'customerId' | 'addressHash'> {
  return {
    ...(of.customerId !== null && { customerId: of.customerId }),
    ...(of.addressHash && { addressHash: of.addressHash }),
  };
}

export const keepers: readonly Keeper[] = [requests, downloads, acceptances];
