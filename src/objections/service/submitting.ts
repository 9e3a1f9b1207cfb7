import type { Change } from '../../changes/model.ts';
import { findChange, listChanges } from '../../changes/service.ts';
import type { Ctx, Deps } from '../../context.ts';
import { Refusal } from '../../core/errors.ts';
import { type CustomerId, newId, type SubscriptionId } from '../../core/ids.ts';
import { referenceFrom } from '../../core/reference.ts';
import { findCustomerByAddressHash } from '../../customers/service/reading.ts';
import type { Db, Tx } from '../../db/client.ts';
import { commit, type Ledger } from '../../db/commit.ts';
import type { StoredEvent } from '../../db/ledger.ts';
import { recountSilence } from '../../notices/service/recounting.ts';
import { addressHash } from '../../subscribers/model/address.ts';
import { sourceOf } from '../../subscribers/model/limits.ts';
import { limitKeyOf } from '../../subscribers/model/mail-address.ts';
import type { Language } from '../../core/language.ts';
import { addCaseAddress } from '../../subscribers/service/cases.ts';
import { countAgainst, refuseBeyond } from '../../subscribers/service/limiting.ts';
import type { Objection, ObjectionGround, ObjectionSource, Objector } from '../model.ts';
import { faultOfChange } from '../model/objecting.ts';
import * as reading from '../store/reading.ts';
import * as writing from '../store/writing.ts';
import { getObjection } from './changing.ts';
import { customerOfLink, factsOf, judgeLateness } from './matching.ts';
import { alertOf, recordOf, sendsMail, tellObjector } from './telling.ts';

/** What is said, by whichever way it came. */
export type Said = {
  readonly changeId: number;
  readonly objector: Objector;
  readonly ground: ObjectionGround;
  readonly statement: string;
  readonly request?: string | undefined;
  readonly language: Language;
};

/** What somebody entered at the form. */
export type Submission = Said & {
  readonly objector: Objector & { readonly email: string };
  /** From the page of a customer's terms. */
  readonly customerLink?: string | undefined;
  /** Something was written where people see no field. Flagged, never dropped. */
  readonly looksAutomated: boolean;
};

/** The same whatever is known of the address and of the company. */
export type Acknowledged = {
  readonly reference: string;
  readonly receivedAt: Date;
  /** By the date on the change's page; a contract may give longer. */
  readonly isBehindGeneralDate: boolean;
  readonly change: Change;
};

/**
 * Takes an objection from the form. It counts from now, confirmed or not. While a case of the same
 * address is open for the change it joins that one. Refuses `not_found`, `conflict` for a change that
 * is withdrawn or superseded, and `too_many`.
 */
export async function submitObjection(
  ctx: Ctx,
  submission: Submission,
  clientAddress: string | undefined,
): Promise<Acknowledged> {
  const { deps, now } = ctx;
  const { email } = submission.objector;
  const at = { keys: deps.keys, now };
  const hash = addressHash(deps.keys, 'email', email);
  const acknowledged = await commit(ctx, async (tx, ledger) => {
    const change = await getObjectable(tx, submission.changeId);
    const linked = await customerOfLink({ ...deps, db: tx }, submission.customerLink);
    await refuseBeyond(tx, 'objectionSource', sourceOf(clientAddress), at);
    // What strangers use up is not a customer's, who may have until midnight to object.
    if (linked === undefined) await refuseBeyond(tx, 'objectionTotal', '', at);
    else await refuseBeyond(tx, 'objectionCustomer', linked, at);
    await refuseBeyond(tx, 'objectionAddress', limitKeyOf(email), at);
    const mayWrite =
      sendsMail(deps) &&
      (await countAgainst(tx, 'objectionMail', limitKeyOf(email), at)) === undefined;
    const reference = referenceFrom('OBJ', deps.ids.bytes(16));
    const open = await reading.selectOpenCase(tx, change.id, hash);
    const event = open
      ? await joinCase(tx, ledger, open, { submission, reference, mayWrite })
      : await openCase(ctx, tx, ledger, {
          change,
          said: submission,
          reference,
          source: 'form',
          receivedAt: now,
          mayWrite,
          looksAutomated: submission.looksAutomated,
          customerId: linked ?? (await findCustomerByAddressHash(tx, hash)),
        });
    const general = await judgeLateness(tx, change, now, undefined);
    const value = { reference, receivedAt: now, isBehindGeneralDate: general.isLate, change };
    return { value, events: [event] };
  });
  deps.nudge();
  return acknowledged;
}

