import type { Db, Tx } from '../db/client.ts';
import type { Branding } from './model.ts';
import { branding } from './table.ts';

export type Stored = { readonly value: Branding; readonly version: number };

/** Version 0 until somebody has chosen anything. */
export async function selectBranding(db: Db): Promise<Stored> {
  const [row] = await db.select().from(branding).limit(1);
  if (row === undefined) return { value: {}, version: 0 };
  const { facts, logo, version } = row;
  return { value: { ...facts, ...(logo !== null && { logo }) }, version };
}

export async function saveBranding(
  tx: Tx,
  { logo, ...facts }: Branding,
  version: number,
): Promise<void> {
  const row = { facts, logo: logo ?? null, version };
  await tx
    .insert(branding)
    .values({ id: 1, ...row })
    .onConflictDoUpdate({ target: branding.id, set: row });
}
