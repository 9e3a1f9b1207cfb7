import type { Ctx, Deps } from '../../context.ts';
import { actorName } from '../../context.ts';
import type { Db } from '../../db/client.ts';
import { commitIfAny, operate } from '../../db/commit.ts';
import type { Holder } from '../../personal-data/holder.ts';
import type { Erased, Subject } from '../../personal-data/model.ts';
import type { StaffKey } from '../model.ts';
import { selectKeys } from '../store.ts';
import * as store from '../store/personal-data.ts';
import { toSignIn } from './sign-ins.ts';

/**
 * Keys of whose holder an address of the person is a part; there are as many keys as staff members, so all
 * are looked at. Where a holder is a name alone no address finds it: owners see it in the list of keys.
 */
const keys: Holder = {
  kind: 'staff-keys',
  record: 'staff-keys',
  async find({ db }, subject, { after = '', limit }) {
    const ids = (await keysOf(db, subject)).map(({ id }) => String(id)).toSorted();
    return ids.filter((id) => id > after).slice(0, limit);
  },
  async copy({ db }, subject, id) {
    const found = await findKey(db, subject, id);
    if (!found) return undefined;
    const { holder, role, createdAt, revokedAt } = found;
    return {
      title: { en: 'Staff key', de: 'Schlüssel für Beschäftigte' },
      data: {
        holder,
        role,
        createdAt: createdAt.toISOString(),
        revokedAt: revokedAt?.toISOString(),
      },
    };
  },
  async erase(ctx, subject, id) {
    return commitIfAny<Ctx['actor'], Erased>(ctx, async (tx, ledger) => {
      const found = await findKey(tx, subject, id);
      if (found && !found.revokedAt) return { value: inForce, events: [] };
      if (!found) return { value: { outcome: 'erased' }, events: [] };
      await store.eraseHolder(tx, found.id);
      const event = ledger.record({
        action: 'staff_key.holder_erased',
        subject: `staff_key:${found.id}`,
        data: {},
        public: false,
      });
      return { value: { outcome: 'erased' }, events: [event] };
    });
  },
};

/** When and from where their keys were in use: asked for before the keys, by whose holders they are found. */
const signIns: Holder = {
  kind: 'staff-sign-ins',
  record: 'staff-addresses',
  async find({ db }, subject, page) {
    const actors = (await keysOf(db, subject)).map(actorOf);
    return store.selectSignInIds(db, actors, page);
  },
  async copy(deps, subject, id) {
    const found = await findSignIn(deps, subject, id);
    if (!found) return undefined;
    const { clientAddress, firstAt, lastAt } = found.signIn;
    return {
      title: { en: 'Use of a staff key', de: 'Nutzung eines Schlüssels' },
      data: { clientAddress, firstAt: firstAt.toISOString(), lastAt: lastAt.toISOString() },
    };
  },
  async erase(ctx, subject, id) {
    const found = await findSignIn(ctx.deps, subject, id);
    if (found && !found.key.revokedAt) return inForce;
    if (found?.signIn.clientAddress !== undefined)
      await operate(ctx, (tx) => store.forgetAddress(tx, found.signIn.id));
    return { outcome: 'erased' };
  },
};

const inForce: Erased = {
  outcome: 'kept',
  why: 'in-force',
  words: {
    en: 'The key is in force, and who may act with it and from where it is used has to be known: Art. 5(1)(f) and 32 GDPR. It is erased once the key is revoked; the network address 90 days after its last use in any case.',
    de: 'Der Schlüssel gilt, und wer damit handeln darf und von wo er genutzt wird, muss bekannt sein: Art. 5 Abs. 1 Buchst. f und Art. 32 DSGVO. Nach dem Widerruf wird es gelöscht, die Netzadresse jedenfalls 90 Tage nach der letzten Nutzung.',
  },
};

export const holders: readonly Holder[] = [signIns, keys];

async function keysOf(db: Db, { addresses }: Subject): Promise<readonly StaffKey[]> {
  const isTheirs = ({ holder }: StaffKey) =>
    holder
      .toLowerCase()
      .split(/[\s<>()[\]"',;:]+/)
      .some((part) => addresses.includes(part));
  return (await selectKeys(db)).filter(isTheirs);
}

async function findKey(db: Db, subject: Subject, id: string): Promise<StaffKey | undefined> {
  return (await keysOf(db, subject)).find((key) => key.id === id);
}

async function findSignIn(deps: Deps, subject: Subject, id: string) {
  const row = await store.selectSignIn(deps.db, Number(id));
  const key = (await keysOf(deps.db, subject)).find((each) => actorOf(each) === row?.actor);
  return row && key && { signIn: toSignIn(deps, row), key };
}

function actorOf({ id, role }: StaffKey): string {
  return actorName({ kind: 'staff', role, keyId: id });
}
