import { asId } from '../../core/ids.ts';
import { keyOf } from '../../files/service.ts';
import { doomFiles } from '../../files/service/dooming.ts';
import type { Keeper } from '../../retention/keeper.ts';
import { placeOf, readPlace } from '../../retention/model/place.ts';
import { deleteAddresses } from '../../subscribers/service/cases.ts';
import { selectInquiry } from '../store/reading.ts';
import * as store from '../store/retention.ts';

/** Inquiries on which nobody has written for as long as the rule says. */
export const keeper: Keeper = {
  rule: 'inquiries',
  isKeptForCustomers: true,
  async isThere(db, id) {
    return (await selectInquiry(db, asId('inq', id))) !== undefined;
  },
  async findDue(db, { before }, { after, limit }) {
    const rows = await store.selectSilentSince(db, before, readPlace(after), limit);
    return rows.map(({ id, receivedAt, customerId, addressHash }) => ({
      id,
      place: placeOf(receivedAt, id),
      since: receivedAt,
      ...(customerId !== null && { customerId }),
      ...(addressHash !== null && { addressHash }),
    }));
  },
  async purge(tx, ids, at) {
    const gone = await store.deleteInquiries(
      tx,
      ids.map((id) => asId('inq', id)),
    );
    await deleteAddresses(tx, gone.subscriptionIds);
    await doomFiles(
      tx,
      gone.attachmentIds.map((id) => keyOf('attachments', id)),
      at,
    );
  },
};
