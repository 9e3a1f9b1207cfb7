import { and, asc, eq, gt } from 'drizzle-orm';
import type { StaffKeyId } from '../../core/ids.ts';
import { sortableNumber } from '../../core/number.ts';
import type { Column, Declaration } from '../../core/personal.ts';
import { pageByHashes } from '../../db/by-hashes.ts';
import type { Db, Tx } from '../../db/client.ts';
import { declare } from '../../db/personal.ts';
import { staffKeys, staffSignIns } from '../table.ts';
import type { SignInRow } from './sign-ins.ts';

const key: Column = {
  category: 'professional',
  what: {
    en: 'Number and role of the key, since when and until when it opens anything',
    de: 'Nummer und Rolle des Schlüssels, seit wann und bis wann er gilt',
  },
};
const times: Column = {
  category: 'network-activity',
  what: { en: 'When a key was in use', de: 'Wann ein Schlüssel in Gebrauch war' },
};
const place: Column = {
  category: 'network-activity',
  what: {
    en: 'Network address from which it was used, encrypted and as a keyed hash',
    de: 'Netzadresse, von der er genutzt wurde, verschlüsselt und als schlüsselgebundener Hash',
  },
};

export const declared: readonly Declaration[] = [
  declare(staffKeys, {
    record: 'staff-keys',
    purpose: 'staff-access',
    sources: ['staff', 'annex'],
    columns: {
      id: key,
      holder: {
        category: 'identifiers',
        what: { en: 'Who answers for the key', de: 'Wer für den Schlüssel einsteht' },
      },
      role: key,
      scopes: 'no',
      expiresAt: key,
      proposedBy: 'no',
      approval: 'no',
      prefix: 'no',
      hash: 'no',
      createdAt: key,
      revokedAt: key,
    },
  }),
  declare(staffSignIns, {
    record: 'staff-addresses',
    purpose: 'security',
    sources: ['device', 'annex'],
    columns: {
      id: 'no',
      actor: key,
      clientHash: place,
      clientAddress: place,
      firstAt: times,
      lastAt: times,
    },
  }),
];

/** Of these keys as the ledger names them, in the order of their numbers. */
export async function selectSignInIds(
  db: Db,
  actors: readonly string[],
  { after, limit }: { readonly after: string | undefined; readonly limit: number },
): Promise<readonly string[]> {
  const { id, actor } = staffSignIns;
  return pageByHashes(actors, limit, async (each) => {
    const rows = await db
      .select({ id })
      .from(staffSignIns)
      .where(and(eq(actor, each), gt(id, Number(after ?? 0))))
      .orderBy(asc(id))
      .limit(limit);
    return rows.map((row) => sortableNumber(row.id));
  });
}

export async function selectSignIn(db: Db, id: number): Promise<SignInRow | undefined> {
  const [row] = await db.select().from(staffSignIns).where(eq(staffSignIns.id, id));
  return row;
}

export async function forgetAddress(tx: Tx, id: number): Promise<void> {
  await tx
    .update(staffSignIns)
    .set({ clientAddress: null, clientHash: null })
    .where(eq(staffSignIns.id, id));
}

export async function eraseHolder(tx: Tx, id: StaffKeyId): Promise<void> {
  await tx.update(staffKeys).set({ holder: '' }).where(eq(staffKeys.id, id));
}