export type NewCase = {
  readonly change: Change;
  readonly said: Said;
  readonly reference: string;
  readonly source: ObjectionSource;
  readonly receivedAt: Date;
  readonly customerId: CustomerId | undefined;
  /** Whether an acknowledgement goes to the address. */
  readonly mayWrite: boolean;
  readonly looksAutomated: boolean;
};

/** Opens a case, in the commit of the caller. */
export async function openCase(
  { deps }: Ctx,
  tx: Tx,
  ledger: Ledger,
  { change, said, reference, source, receivedAt, customerId, ...about }: NewCase,
): Promise<StoredEvent> {
  const { objector, ground, statement, request, language } = said;
  const id = newId(deps.ids, 'obj');
  const lateness = await judgeLateness(tx, change, receivedAt, customerId);
  const { isLate } = lateness;
  const subscriptionId = await addressOf(tx, deps, said, ledger.at);
  await writing.insertObjection(tx, {
    id,
    reference,
    changeId: change.id,
    customerId: customerId ?? null,
    state: 'received',
    isLate,
    receivedAt,
    source,
    ground,
    statement,
    request: request ?? null,
    objector,
    addressHash: objector.email ? addressHash(deps.keys, 'email', objector.email) : null,
    language,
    subscriptionId: subscriptionId ?? null,
    changedAt: ledger.at,
  });
  const event = recordOf(ledger, { id }, 'objection.received', {
    change: change.id,
    source,
    ...(customerId && { customer: customerId }),
    ...factsOf(lateness),
    ...(about.looksAutomated && { looksAutomated: true }),
  });
  if (customerId !== undefined && !isLate)
    await recountSilence(tx, ledger, { changeId: change.id, customerId });
  const stored = await getObjection(tx, id);
  if (about.mayWrite) await tellObjector(tx, stored, { what: 'received' }, event);
  await alertOf(tx, stored, event);
  return event;
}

type Again = {
  readonly submission: Submission;
  readonly reference: string;
  readonly mayWrite: boolean;
};

/** What was sent again is a message of the open case, under a reference of its own. */
async function joinCase(
  tx: Tx,
  ledger: Ledger,
  open: Objection,
  { submission: { statement, request, looksAutomated }, reference, mayWrite }: Again,
): Promise<StoredEvent> {
  const message = await writing.insertMessage(tx, {
    objectionId: open.id,
    at: ledger.at,
    author: 'objector',
    text: request === undefined ? statement : `${statement}\n\n${request}`,
    reference,
  });
  await writing.updateObjection(tx, open.id, { changedAt: ledger.at });
  const event = recordOf(ledger, open, 'objection.repeated', {
    message,
    ...(looksAutomated && { looksAutomated: true }),
  });
  if (mayWrite) await tellObjector(tx, open, { what: 'received', message }, event);
  await alertOf(tx, { ...open, reference }, event);
  return event;
}

/** Refuses `not_found`, and `conflict` with what became of the change. */
export async function getObjectable(db: Db, changeId: number): Promise<Change> {
  const change = await findChange(db, changeId);
  if (!change) throw new Refusal('not_found', 'There is no change of this number.');
  const fault = faultOfChange(change);
  if (fault !== undefined) throw new Refusal('conflict', fault);
  return change;
}

/** The newest changes to which an objection can be entered, among the last hundred. */
export async function listObjectable(db: Db): Promise<readonly Change[]> {
  const { items } = await listChanges(db, {}, 100);
  return items.filter((change) => faultOfChange(change) === undefined);
}

/** Also one that nobody can object to any more; undefined where there is none. */
export async function findChangeFor(db: Db, changeId: number): Promise<Change | undefined> {
  return findChange(db, changeId);
}

/** Kept where no mail can be sent too: it may be some day. */
async function addressOf(
  tx: Tx,
  deps: Deps,
  { objector: { email }, language }: Said,
  now: Date,
): Promise<SubscriptionId | undefined> {
  if (email === undefined) return undefined;
  return addCaseAddress(tx, deps, { address: email, language }, now);
}
