import { asId } from '../../core/ids.ts';
import type { Holder } from '../../personal-data/holder.ts';
import { eraseAccount, listPeopleIn } from './people.ts';
import { openValue } from './secrets.ts';
import type { SeenFrom } from './sessions.ts';
import * as store from '../store/personal-data.ts';

/**
 * Accounts of the console by the mail address of their person; there are as many as colleagues, so all are
 * looked at. One that can be signed in with is kept until it is removed: who did what must be known then.
 */
const accounts: Holder = {
  kind: 'staff-accounts',
  record: 'staff-keys',
  async find({ db }, { addresses }, { after, limit }) {
    return (await listPeopleIn(db))
      .filter(({ address }) => address && addresses.includes(address.toLowerCase()))
      .map(({ id }) => String(id))
      .toSorted()
      .filter((id) => after === undefined || id > after)
      .slice(0, limit);
  },
  async copy({ db, keys }, _subject, id) {
    const found = (await listPeopleIn(db)).find((each) => each.id === id);
    if (!found) return undefined;
    const { name, address, role, state, invitedAt, joinedAt, removedAt } = found;
    const { sessions, passkeys, identities } = await store.selectAround(db, found.id);
    const at = (date: Date | null | undefined) => date?.toISOString() ?? null;
    return {
      title: { en: 'Account of the console', de: 'Konto der Verwaltung' },
      data: {
        name: name ?? null,
        address: address ?? null,
        role,
        state,
        invitedAt: at(invitedAt),
        joinedAt: at(joinedAt),
        removedAt: at(removedAt),
        sessions: sessions.map(({ createdAt, lastAt, method, seenFrom }) => ({
          from: at(createdAt),
          until: at(lastAt),
          method,
          ...openValue<SeenFrom>({ keys }, 'staff session', seenFrom),
        })),
        identities: identities.map(({ issuer, subject, linkedAt }) => ({
          issuer,
          subject,
          linkedAt: at(linkedAt),
        })),
        passkeys: passkeys.map(({ label, createdAt, lastUsedAt }) => ({
          label,
          createdAt: at(createdAt),
          lastUsedAt: at(lastUsedAt),
        })),
      },
    };
  },
  async erase(ctx, _subject, id) {
    if (await eraseAccount(ctx, asId('per', id))) return { outcome: 'erased' };
    return {
      outcome: 'kept',
      why: 'in-force',
      words: {
        en: 'The account is in use; it is erased once it is removed.',
        de: 'Das Konto ist in Gebrauch; es wird gelöscht, sobald es entfernt ist.',
      },
    };
  },
};

export const holders: readonly Holder[] = [accounts];
