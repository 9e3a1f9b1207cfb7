import type { Ctx, Deps } from '../../context.ts';
import { type CustomerId, type InquiryId, newId, type SubscriptionId } from '../../core/ids.ts';
import { referenceFrom } from '../../core/reference.ts';
import { findCustomerByAddressHash } from '../../customers/service/reading.ts';
import type { Tx } from '../../db/client.ts';
import { commit, type Ledger, operate } from '../../db/commit.ts';
import type { StoredEvent } from '../../db/ledger.ts';
import { addressHash } from '../../subscribers/model/address.ts';
import { sourceOf } from '../../subscribers/model/limits.ts';
import { limitKeyOf } from '../../subscribers/model/mail-address.ts';
import type { Language } from '../../core/language.ts';
import { addCaseAddress } from '../../subscribers/service/cases.ts';
import { countAgainst, refuseBeyond } from '../../subscribers/service/limiting.ts';
import type { Inquiring, InquirySource, InquiryTopic } from '../model.ts';
import * as writing from '../store/writing.ts';
import { examineFiles, nameFiles, type SentFile, type Stored, withFiles } from './attaching.ts';
import { alertOf, recordOf, tellPerson } from './telling.ts';

/** What is said, by whichever way it came. */
export type Said = {
  readonly topic: InquiryTopic;
  readonly person: Inquiring;
  readonly message: string;
  readonly language: Language;
};

/** What somebody entered at the form. */
export type Submission = Said & {
  readonly person: Inquiring & { readonly email: string };
  readonly files: readonly SentFile[];
  /** Something was written where people see no field, or too fast. Flagged, never dropped. */
  readonly looksAutomated: boolean;
};

/** The same whatever is known of the address and of the company. */
export type Received = { readonly reference: string; readonly receivedAt: Date };

/**
 * Takes an inquiry from the form. Refuses `invalid` for files that are not taken, `too_many`, and
 * `unavailable` for files where none can be kept.
 */
export async function submitInquiry(
  ctx: Ctx,
  { files, looksAutomated, ...said }: Submission,
  clientAddress: string | undefined,
): Promise<Received> {
  const { deps, now } = ctx;
  const { email } = said.person;
  const taken = await examineFiles(files);
  // Counted first: what is beyond the limits stores no file.
  const mayWrite = await operate(ctx, (tx) =>
    countSubmission(tx, ctx, { email, clientAddress, hasFiles: taken.length > 0 }),
  );
  const reference = referenceFrom('INQ', deps.ids.bytes(16));
  await withFiles(ctx, taken, (stored) =>
    commit(ctx, async (tx, ledger) => {
      const { event } = await openInquiry(deps, tx, ledger, {
        said,
        reference,
        source: 'form',
        receivedAt: now,
        stored,
        mayWrite,
        looksAutomated,
      });
      return { value: undefined, events: [event] };
    }),
  );
  deps.nudge();
  return { reference, receivedAt: now };
}

type Counted = {
  readonly email: string;
  readonly clientAddress: string | undefined;
  readonly hasFiles: boolean;
};

/** Whether a mail may go to the address. Refuses `too_many`. */
async function countSubmission(
  tx: Tx,
  { deps: { keys }, now }: Ctx,
  { email, clientAddress, hasFiles }: Counted,
): Promise<boolean> {
  const at = { keys, now };
  await refuseBeyond(tx, 'deskSource', sourceOf(clientAddress), at);
  await refuseBeyond(tx, 'deskTotal', '', at);
  await refuseBeyond(tx, 'deskAddress', limitKeyOf(email), at);
  if (hasFiles) await refuseBeyond(tx, 'deskFiles', '', at);
  return (await countAgainst(tx, 'deskMail', limitKeyOf(email), at)) === undefined;
}

export type NewInquiry = {
  readonly said: Said;
  readonly reference: string;
  readonly source: InquirySource;
  readonly receivedAt: Date;
  readonly stored: Stored;
  /** Whether an acknowledgement goes to the address. */
  readonly mayWrite: boolean;
  readonly looksAutomated: boolean;
};

/** Opens an inquiry, in the commit of the caller. */
export async function openInquiry(
  deps: Deps,
  tx: Tx,
  ledger: Ledger,
  { said, reference, source, receivedAt, stored, ...about }: NewInquiry,
): Promise<{ readonly id: InquiryId; readonly event: StoredEvent }> {
  const { topic, person, message, language } = said;
  const id = newId(deps.ids, 'inq');
  const reach = await reachOf(tx, deps, said, ledger.at);
  await writing.insertInquiry(tx, {
    id,
    reference,
    topic,
    state: 'received',
    source,
    receivedAt,
    person,
    language,
    ...reach,
    looksAutomated: about.looksAutomated,
    changedAt: ledger.at,
  });
  const first = { inquiryId: id, at: ledger.at, author: 'person' as const, text: message };
  const messageId = await writing.insertMessage(tx, first);
  await nameFiles(tx, id, stored, { messageId, at: ledger.at, now: deps.clock() });
  const event = recordOf(ledger, { id }, 'inquiry.received', {
    topic,
    source,
    message: messageId,
    ...(stored.length > 0 && { attachments: stored.map((each) => each.id) }),
    ...(about.looksAutomated && { looksAutomated: true }),
  });
  if (about.mayWrite) await tellPerson(tx, deps, { id, ...reach }, { what: 'received' }, event);
  await alertOf(tx, { reference, topic }, false, event);
  return { id, event };
}

type Reach = {
  readonly addressHash?: string;
  readonly subscriptionId?: SubscriptionId;
  readonly customerId?: CustomerId;
};

/** Where it is answered, and of which customer that is a contact. Kept where no mail can be sent too. */
async function reachOf(
  tx: Tx,
  deps: Deps,
  { person: { email }, language }: Said,
  now: Date,
): Promise<Reach> {
  if (email === undefined) return {};
  const hash = addressHash(deps.keys, 'email', email);
  const customerId = await findCustomerByAddressHash(tx, hash);
  return {
    addressHash: hash,
    subscriptionId: await addCaseAddress(tx, deps, { address: email, language }, now),
    ...(customerId && { customerId }),
  };
}
