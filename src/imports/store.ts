import { eq } from 'drizzle-orm';
import type { Db, Tx } from '../db/client.ts';
import type { Mapping } from './model/mapping.ts';
import { importMappings } from './table.ts';

/** Empty for a source that was never imported. */
export async function selectMapping(db: Db, source: string): Promise<Mapping> {
  const [row] = await db.select().from(importMappings).where(eq(importMappings.source, source));
  return row?.mapping ?? {};
}

export async function saveMapping(
  tx: Tx,
  source: string,
  mapping: Mapping,
  updatedAt: Date,
): Promise<void> {
  const row = { mapping, updatedAt };
  await tx
    .insert(importMappings)
    .values({ source, ...row })
    .onConflictDoUpdate({ target: importMappings.source, set: row });
}
