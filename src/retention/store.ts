import { eq } from 'drizzle-orm';
import type { Db, Tx } from '../db/client.ts';
import type { RuleFacts } from './model.ts';
import { retentionRules } from './table.ts';

export type StatedRule = {
  readonly id: string;
  readonly facts: RuleFacts;
  readonly changedAt: Date;
  readonly version: number;
};

/** Unordered. */
export async function selectRules(db: Db): Promise<readonly StatedRule[]> {
  return db.select().from(retentionRules);
}

export async function saveRule(tx: Tx, rule: StatedRule): Promise<void> {
  await tx
    .insert(retentionRules)
    .values(rule)
    .onConflictDoUpdate({ target: retentionRules.id, set: rule });
}

export async function deleteRule(tx: Tx, id: string): Promise<void> {
  await tx.delete(retentionRules).where(eq(retentionRules.id, id));
}
