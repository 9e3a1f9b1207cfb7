import type { Holder } from '../../personal-data/holder.ts';
import { presentRestriction } from '../present.ts';
import * as store from '../store/personal-data.ts';

const restrictions: Holder = {
  kind: 'restrictions',
  record: 'privacy-requests',
  async find({ db }, { hashes }, { after, limit }) {
    return store.selectByHashes(db, hashes, Number(after ?? 0), limit);
  },
  async copy({ db }, _subject, id) {
    const found = await store.selectRestriction(db, Number(id));
    return (
      found && {
        title: { en: 'Restriction of use', de: 'Einschränkung der Nutzung' },
        data: presentRestriction(found),
      }
    );
  },
  async erase() {
    return {
      outcome: 'kept',
      why: 'legal-duty',
      words: {
        en: 'Only a keyed hash of the address stays, for nothing else than that the wish is kept.',
        de: 'Von der Adresse bleibt nur ein Hash mit Schlüssel, allein damit der Wunsch beachtet wird.',
      },
    };
  },
};

export const holders: readonly Holder[] = [restrictions];
