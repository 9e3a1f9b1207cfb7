import { asc, eq } from 'drizzle-orm';
import type { ReplyTemplateId } from '../../core/ids.ts';
import type { Db, Tx } from '../../db/client.ts';
import type { ReplyTemplate } from '../model.ts';
import { replyTemplates } from '../table.ts';

/** By name. */
export async function selectTemplates(db: Db): Promise<readonly ReplyTemplate[]> {
  return db.select().from(replyTemplates).orderBy(asc(replyTemplates.name));
}

export async function selectTemplate(
  db: Db,
  id: ReplyTemplateId,
): Promise<ReplyTemplate | undefined> {
  const [row] = await db.select().from(replyTemplates).where(eq(replyTemplates.id, id));
  return row;
}

export async function selectByName(db: Db, name: string): Promise<ReplyTemplate | undefined> {
  const [row] = await db.select().from(replyTemplates).where(eq(replyTemplates.name, name));
  return row;
}

/** As it is now, new or in the place of what was there. */
export async function saveTemplate(tx: Tx, template: ReplyTemplate): Promise<void> {
  const { id: target } = replyTemplates;
  await tx.insert(replyTemplates).values(template).onConflictDoUpdate({ target, set: template });
}

export async function deleteTemplate(tx: Tx, id: ReplyTemplateId): Promise<void> {
  await tx.delete(replyTemplates).where(eq(replyTemplates.id, id));
}
