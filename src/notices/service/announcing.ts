import { type Change, lastStep, servicesOf } from '../../changes/model.ts';
import { actorName, type Ctx, type Staff, type System } from '../../context.ts';
import type { Day } from '../../core/day.ts';
import type { CustomerId } from '../../core/ids.ts';
import type { Terms } from '../../customers/model.ts';
import { type InScope, listInScope, todayOf } from '../../customers/service/reading.ts';
import type { Db, Tx } from '../../db/client.ts';
import type { Ledger } from '../../db/commit.ts';
import type { StoredEvent } from '../../db/ledger.ts';
import { loadSender } from '../../deliveries/service/sender.ts';
import { datesFrom } from '../model/clock.ts';
import type { BlockReason, LegalDate } from '../model/notice.ts';
import * as store from '../store/writing.ts';
import { freezeTexts } from './texts.ts';

type Announcer = Ctx<Staff | System>;

/** What is to be announced: a change that is planned, or one that is announced anew. */
export type ToAnnounce = Pick<Change, 'items' | 'effectiveOn' | 'emergency' | 'reason' | 'class'>;

/** What one customer would be told, and by when, if the notice arrived now. */
export type PlannedNotice = {
  readonly customerId: CustomerId;
  readonly name: string;
  readonly terms: Terms;
  readonly contacts: readonly {
    readonly subscriptionId: string;
    readonly channel: string;
    readonly role: string;
    readonly language: string;
    /** Whether anything can be sent there. */
    readonly isReachable: boolean;
  }[];
  readonly objectionEnds: LegalDate;
  readonly earliestEffect: LegalDate;
  /** The planned day is no earlier than `earliestEffect`: otherwise the customer will stand in the list of holds. */
  readonly isInTime: boolean;
  /** What blocks the announcement unless it is acknowledged for this customer. */
  readonly blocks: readonly BlockReason[];
  readonly isAcknowledged: boolean;
};

export type NoticePlan = { readonly customers: readonly PlannedNotice[] };

/** The dry run of an announcement that opens a window: every customer in its scope, by id. */
export async function planNotices(
  db: Db,
  ctx: Announcer,
  change: ToAnnounce,
  acknowledged: readonly CustomerId[],
): Promise<NoticePlan> {
  const inScope = await listInScope(db, servicesOf(change.items), await todayOf(ctx, db));
  const isMailSent = ctx.deps.mail !== undefined;
  const known = new Set(acknowledged);
  return {
    customers: inScope.map((each) =>
      planNotice(each, change, {
        now: ctx.now,
        isMailSent,
        isAcknowledged: known.has(each.customer.id),
      }),
    ),
  };
}

type Circumstances = {
  readonly now: Date;
  readonly isMailSent: boolean;
  readonly isAcknowledged: boolean;
};

function planNotice(
  { customer, terms, contacts }: InScope,
  { effectiveOn, emergency }: ToAnnounce,
  { now, isMailSent, isAcknowledged }: Circumstances,
): PlannedNotice {
  const dates = datesFrom(now, terms);
  const isForbidden = emergency !== undefined && !terms.emergencyPermitted;
  const isInTime = effectiveOn >= dates.earliestEffect.on;
  const active = contacts.filter(({ subscription }) => subscription.state === 'active');
  const isByMailOnly = active.every(({ subscription }) => subscription.channel === 'email');
  return {
    customerId: customer.id,
    name: customer.name,
    terms,
    contacts: contacts.map(({ role, subscription: { id, channel, language, state } }) => ({
      subscriptionId: id,
      channel,
      role,
      language,
      isReachable: state === 'active' && (channel !== 'email' || isMailSent),
    })),
    ...dates,
    isInTime: emergency === undefined ? isInTime : !isForbidden,
    blocks: [
      ...(active.length === 0 ? ['no-contact' as const] : []),
      ...(active.length > 0 && isByMailOnly && !isMailSent ? ['no-mail' as const] : []),
      ...(isForbidden ? ['emergency-not-permitted' as const] : []),
    ],
    isAcknowledged,
  };
}

export type Announced = {
  readonly change: Change;
  /** What its recipients are told by. */
  readonly event: StoredEvent;
  readonly round: number;
  readonly plan: NoticePlan;
};

/** Enters one notice for each customer planned, in the commit that announces the change by `event`. */
export async function recordNotices(
  ctx: Announcer,
  tx: Tx,
  ledger: Ledger,
  announced: Announced,
): Promise<readonly StoredEvent[]> {
  const { change, event, round, plan } = announced;
  if (plan.customers.length === 0) return [];
  const sender = await loadSender({ db: tx, config: ctx.deps.config });
  const kinds = plan.customers.map(({ terms }) => terms);
  const textsFor = await freezeTexts(tx, sender, { change, round }, kinds, ledger.at);
  const acknowledgement = { by: actorName(ctx.actor), at: ledger.at.toISOString() };
  await store.insertNotices(
    tx,
    plan.customers.map(({ customerId, terms, blocks }) => {
      return {
        changeId: change.id,
        round,
        customerId,
        seq: event.seq,
        announcedAt: ledger.at,
        plannedEffectiveOn: change.effectiveOn,
        terms,
        texts: textsFor(terms),
        // Nothing is under way to whom nothing can be sent: somebody said so, and it is a task from now on.
        state: blocks.includes('no-contact') ? ('unreached' as const) : ('waiting' as const),
        ...(blocks.length > 0 && { acknowledged: { reasons: blocks, ...acknowledgement } }),
      };
    }),
  );
  return recordPlan(ledger, announced);
}

/** Ids and reasons only: who the customers are can be erased, the ledger can not. */
function recordPlan(ledger: Ledger, { change, round, plan }: Announced): readonly StoredEvent[] {
  const subject = `change:${change.id}`;
  const blocked = plan.customers.filter(({ blocks }) => blocks.length > 0);
  const counts = {
    customers: plan.customers.length,
    reachable: plan.customers.filter(({ contacts }) =>
      contacts.some(({ isReachable }) => isReachable),
    ).length,
    acknowledged: blocked.length,
    late: plan.customers.filter(({ isInTime }) => !isInTime).length,
  };
  const step = lastStep(change).name;
  const recorded = ledger.record({
    action: 'notices.recorded',
    subject,
    data: { round, step, ...counts },
    public: false,
  });
  const acknowledged = blocked.map(({ customerId, blocks }) =>
    ledger.record({
      action: 'notice.acknowledged',
      subject,
      data: { round, customer: customerId, reasons: blocks },
      public: false,
    }),
  );
  return [recorded, ...acknowledged];
}

/** The change was withdrawn, superseded or is announced anew: its clocks stop. */
export async function endNotices(
  tx: Tx,
  ledger: Ledger,
  changeId: number,
): Promise<readonly StoredEvent[]> {
  const customers = await store.endRound(tx, changeId);
  if (customers === 0) return [];
  return [
    ledger.record({
      action: 'notices.ended',
      subject: `change:${changeId}`,
      data: { customers },
      public: false,
    }),
  ];
}

/** Non-material postponement: the planned day moves, clocks run on. */
export async function moveNotices(tx: Tx, changeId: number, effectiveOn: Day): Promise<void> {
  await store.moveRound(tx, changeId, effectiveOn);
}
