import { actorName, type Ctx, type Staff, type System } from '../../context.ts';
import { type Change, servicesOf } from '../../changes/model.ts';
import { type Day, dayOf } from '../../core/day.ts';
import type { CustomerId } from '../../core/ids.ts';
import type { Terms } from '../../customers/model.ts';
import { type InScope, listInScope } from '../../customers/service/reading.ts';
import type { Db, Tx } from '../../db/client.ts';
import type { Ledger } from '../../db/commit.ts';
import type { StoredEvent } from '../../db/ledger.ts';
import { loadSender } from '../../deliveries/service/sender.ts';
import { getOrganisation } from '../../organisation/service.ts';
import { datesFrom } from '../model/clock.ts';
import type { BlockReason, LegalDate, Notice } from '../model/notice.ts';
import { opensWindow } from '../model/window.ts';
import * as store from '../store/notices.ts';
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

/** The dry run of an announcement: every customer in its scope. Empty where the change opens no window. */
export async function planNotices(
  db: Db,
  ctx: Announcer,
  change: ToAnnounce,
  acknowledged: readonly CustomerId[],
): Promise<NoticePlan> {
  const { value: organisation } = await getOrganisation(db);
  if (!opensWindow(change.items, organisation)) return { customers: [] };
  const today = dayOf(ctx.now, organisation.timeZone);
  const inScope = await listInScope(db, servicesOf(change.items), today);
  const known = new Set(acknowledged);
  return { customers: inScope.map((each) => plan(ctx, each, change, known)) };
}

function plan(
  { deps, now }: Announcer,
  { customer: { id, name }, terms, contacts }: InScope,
  { effectiveOn, emergency }: ToAnnounce,
  acknowledged: ReadonlySet<CustomerId>,
): PlannedNotice {
  const dates = datesFrom(now, terms);
  const active = contacts.filter(({ subscription }) => subscription.state === 'active');
  const sent = active.filter(({ subscription: { channel } }) => channel !== 'email' || deps.mail);
  const isForbidden = emergency !== undefined && !terms.emergencyPermitted;
  return {
    customerId: id,
    name,
    terms,
    contacts: contacts.map((contact) => ({
      subscriptionId: contact.subscriptionId,
      channel: contact.subscription.channel,
      role: contact.role,
      language: contact.subscription.language,
      isReachable: sent.includes(contact),
    })),
    ...dates,
    isInTime: effectiveOn >= dates.earliestEffect.on,
    blocks: [
      ...(active.length === 0 ? ['no-contact' as const] : []),
      ...(active.length > 0 && sent.length === 0 ? ['no-mail' as const] : []),
      ...(isForbidden ? ['emergency-not-permitted' as const] : []),
    ],
    isAcknowledged: acknowledged.has(id),
  };
}

/** Enters one notice for each customer planned, in the commit that announces the change by `event`. */
export async function recordNotices(
  ctx: Announcer,
  tx: Tx,
  ledger: Ledger,
  {
    change,
    event,
    round,
    plan: { customers },
  }: {
    readonly change: Change;
    readonly event: StoredEvent;
    readonly round: number;
    readonly plan: NoticePlan;
  },
): Promise<readonly StoredEvent[]> {
  if (customers.length === 0) return [];
  const sender = await loadSender({ db: tx, config: ctx.deps.config });
  const terms = customers.map((each) => each.terms);
  const textsFor = await freezeTexts(tx, sender, { change, round }, terms, ledger.at);
  const by = { by: actorName(ctx.actor), at: ledger.at.toISOString() };
  const rows = customers.map(({ customerId, terms: agreed, blocks }): Notice => ({
    changeId: change.id,
    round,
    customerId,
    seq: event.seq,
    announcedAt: ledger.at,
    plannedEffectiveOn: change.effectiveOn,
    terms: agreed,
    texts: textsFor(agreed),
    ...(blocks.length > 0 && { acknowledged: { reasons: blocks, ...by } }),
    state: 'waiting',
    version: 1,
  }));
  await store.insertNotices(tx, rows);
  const recorded = ledger.record({
    action: 'notices.recorded',
    subject: `notices:${change.id}`,
    data: { change: change.id, round, customers: customers.length },
    public: false,
  });
  const acknowledgements = rows.flatMap(({ customerId, acknowledged }) =>
    acknowledged
      ? [
          ledger.record({
            action: 'notice.acknowledged',
            subject: `customer:${customerId}`,
            data: { change: change.id, round, reasons: acknowledged.reasons },
            public: false,
          }),
        ]
      : [],
  );
  return [recorded, ...acknowledgements];
}

/** The change was withdrawn, superseded or is announced anew: its clocks stop. */
export async function endNotices(
  tx: Tx,
  ledger: Ledger,
  changeId: number,
): Promise<readonly StoredEvent[]> {
  const customers = await store.endAll(tx, changeId);
  if (customers === 0) return [];
  return [
    ledger.record({
      action: 'notices.ended',
      subject: `notices:${changeId}`,
      data: { change: changeId, customers },
      public: false,
    }),
  ];
}

/** Non-material postponement: the planned day moves, clocks run on. */
export async function moveNotices(tx: Tx, changeId: number, effectiveOn: Day): Promise<void> {
  await store.moveAll(tx, changeId, effectiveOn);
}
