import { and, asc, eq, gt, inArray } from 'drizzle-orm';
import type { Column, Declaration } from '../../core/personal.ts';
import { sortableNumber } from '../../core/number.ts';
import type { Db } from '../../db/client.ts';
import { declare, declareImpersonal } from '../../db/personal.ts';
import { dataCopies, personalDataRuns, subjectAddresses } from '../table.ts';
import type { AddressRow } from './addresses.ts';

const address: Column = {
  category: 'identifiers',
  what: {
    en: 'Further e-mail addresses of whoever asks, encrypted and as keyed hashes',
    de: 'Weitere E-Mail-Adressen der anfragenden Person, verschlüsselt und als Hashes mit Schlüssel',
  },
};

export const declared: readonly Declaration[] = [
  declare(subjectAddresses, {
    record: 'privacy-requests',
    purpose: 'privacy-requests',
    sources: ['person', 'staff'],
    columns: {
      id: 'no',
      requestId: 'no',
      address,
      addressHash: address,
      proof: 'no',
      addedBy: 'no',
      at: 'no',
    },
  }),
  declare(personalDataRuns, {
    record: 'privacy-requests',
    purpose: 'privacy-requests',
    sources: ['person', 'annex'],
    columns: {
      id: 'no',
      requestId: 'no',
      act: 'no',
      startedAt: 'no',
      startedBy: 'no',
      finishedAt: 'no',
      place: 'no',
      findings: 'no',
      matter: {
        category: 'identifiers',
        what: {
          en: 'By which addresses something is erased or corrected and what it shall be, encrypted and until it is done',
          de: 'Anhand welcher Adressen gelöscht oder was berichtigt wird, verschlüsselt und bis dahin',
        },
      },
      lease: 'no',
      leaseUntil: 'no',
    },
  }),
  declareImpersonal(dataCopies, {
    id: 'no',
    requestId: 'no',
    createdAt: 'no',
    expiresAt: 'no',
    usedAt: 'no',
    secretHash: 'no',
    sessionEndsAt: 'no',
  }),
];

/** Addresses of these hashes in the order of their numbers. */
export async function selectByHashes(
  db: Db,
  hashes: readonly string[],
  after: number,
  limit: number,
): Promise<readonly string[]> {
  const rows = await db
    .select({ id: subjectAddresses.id })
    .from(subjectAddresses)
    .where(and(inArray(subjectAddresses.addressHash, [...hashes]), gt(subjectAddresses.id, after)))
    .orderBy(asc(subjectAddresses.id))
    .limit(limit);
  return rows.map(({ id }) => sortableNumber(id));
}

export async function selectAddress(db: Db, id: number): Promise<AddressRow | undefined> {
  const [row] = await db.select().from(subjectAddresses).where(eq(subjectAddresses.id, id));
  return row;
}
