import { and, asc, desc, eq, inArray, isNull, lt, notInArray, or, sql } from 'drizzle-orm';
import type { AttachmentId, InquiryId } from '../../core/ids.ts';
import type { Db } from '../../db/client.ts';
import {
  type Attachment,
  type Inquiry,
  type InquiryState,
  type InquiryTopic,
  type Message,
  waitingStates,
} from '../model.ts';
import type { AssigneeId } from '../../staff/model.ts';
import { inquiries, inquiryAttachments, inquiryMessages } from '../table.ts';

export type InquiryFilter = {
  readonly state?: InquiryState | undefined;
  readonly topic?: InquiryTopic | undefined;
  /** Null for those that nobody looks after. */
  readonly assignee?: AssigneeId | null | undefined;
  /** Those that wait for us, or the others. */
  readonly waiting?: boolean | undefined;
  readonly text?: { readonly sought: string; readonly inPersons: boolean } | undefined;
};

export async function selectInquiry(db: Db, id: InquiryId): Promise<Inquiry | undefined> {
  const [row] = await db.select().from(inquiries).where(eq(inquiries.id, id));
  return row && toInquiry(row);
}

/** Newest first, behind the one `after`. */
export async function selectPage(
  db: Db,
  filter: InquiryFilter,
  after: Pick<Inquiry, 'id' | 'receivedAt'> | undefined,
  limit: number,
): Promise<readonly Inquiry[]> {
  const { receivedAt, id } = inquiries;
  const rows = await db
    .select()
    .from(inquiries)
    .where(
      and(
        ...conditionsOf(filter),
        after &&
          or(
            lt(receivedAt, after.receivedAt),
            and(eq(receivedAt, after.receivedAt), lt(id, after.id)),
          ),
      ),
    )
    .orderBy(desc(receivedAt), desc(id))
    .limit(limit);
  return rows.map(toInquiry);
}

/** Those that wait for us, the longest first: since what the person wrote last. */
export async function selectWaiting(
  db: Db,
  filter: InquiryFilter,
  limit: number,
): Promise<readonly (Inquiry & { readonly waitingSince: Date })[]> {
  const { id, receivedAt } = inquiries;
  const written = sql<Date>`coalesce((
    SELECT max(at) FROM ${inquiryMessages}
    WHERE inquiry_id = ${id} AND author = 'person'
  ), ${receivedAt})`.mapWith(inquiries.receivedAt);
  const rows = await db
    .select({ row: inquiries, waitingSince: written })
    .from(inquiries)
    .where(and(...conditionsOf({ ...filter, waiting: true })))
    .orderBy(written, asc(id))
    .limit(limit);
  return rows.map(({ row, waitingSince }) => ({ ...toInquiry(row), waitingSince }));
}

function conditionsOf({ state, topic, assignee, waiting, text }: InquiryFilter) {
  return [
    waiting === undefined
      ? undefined
      : (waiting ? inArray : notInArray)(inquiries.state, [...waitingStates]),
    state === undefined ? undefined : eq(inquiries.state, state),
    topic === undefined ? undefined : eq(inquiries.topic, topic),
    assignee === undefined
      ? undefined
      : assignee === null
        ? isNull(inquiries.assignee)
        : eq(inquiries.assignee, assignee),
    text && or(...(text.inPersons ? all : all.slice(0, 1)).map((each) => holds(each, text.sought))),
  ];
}

const all = [
  sql`${inquiries.reference}`,
  ...['name', 'company', 'email'].map((name) => sql`${inquiries.person} ->> ${`$.${name}`}`),
];

/** Without case, of letters of ASCII. */
function holds(place: (typeof all)[number], sought: string) {
  return sql`instr(lower(${place}), lower(${sought})) > 0`;
}

/** Oldest first. */
export async function selectMessages(db: Db, id: InquiryId): Promise<readonly Message[]> {
  const rows = await db
    .select()
    .from(inquiryMessages)
    .where(eq(inquiryMessages.inquiryId, id))
    .orderBy(asc(inquiryMessages.id));
  return rows.map(toMessage);
}

export async function selectMessage(
  db: Db,
  id: InquiryId,
  message: number,
): Promise<Message | undefined> {
  const [row] = await db
    .select()
    .from(inquiryMessages)
    .where(and(eq(inquiryMessages.inquiryId, id), eq(inquiryMessages.id, message)));
  return row && toMessage(row);
}

/** Oldest first. */
export async function selectAttachments(db: Db, id: InquiryId): Promise<readonly Attachment[]> {
  const rows = await db
    .select()
    .from(inquiryAttachments)
    .where(eq(inquiryAttachments.inquiryId, id))
    .orderBy(
      asc(inquiryAttachments.messageId),
      asc(inquiryAttachments.at),
      asc(inquiryAttachments.id),
    );
  return rows.map(toAttachment);
}

export async function selectAttachment(
  db: Db,
  id: InquiryId,
  attachment: AttachmentId,
): Promise<Attachment | undefined> {
  const [row] = await db
    .select()
    .from(inquiryAttachments)
    .where(and(eq(inquiryAttachments.inquiryId, id), eq(inquiryAttachments.id, attachment)));
  return row && toAttachment(row);
}

/** Of inquiries that are erased, with files that may still be there. */
export async function selectErasedFiles(db: Db, limit: number): Promise<readonly AttachmentId[]> {
  const rows = await db
    .select({ id: inquiryAttachments.id })
    .from(inquiryAttachments)
    .where(sql`name IS NULL AND sha256 <> ''`)
    .limit(limit);
  return rows.map(({ id }) => id);
}

function toMessage({
  inquiryId: _,
  staffKeyId,
  ...row
}: typeof inquiryMessages.$inferSelect): Message {
  return { ...row, ...(staffKeyId !== null && { staffKeyId }) };
}

function toAttachment({
  inquiryId: _,
  name,
  ...row
}: typeof inquiryAttachments.$inferSelect): Attachment {
  return { ...row, ...(name !== null && { name }) };
}

function toInquiry(row: typeof inquiries.$inferSelect): Inquiry {
  const { id, reference, topic, state, source, receivedAt, language, looksAutomated } = row;
  const { linkVersion, changedAt, version } = row;
  const known = { id, reference, topic, state, source, receivedAt, language, looksAutomated };
  return { ...known, linkVersion, changedAt, version, ...optionalOf(row) };
}

/** What is null in the row is absent. */
function optionalOf(row: typeof inquiries.$inferSelect) {
  const { person, subscriptionId, customerId, assignee, accessRequestId } = row;
  const { confirmedAt, endedAt } = row;
  const some = { person, subscriptionId, customerId, assignee, accessRequestId };
  return present({ ...some, confirmedAt, endedAt });
}

type Present<T> = { [K in keyof T]?: NonNullable<T[K]> };

function present<T extends object>(values: T): Present<T>;
function present(values: object): object {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));
}
