import { and, asc, eq, gt, inArray } from 'drizzle-orm';
import type { Declaration } from '../../core/personal.ts';
import { sortableNumber } from '../../core/number.ts';
import type { Db } from '../../db/client.ts';
import { declare } from '../../db/personal.ts';
import type { Restriction } from '../model.ts';
import { restrictions } from '../table.ts';
import { toRestriction } from './restrictions.ts';

export const declared: readonly Declaration[] = [
  declare(restrictions, {
    record: 'privacy-requests',
    purpose: 'privacy-requests',
    sources: ['person'],
    columns: {
      id: 'no',
      addressHash: {
        category: 'identifiers',
        what: {
          en: 'Keyed hash of an address whose data is not to be used',
          de: 'Hash mit Schlüssel einer Adresse, deren Daten nicht genutzt werden sollen',
        },
      },
      kind: {
        category: 'customer-records',
        what: { en: 'What is not to be done with it', de: 'Was damit nicht geschehen soll' },
      },
      requestId: 'no',
      setBy: 'no',
      since: 'no',
      liftsAt: 'no',
      liftedAt: 'no',
    },
  }),
];

/** Restrictions of these hashes in the order of their numbers. */
export async function selectByHashes(
  db: Db,
  hashes: readonly string[],
  after: number,
  limit: number,
): Promise<readonly string[]> {
  const rows = await db
    .select({ id: restrictions.id })
    .from(restrictions)
    .where(and(inArray(restrictions.addressHash, [...hashes]), gt(restrictions.id, after)))
    .orderBy(asc(restrictions.id))
    .limit(limit);
  return rows.map(({ id }) => sortableNumber(id));
}

export async function selectRestriction(db: Db, id: number): Promise<Restriction | undefined> {
  const [row] = await db.select().from(restrictions).where(eq(restrictions.id, id));
  return row && toRestriction(row);
}
