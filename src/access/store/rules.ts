import { asc, eq, gt, and, inArray, sql } from 'drizzle-orm';
import type { Db, Tx } from '../../db/client.ts';
import type { AccessDomain, AccessSettings, DomainTreatment } from '../model.ts';
import { accessDomains, accessSettings } from '../table.ts';

const key = 'settings';

export type StoredSettings = { readonly settings: AccessSettings; readonly version: number };

export async function selectSettings(db: Db): Promise<StoredSettings | undefined> {
  const [row] = await db.select().from(accessSettings).where(eq(accessSettings.key, key));
  return row && { settings: row.settings, version: row.version };
}

export async function saveSettings(tx: Tx, settings: AccessSettings, at: Date): Promise<void> {
  await tx
    .insert(accessSettings)
    .values({ key, settings, changedAt: at })
    .onConflictDoUpdate({
      target: accessSettings.key,
      set: { settings, changedAt: at, version: sql`${accessSettings.version} + 1` },
    });
}

export async function selectTreatments(
  db: Db,
  domains: readonly string[],
): Promise<ReadonlyMap<string, DomainTreatment>> {
  const { domain, treatment } = accessDomains;
  const rows = await db
    .select({ domain, treatment })
    .from(accessDomains)
    .where(inArray(domain, [...domains]));
  return new Map(rows.map((row) => [row.domain, row.treatment]));
}

export async function selectDomain(db: Db, domain: string): Promise<AccessDomain | undefined> {
  const [row] = await db.select().from(accessDomains).where(eq(accessDomains.domain, domain));
  return row && toDomain(row);
}

/** In the order of their names, behind the one `after`. */
export async function selectDomains(
  db: Db,
  treatment: DomainTreatment | undefined,
  after: string | undefined,
  limit: number,
): Promise<readonly AccessDomain[]> {
  const rows = await db
    .select()
    .from(accessDomains)
    .where(
      and(
        treatment === undefined ? undefined : eq(accessDomains.treatment, treatment),
        after === undefined ? undefined : gt(accessDomains.domain, after),
      ),
    )
    .orderBy(asc(accessDomains.domain))
    .limit(limit);
  return rows.map(toDomain);
}

export async function saveDomain(
  tx: Tx,
  { domain, treatment, note }: Pick<AccessDomain, 'domain' | 'treatment' | 'note'>,
  at: Date,
): Promise<void> {
  const set = { treatment, note: note ?? null, changedAt: at };
  await tx
    .insert(accessDomains)
    .values({ domain, ...set })
    .onConflictDoUpdate({
      target: accessDomains.domain,
      set: { ...set, version: sql`${accessDomains.version} + 1` },
    });
}

export async function deleteDomain(tx: Tx, domain: string): Promise<void> {
  await tx.delete(accessDomains).where(eq(accessDomains.domain, domain));
}

function toDomain({ note, ...row }: typeof accessDomains.$inferSelect): AccessDomain {
  return { ...row, ...(note !== null && { note }) };
}
