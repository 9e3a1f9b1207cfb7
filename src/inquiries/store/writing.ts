import { eq, sql } from 'drizzle-orm';
import type { AttachmentId, InquiryId } from '../../core/ids.ts';
import type { Tx } from '../../db/client.ts';
import type { Attachment } from '../model.ts';
import { inquiries, inquiryAttachments, inquiryMessages } from '../table.ts';

type InquiryRow = typeof inquiries.$inferInsert;
type MessageRow = typeof inquiryMessages.$inferInsert;

export async function insertInquiry(tx: Tx, row: InquiryRow): Promise<void> {
  await tx.insert(inquiries).values(row);
}

/** One more version of it. */
export async function updateInquiry(
  tx: Tx,
  id: InquiryId,
  set: Partial<InquiryRow>,
): Promise<void> {
  await tx
    .update(inquiries)
    .set({ ...set, version: sql`${inquiries.version} + 1` })
    .where(eq(inquiries.id, id));
}

/** Its number. */
export async function insertMessage(tx: Tx, row: MessageRow): Promise<number> {
  const [stored] = await tx
    .insert(inquiryMessages)
    .values(row)
    .returning({ id: inquiryMessages.id });
  return stored?.id ?? 0;
}

export async function insertAttachments(
  tx: Tx,
  inquiryId: InquiryId,
  attachments: readonly Attachment[],
): Promise<void> {
  if (attachments.length === 0) return;
  await tx.insert(inquiryAttachments).values(attachments.map((each) => ({ ...each, inquiryId })));
}

/** What was written is gone; that something was written stays. Files are deleted afterwards. */
export async function eraseThread(tx: Tx, inquiryId: InquiryId): Promise<void> {
  await tx
    .update(inquiryMessages)
    .set({ text: '' })
    .where(eq(inquiryMessages.inquiryId, inquiryId));
  await tx
    .update(inquiryAttachments)
    .set({ name: null })
    .where(eq(inquiryAttachments.inquiryId, inquiryId));
}

/** The file is gone, and so is what it could be known again by. */
export async function forgetFile(tx: Tx, id: AttachmentId): Promise<void> {
  await tx.update(inquiryAttachments).set({ sha256: '' }).where(eq(inquiryAttachments.id, id));
}
