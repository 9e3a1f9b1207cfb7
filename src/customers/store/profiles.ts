import { asc, eq, sql } from 'drizzle-orm';
import type { Db, Tx } from '../../db/client.ts';
import type { Profile } from '../model.ts';
import { contractProfiles, customers } from '../table.ts';

export async function selectProfiles(db: Db): Promise<readonly Profile[]> {
  return db.select().from(contractProfiles).orderBy(asc(contractProfiles.slug));
}

export async function selectProfile(db: Db, slug: string): Promise<Profile | undefined> {
  const [found] = await db.select().from(contractProfiles).where(eq(contractProfiles.slug, slug));
  return found;
}

export async function saveProfile(tx: Tx, { slug, ...set }: Profile): Promise<void> {
  await tx
    .insert(contractProfiles)
    .values({ slug, ...set })
    .onConflictDoUpdate({ target: contractProfiles.slug, set });
}

export async function deleteProfile(tx: Tx, slug: string): Promise<void> {
  await tx.delete(contractProfiles).where(eq(contractProfiles.slug, slug));
}

export async function isProfileUsed(db: Db, slug: string): Promise<boolean> {
  const rows = await db
    .select({ one: sql`1` })
    .from(customers)
    .where(eq(customers.profile, slug))
    .limit(1);
  return rows.length > 0;
}
