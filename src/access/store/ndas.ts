import { and, asc, desc, eq, inArray, lt, or, sql } from 'drizzle-orm';
import type { AcceptanceId, AccessRequestId, NdaId } from '../../core/ids.ts';
import type { Db, Tx } from '../../db/client.ts';
import type { Acceptance, Nda } from '../model.ts';
import type { NamedAcceptance } from '../model/signing.ts';
import { acceptances, ndas } from '../table.ts';

export async function selectNda(db: Db, id: NdaId): Promise<Nda | undefined> {
  const [row] = await db.select().from(ndas).where(eq(ndas.id, id));
  return row;
}

/** All versions, by name and newest first. */
export async function selectNdas(db: Db): Promise<readonly Nda[]> {
  return db.select().from(ndas).orderBy(asc(ndas.name), desc(ndas.number));
}

/** The newest of each of these names that has one. */
export async function selectNewest(
  db: Db,
  names: readonly string[],
): Promise<ReadonlyMap<string, Nda>> {
  if (names.length === 0) return new Map();
  const rows = await db
    .select()
    .from(ndas)
    .where(inArray(ndas.name, [...names]))
    .orderBy(asc(ndas.number));
  return new Map(rows.map((row) => [row.name, row]));
}

export async function insertNda(tx: Tx, nda: Nda): Promise<void> {
  await tx.insert(ndas).values(nda);
}

/** Those of these texts that could bind somebody: their own, and those of their domain. */
export async function selectBinding(
  db: Db,
  names: readonly string[],
  { addressHash, domain }: { readonly addressHash: string; readonly domain: string },
): Promise<readonly NamedAcceptance[]> {
  if (names.length === 0) return [];
  const rows = await db
    .select({ acceptance: acceptances, ndaName: ndas.name })
    .from(acceptances)
    .innerJoin(ndas, eq(ndas.id, acceptances.ndaId))
    .where(
      and(
        inArray(ndas.name, [...names]),
        or(eq(acceptances.addressHash, addressHash), eq(acceptances.domain, domain)),
      ),
    )
    .orderBy(asc(acceptances.acceptedAt), asc(acceptances.id));
  return rows.map(({ acceptance, ndaName }) => ({ ...toAcceptance(acceptance), ndaName }));
}

export async function selectAcceptance(db: Db, id: AcceptanceId): Promise<Acceptance | undefined> {
  const [row] = await db.select().from(acceptances).where(eq(acceptances.id, id));
  return row && toAcceptance(row);
}

/** What was accepted in the course of a request, oldest first. */
export async function selectAcceptancesOf(
  db: Db,
  requestId: AccessRequestId,
): Promise<readonly Acceptance[]> {
  const rows = await db
    .select()
    .from(acceptances)
    .where(eq(acceptances.requestId, requestId))
    .orderBy(asc(acceptances.acceptedAt), asc(acceptances.id));
  return rows.map(toAcceptance);
}

export type AcceptanceFilter = {
  readonly nda?: NdaId | undefined;
  readonly domain?: string | undefined;
  readonly source?: Acceptance['source'] | undefined;
};

/** Newest first, behind the one `after`. */
export async function selectAcceptances(
  db: Db,
  filter: AcceptanceFilter,
  after: Pick<Acceptance, 'id' | 'acceptedAt'> | undefined,
  limit: number,
): Promise<readonly Acceptance[]> {
  const { acceptedAt, id, ndaId, domain, source } = acceptances;
  const rows = await db
    .select()
    .from(acceptances)
    .where(
      and(
        filter.nda === undefined ? undefined : eq(ndaId, filter.nda),
        filter.domain === undefined ? undefined : eq(domain, filter.domain),
        filter.source === undefined ? undefined : eq(source, filter.source),
        after &&
          or(
            lt(acceptedAt, after.acceptedAt),
            and(eq(acceptedAt, after.acceptedAt), lt(id, after.id)),
          ),
      ),
    )
    .orderBy(desc(acceptedAt), desc(id))
    .limit(limit);
  return rows.map(toAcceptance);
}

export async function insertAcceptance(tx: Tx, acceptance: Acceptance): Promise<void> {
  await tx.insert(acceptances).values(acceptance);
}

export async function endAcceptance(tx: Tx, id: AcceptanceId, endedAt: Date): Promise<void> {
  await tx.update(acceptances).set({ endedAt }).where(eq(acceptances.id, id));
}

/** Who signed in the course of a request is forgotten; that somebody did stays. */
export async function eraseSigners(tx: Tx, requestId: AccessRequestId): Promise<void> {
  await tx
    .update(acceptances)
    .set({ signer: sql`NULL` })
    .where(eq(acceptances.requestId, requestId));
}

function toAcceptance(row: typeof acceptances.$inferSelect): Acceptance {
  const { requestId, signer, note, endedAt, ...rest } = row;
  return {
    ...rest,
    ...(requestId && { requestId }),
    ...(signer && { signer }),
    ...(note !== null && { note }),
    ...(endedAt && { endedAt }),
  };
}
