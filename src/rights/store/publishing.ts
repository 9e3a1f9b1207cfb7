import { desc } from 'drizzle-orm';
import type { Db, Tx } from '../../db/client.ts';
import type { Figures } from '../model/figures.ts';
import { noSettings, type Settings } from '../model/settings.ts';
import { rightsFigures, rightsSettings } from '../table.ts';

export type Versioned = { readonly settings: Settings; readonly version: number };

/** Version 0 before anybody has set anything. */
export async function selectSettings(db: Db): Promise<Versioned> {
  const [row] = await db.select().from(rightsSettings).limit(1);
  return row ?? { settings: noSettings, version: 0 };
}

export async function saveSettings(tx: Tx, settings: Settings, version: number): Promise<void> {
  await tx
    .insert(rightsSettings)
    .values({ id: 1, settings, version })
    .onConflictDoUpdate({ target: rightsSettings.id, set: { settings, version } });
}

export type PublishedFigures = { readonly figures: Figures; readonly publishedAt: Date };

/** Newest year first. */
export async function selectFigures(db: Db): Promise<readonly PublishedFigures[]> {
  const { figures, publishedAt, year } = rightsFigures;
  return db.select({ figures, publishedAt }).from(rightsFigures).orderBy(desc(year));
}

export async function saveFigures(tx: Tx, figures: Figures, publishedAt: Date): Promise<void> {
  const { year } = figures;
  await tx
    .insert(rightsFigures)
    .values({ year, figures, publishedAt })
    .onConflictDoUpdate({ target: rightsFigures.year, set: { figures, publishedAt } });
}
