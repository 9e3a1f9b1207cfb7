import type { Ctx, Staff } from '../../context.ts';
import { type Day, dayOf, startOfDay } from '../../core/day.ts';
import { type Fault, pointerTo, Refusal, refusalOf } from '../../core/errors.ts';
import type { CustomerId } from '../../core/ids.ts';
import { referenceFrom } from '../../core/reference.ts';
import { asObjectionId } from '../../core/ids.ts';
import { findCustomerByAddressHash } from '../../customers/service/reading.ts';
import type { Db } from '../../db/client.ts';
import { commit } from '../../db/commit.ts';
import { getOrganisation } from '../../organisation/service.ts';
import { addressHash } from '../../subscribers/model/address.ts';
import type { Objection, ObjectionSource } from '../model.ts';
import * as reading from '../store/reading.ts';
import { getObjection } from './changing.ts';
import { requireCustomer } from './matching.ts';
import { getObjectable, openCase, type Said } from './submitting.ts';
import { sendsMail } from './telling.ts';

/** One that came by letter, mail or phone. */
export type Recorded = Said & {
  readonly source: Exclude<ObjectionSource, 'form'>;
  /** When it came, in the organisation's time zone. */
  readonly receivedOn: Day;
  readonly customerId?: CustomerId | undefined;
};

/**
 * Enters an objection that reached staff. It counts from the day on which it came. Refuses `invalid` for
 * a day in the future or before the change was published, and `conflict` for a change that is withdrawn
 * and where a case of the same address is open.
 */
export async function recordObjection(ctx: Ctx<Staff>, recorded: Recorded): Promise<Objection> {
  const { deps, now } = ctx;
  const { email } = recorded.objector;
  const hash = email === undefined ? undefined : addressHash(deps.keys, 'email', email);
  const entered = await commit(ctx, async (tx, ledger) => {
    const change = await getObjectable(tx, recorded.changeId);
    const { timeZone } = (await getOrganisation(tx)).value;
    const publishedOn = dayOf(change.steps[0]?.at ?? now, timeZone);
    const today = dayOf(now, timeZone);
    const faults = faultsOfDay(recorded.receivedOn, { publishedOn, today });
    if (faults.length > 0) throw refusalOf(faults);
    if (hash !== undefined) await refuseSecond(tx, change.id, hash);
    if (recorded.customerId !== undefined) await requireCustomer(tx, recorded.customerId);
    const event = await openCase(ctx, tx, ledger, {
      change,
      said: recorded,
      reference: referenceFrom('OBJ', deps.ids.bytes(16)),
      source: recorded.source,
      // Of a day without an hour the earliest instant: it is the customer's right.
      receivedAt: recorded.receivedOn === today ? now : startOfDay(recorded.receivedOn, timeZone),
      mayWrite: sendsMail(deps),
      looksAutomated: false,
      customerId:
        recorded.customerId ??
        (hash === undefined ? undefined : await findCustomerByAddressHash(tx, hash)),
    });
    const id = asObjectionId(event.subject.replace('objection:', ''));
    return { value: await getObjection(tx, id), events: [event] };
  });
  deps.nudge();
  return entered;
}

async function refuseSecond(db: Db, changeId: number, hash: string): Promise<void> {
  const open = await reading.selectOpenCase(db, changeId, hash);
  if (open)
    throw new Refusal(
      'conflict',
      `The case ${open.reference} of this address is open for this change. Add what came as a message to it: ${open.id}.`,
    );
}

function faultsOfDay(
  receivedOn: Day,
  { publishedOn, today }: { readonly publishedOn: Day; readonly today: Day },
): readonly Fault[] {
  const pointer = pointerTo('receivedOn');
  if (receivedOn > today)
    return [{ pointer, detail: `Must not be in the future: it is ${today}.` }];
  return receivedOn < publishedOn
    ? [{ pointer, detail: `Must not be before ${publishedOn}, when the change was published.` }]
    : [];
}
