import { unseal } from '../../core/sealed.ts';
import { isOpen } from '../../rights/model.ts';
import { touchRequest } from '../../rights/service/acting.ts';
import { changeRequest, getRequest } from '../../rights/service/changing.ts';
import { recordOf } from '../../rights/service/telling.ts';
import type { Holder } from '../holder.ts';
import { keptWords } from '../model/words.ts';
import { deleteAddress } from '../store/addresses.ts';
import * as store from '../store/personal-data.ts';
import { sealPurpose } from './subject.ts';

/** Addresses that staff found to be somebody's, with the request for which they did. */
const addresses: Holder = {
  kind: 'subject-addresses',
  record: 'privacy-requests',
  async find({ db }, { hashes }, { after, limit }) {
    return store.selectByHashes(db, hashes, Number(after ?? 0), limit);
  },
  async copy({ db, keys }, _subject, id) {
    const found = await store.selectAddress(db, Number(id));
    if (found === undefined) return undefined;
    const { address, proof, at } = found;
    const opened = unseal(keys.derive(sealPurpose), address);
    return {
      title: { en: 'Further address of yours', de: 'Weitere Adresse von Ihnen' },
      data: { address: opened, proof, addedAt: at.toISOString() },
    };
  },
  async erase(ctx, _subject, id) {
    const found = await store.selectAddress(ctx.deps.db, Number(id));
    if (found === undefined) return { outcome: 'deleted' };
    if (isOpen(await getRequest(ctx.deps.db, found.requestId)))
      return { outcome: 'kept', why: 'open-case', words: keptWords['open-case'] };
    await changeRequest(ctx, found.requestId, 'any', async (changing) => {
      const { tx, ledger, request } = changing;
      await deleteAddress(tx, request.id, found.id);
      await touchRequest(changing);
      return [recordOf(ledger, request, 'rights.address_removed', { address: found.id })];
    });
    return { outcome: 'deleted' };
  },
};

export const holders: readonly Holder[] = [addresses];
