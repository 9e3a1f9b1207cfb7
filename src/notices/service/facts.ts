import type { CustomerId, SubscriptionId } from '../../core/ids.ts';
import { listReachedContacts, type ReachedContact } from '../../customers/service/reading.ts';
import type { Db } from '../../db/client.ts';
import { nextSubject } from '../../deliveries/model/again.ts';
import { isPlanned, listTellings, type Telling } from '../../deliveries/service/acceptances.ts';
import type { queueDeliveries } from '../../deliveries/service/queue.ts';
import { isOpen, type Objection } from '../../objections/model.ts';
import { listObjectionsOf } from '../../objections/service/reading.ts';
import type { Facts } from '../model/advancing.ts';
import { noObjection, type Objecting } from '../model/deciding.ts';
import type { Clock, Notice } from '../model/notice.ts';
import type { Round } from '../store/reading.ts';

/** A round of notices, and whether its change is in effect. */
export type Around = { readonly round: Round } & Pick<Facts, 'effect'>;

type NewDelivery = Parameters<typeof queueDeliveries>[1][number];

/** What is known of a notice, and who has to be told still. */
export type Looked = { readonly facts: Facts; readonly toTell: readonly NewDelivery[] };

/** Of notices of one round, few statements for any number. */
export async function loadFacts(
  db: Db,
  { round, effect }: Around,
  notices: readonly Notice[],
  now: Date,
): Promise<ReadonlyMap<CustomerId, Looked>> {
  const contacts = await listReachedContacts(
    db,
    notices.map(({ customerId }) => customerId),
  );
  const told = await listTellings(db, round.seq, [
    ...new Set([
      ...contacts.map(({ subscriptionId }) => subscriptionId),
      ...notices.flatMap(({ clock }) => clock?.subscriptionId ?? []),
    ]),
  ]);
  const isReady = await isPlanned(db, round.seq);
  const byCustomer = Map.groupBy(contacts, ({ customerId }) => customerId);
  const objections = Map.groupBy(
    await listObjectionsOf(db, { changeId: round.changeId }),
    ({ customerId }) => customerId,
  );
  return new Map(
    notices.map(({ customerId, clock }) => {
      const toldTo = (id: SubscriptionId) => told.get(id) ?? [];
      const mine = (byCustomer.get(customerId) ?? []).map((contact) => ({
        contact,
        told: toldTo(contact.subscriptionId),
      }));
      const arrived = arrivalOf(clock, toldTo, mine);
      const toTell =
        !isReady || arrived.isThere ? [] : mine.flatMap((each) => missing(each, round, now));
      const isUnderWay = !isReady || toTell.length > 0 || mine.some(mayStillArrive);
      const facts = {
        now,
        ...arrived.facts,
        isOutOfReach: !arrived.isThere && !isUnderWay,
        objecting: objectingOf(objections.get(customerId) ?? []),
        ...(effect && { effect }),
      };
      return [customerId, { facts, toTell }] as const;
    }),
  );
}

type Arrival = {
  readonly isThere: boolean;
  readonly facts: Pick<Facts, 'acceptances' | 'takenBack'>;
};

function arrivalOf(
  clock: Clock | undefined,
  toldTo: (id: SubscriptionId) => readonly Telling[],
  contacts: readonly Reached[],
): Arrival {
  const acceptances = contacts.flatMap(acceptancesOf);
  const takenBack = clock && isTakenBack(clock, toldTo(clock.subscriptionId)) ? clock : undefined;
  return {
    isThere: acceptances.length > 0 || (clock !== undefined && takenBack === undefined),
    facts: { acceptances, ...(takenBack && { takenBack }) },
  };
}

type Reached = { readonly contact: ReachedContact; readonly told: readonly Telling[] };

/** What a contact was sent while it stood for the customer: the mail named the customers it stood for. */
function acceptancesOf({ contact, told }: Reached): Facts['acceptances'] {
  const { subscriptionId, addedAt, removedAt } = contact;
  return told.flatMap(({ acceptedAt }) =>
    acceptedAt !== undefined &&
    acceptedAt >= addedAt &&
    (removedAt === undefined || acceptedAt <= removedAt)
      ? [{ subscriptionId, acceptedAt }]
      : [],
  );
}

/** What may have started the clock came back, and nothing that arrived by then stands. */
function isTakenBack({ startsAt }: Clock, told: readonly Telling[]): boolean {
  const startedAt = new Date(startsAt);
  const before = told.filter(({ createdAt }) => createdAt <= startedAt);
  return (
    before.some(({ state }) => state === 'bounced') &&
    !before.some(({ acceptedAt }) => acceptedAt !== undefined && acceptedAt <= startedAt)
  );
}

function isUnderWay({ state }: Telling): boolean {
  return state === 'due' || state === 'in-flight';
}

function isInForce({ contact: { removedAt, subscription } }: Reached): boolean {
  return removedAt === undefined && subscription.state === 'active';
}

function mayStillArrive(reached: Reached): boolean {
  return isInForce(reached) && reached.told.some(isUnderWay);
}

/** A contact that was added after the announcement, or made active since, has to be told of it. */
function missing(reached: Reached, { seq }: Round, now: Date): readonly NewDelivery[] {
  const { contact, told } = reached;
  const isTold = told.some((each) => isUnderWay(each) || each.createdAt >= contact.addedAt);
  if (!isInForce(reached) || isTold) return [];
  const { subscriptionId, subscription } = contact;
  const origin = `event:${seq}`;
  const subject =
    told.length === 0
      ? origin
      : nextSubject(
          origin,
          told.map((each) => each.subject),
        );
  const cargo = { kind: 'event', seq } as const;
  return [{ subscriptionId, channel: subscription.channel, subject, cargo, dueAt: now }];
}

function objectingOf(objections: readonly Objection[]): Objecting {
  if (objections.length === 0) return noObjection;
  const inTime = objections.filter(({ isLate }) => !isLate);
  const withdrawn = inTime.flatMap(({ state, endedAt }) =>
    state === 'withdrawn' && endedAt ? [endedAt.getTime()] : [],
  );
  return {
    hasObjected: inTime.length > 0,
    ...(withdrawn.length > 0 &&
      withdrawn.length === inTime.length && { withdrawnAt: new Date(Math.max(...withdrawn)) }),
    isOpen: objections.some(isOpen),
    isExcluded: objections.some(({ resolution }) => resolution === 'customer-excluded'),
  };
}
