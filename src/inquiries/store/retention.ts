import { and, asc, eq, gt, gte, inArray, lt, notExists, or } from 'drizzle-orm';
import type { InquiryId } from '../../core/ids.ts';
import type { Db, Tx } from '../../db/client.ts';
import { inquiries, inquiryAttachments, inquiryMessages } from '../table.ts';

type Place = { readonly at: Date; readonly id: string };

/** Received and last written on before that moment, oldest first, behind `after`. */
export async function selectSilentSince(db: Db, before: Date, after: Place, limit: number) {
  const { id, receivedAt, customerId, addressHash } = inquiries;
  const later = db
    .select({ id: inquiryMessages.id })
    .from(inquiryMessages)
    .where(and(eq(inquiryMessages.inquiryId, id), gte(inquiryMessages.at, before)));
  return db
    .select({ id, receivedAt, customerId, addressHash })
    .from(inquiries)
    .where(
      and(
        lt(receivedAt, before),
        or(gt(receivedAt, after.at), and(eq(receivedAt, after.at), gt(id, after.id as InquiryId))),
        notExists(later),
      ),
    )
    .orderBy(asc(receivedAt), asc(id))
    .limit(limit);
}

/** Inquiries with all that was written and attached; what is left of them elsewhere. */
export async function deleteInquiries(tx: Tx, ids: readonly InquiryId[]) {
  const subscribed = await tx
    .select({ id: inquiries.subscriptionId })
    .from(inquiries)
    .where(inArray(inquiries.id, [...ids]));
  const attachments = await tx
    .delete(inquiryAttachments)
    .where(inArray(inquiryAttachments.inquiryId, [...ids]))
    .returning({ id: inquiryAttachments.id });
  await tx.delete(inquiryMessages).where(inArray(inquiryMessages.inquiryId, [...ids]));
  await tx.delete(inquiries).where(inArray(inquiries.id, [...ids]));
  return {
    subscriptionIds: subscribed.flatMap(({ id }) => id ?? []),
    attachmentIds: attachments.map(({ id }) => id),
  };
}
