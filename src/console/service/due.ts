import { listRequests as listAccessRequests } from '../../access/service/reading.ts';
import type { Ctx, Staff } from '../../context.ts';
import { addDays, type Day, dayOf } from '../../core/day.ts';
import { listCustomersById } from '../../customers/service/reading.ts';
import { listStatementTasks } from '../../controls/service/tasks.ts';
import { getDeliveryFigures } from '../../deliveries/service/figures.ts';
import { listDocumentTasks } from '../../documents/service/tasks.ts';
import { listWaiting } from '../../inquiries/service/reading.ts';
import { listClosingWindows } from '../../notices/service/reading.ts';
import { listTasks } from '../../notices/service/tasks.ts';
import { listOpenCases } from '../../objections/service/reading.ts';
import { getOrganisation } from '../../organisation/service.ts';
import { listBatches, titleOf } from '../../subprocessors/service/batches.ts';
import { checkPolicyDrift } from '../../policies/service/drift.ts';
import { listHolds } from '../../retention/service/holds.ts';
import { listRequests as listRightsRequests } from '../../rights/service/reading.ts';
import { mayDo } from '../../staff/model/permitting.ts';
import { rolesDue } from './due-roles.ts';

/** One thing that waits for somebody. */
export type DueItem = {
  readonly what: string;
  /** The legal day, where there is one. */
  readonly on?: Day;
  readonly isOverdue?: boolean;
  /** Since when it waits. */
  readonly since?: Date;
  /** A page that shows it, below the base path. */
  readonly path?: string;
};

export type DueGroup = {
  readonly item: string;
  readonly title: string;
  readonly items: readonly DueItem[];
  /** Whether there are more than are listed. */
  readonly isCut: boolean;
};

const most = 20;
/** Open objections that are looked through; who has more has other worries. */
const mostCases = 200;
/** How far ahead somebody plans their week. */
const aheadDays = 14;

/** What waits for a person, in the order in which missing it hurts: legal days first. Empty groups are left out. */
export async function listDue(ctx: Ctx<Staff>): Promise<readonly DueGroup[]> {
  const { db } = ctx.deps;
  const today = dayOf(ctx.now, (await getOrganisation(db)).value.timeZone);
  const tasks = await listTasks(ctx, undefined, most + 1);
  const groups = [
    await rightsDue(ctx, today),
    await windowsDue(ctx, today),
    await objectionsDue(ctx, today, tasks.objections),
    await noticesDue(ctx, tasks.notices),
    await requestsDue(ctx),
    await inquiriesDue(ctx),
    await documentsDue(ctx),
    await statementsDue(ctx),
    group(
      'register',
      'Reviews overdue',
      tasks.reviews.map(({ slug, due }): DueItem => ({
        what: `Review of ${slug}`,
        on: due,
        isOverdue: true,
        path: `/console/register/entries/${slug}`,
      })),
    ),
    await batchesDue(ctx),
    group(
      'customers',
      'Contacts to correct',
      tasks.corrections.map(({ at }): DueItem => ({
        what: 'A customer says that a contact is to be corrected',
        since: at,
        ...(mayDo(ctx.actor, 'listCorrections') && { path: '/console/customers/corrections' }),
      })),
    ),
    await deliveriesDue(ctx),
    await holdsDue(ctx, today),
    await driftDue(ctx),
    group('people', 'Roles to approve', await rolesDue(ctx)),
  ];
  return groups.filter(({ items }) => items.length > 0);
}

/** Those to be settled soon, and those of which somebody has to say whose they are. */
async function objectionsDue(
  { deps }: Ctx,
  today: Day,
  doubtful: Awaited<ReturnType<typeof listTasks>>['objections'],
): Promise<DueGroup> {
  const isDoubtful = new Set(doubtful.map(({ id }) => id));
  const open = await listOpenCases(deps.db, mostCases);
  const items = open.flatMap(({ objection, dueOn }): readonly DueItem[] => {
    const { id, reference, changeId, receivedAt, state } = objection;
    const isSoon = dueOn !== undefined && dueOn <= addDays(today, aheadDays);
    if (!isSoon && !isDoubtful.has(id)) return [];
    const doubt = isDoubtful.has(id) ? ', of nobody known or not confirmed' : '';
    const what =
      state === 'termination-right-open'
        ? `${reference}: the customer may terminate`
        : `${reference}, an objection to change ${changeId}${doubt}`;
    const when = isSoon ? { on: dueOn, isOverdue: dueOn < today } : { since: receivedAt };
    return [{ what, ...when, path: `/console/objections/${id}` }];
  });
  return group('objections', 'Objections to settle', items);
}
type NoticeTasks = Awaited<ReturnType<typeof listTasks>>['notices'];

const noticeWords = {
  unreached: 'no contact can be reached',
  waiting: 'no server has accepted the notice for a day',
  held: 'it does not take effect yet',
} as const;

/** A change and what is the matter with it, for how many; whom nobody reaches, one by one: there it is put right. */
async function noticesDue({ deps }: Ctx, all: NoticeTasks): Promise<DueGroup> {
  const unreached = all.filter(({ kind }) => kind === 'unreached').map(({ notice }) => notice);
  const customers = await listCustomersById(
    deps.db,
    unreached.map(({ customerId }) => customerId),
  );
  const names = new Map(customers.map(({ id, name }) => [id, name]));
  const alone = unreached.map(({ changeId, customerId, announcedAt }): DueItem => ({
    what: `${names.get(customerId) ?? 'A customer'}: ${noticeWords.unreached} with change ${changeId}`,
    since: announcedAt,
    path: `/console/customers/${customerId}`,
  }));
  const tasks = all.filter(({ kind }) => kind !== 'unreached');
  const kinds = Map.groupBy(tasks, ({ kind, notice }) => `${notice.changeId} ${kind}`);
  const items = [...kinds.values()].flatMap((alike): readonly DueItem[] => {
    const [first] = alike;
    if (first === undefined) return [];
    const { kind, notice } = first;
    const what = `Change ${notice.changeId}: ${noticeWords[kind]}, for ${customersOf(alike.length)}`;
    return [{ what, since: notice.announcedAt, path: `/console/changes/${notice.changeId}` }];
  });
  return group('changes', 'Notices that need a person', [...alone, ...items]);
}

function customersOf(count: number): string {
  return count === 1 ? 'one customer' : `${count} customers`;
}

function group(item: string, title: string, items: readonly DueItem[]): DueGroup {
  return { item, title, items: items.slice(0, most), isCut: items.length > most };
}

async function rightsDue({ deps }: Ctx, today: Day): Promise<DueGroup> {
  const filter = { open: true, dueBy: addDays(today, aheadDays) };
  const { items } = await listRightsRequests(deps.db, filter, undefined, most + 1);
  return group(
    'rights',
    'Privacy requests',
    items.map(({ id, reference, nextDueOn }): DueItem => ({
      what: `Answer ${reference}`,
      path: `/console/privacy-requests/${id}`,
      ...(nextDueOn && { on: nextDueOn, isOverdue: nextDueOn < today }),
    })),
  );
}

async function windowsDue({ deps }: Ctx, today: Day): Promise<DueGroup> {
  const closing = await listClosingWindows(deps.db, today, addDays(today, aheadDays));
  return group(
    'changes',
    'Windows for objections that close',
    closing.map(({ changeId, on, customers }): DueItem => ({
      what: `Change ${changeId}, for ${customersOf(customers)}`,
      on,
      path: `/console/changes/${changeId}`,
    })),
  );
}

async function requestsDue({ deps }: Ctx): Promise<DueGroup> {
  const { items } = await listAccessRequests(deps.db, { state: 'waiting' }, undefined, most + 1);
  return group(
    'requests',
    'Document requests',
    items.map(({ id, reference, items: wanted, waitingSince, receivedAt }): DueItem => ({
      what: `${reference}: ${wanted.length === 1 ? 'one document' : `${wanted.length} documents`}`,
      since: waitingSince ?? receivedAt,
      path: `/console/requests/${id}`,
    })),
  );
}

async function inquiriesDue({ deps }: Ctx): Promise<DueGroup> {
  const waiting = await listWaiting(deps.db, {}, most + 1);
  return group(
    'inquiries',
    'Inquiries',
    waiting.map(({ id, reference, waitingSince }): DueItem => ({
      what: `Answer ${reference}`,
      since: waitingSince,
      path: `/console/inquiries/${id}`,
    })),
  );
}

async function documentsDue({ deps, now }: Ctx): Promise<DueGroup> {
  const tasks = await listDocumentTasks(deps.db, now);
  return group(
    'documents',
    'Evidence',
    tasks.map(({ kind, document, validUntil }): DueItem => ({
      what: `${document.title}${kind === 'damaged' ? ': the file is damaged' : ' ends'}`,
      ...(validUntil && { on: validUntil, isOverdue: kind === 'expired' }),
      path: `/console/documents/${document.id}`,
    })),
  );
}

async function batchesDue({ deps }: Ctx): Promise<DueGroup> {
  const { items } = await listBatches(deps.db, undefined, most + 1, false);
  return group(
    'register',
    'Open batches',
    items.map((batch): DueItem => ({
      what: `${titleOf(batch)}: ${batch.approval ? 'approved, to be published' : 'not approved yet'}`,
      since: batch.updatedAt,
      path: `/console/register/batches/${batch.id}`,
    })),
  );
}

const statementWords = { lapsed: 'has lapsed', ends: 'ends', late: 'is not there yet' } as const;

async function statementsDue({ deps, now }: Ctx): Promise<DueGroup> {
  const tasks = await listStatementTasks(deps.db, now);
  return group(
    'controls',
    'Security statements',
    tasks.map(({ title, what, on }): DueItem => ({
      what: `${title} ${statementWords[what]}`,
      ...(on && { on, isOverdue: what !== 'ends' }),
      path: '/console/controls',
    })),
  );
}

async function deliveriesDue({ deps, now }: Ctx): Promise<DueGroup> {
  const { failed, bounced, disabledSubscriptions, stuck } = await getDeliveryFigures(deps.db, now);
  const counted = [
    [failed, 'could not be delivered in the last week', '/list?state=failed'],
    [bounced, 'came back in the last week', '/list?state=bounced'],
    [stuck.groups.reduce((sum, { count }) => sum + count, 0), 'wait for more than an hour', ''],
  ] as const;
  return group('deliveries', 'Deliveries', [
    ...counted.flatMap(([count, words, list]) =>
      count > 0 ? [{ what: `${count} ${words}`, path: `/console/deliveries${list}` }] : [],
    ),
    ...(disabledSubscriptions > 0
      ? [
          {
            what: `${disabledSubscriptions} subscriptions were switched off after failures`,
            path: '/console/subscribers?state=disabled',
          },
        ]
      : []),
  ]);
}

/** Only for those who may read them: why something is held names people. */
async function holdsDue({ deps, actor }: Ctx<Staff>, today: Day): Promise<DueGroup> {
  const asked = { isLiftedToo: false, after: undefined, limit: most + 1 };
  const { items } = mayDo(actor, 'listRetentionHolds')
    ? await listHolds(deps.db, asked)
    : { items: [] };
  return group(
    'retention',
    'Holds to review',
    items
      .filter(({ reviewOn }) => reviewOn <= addDays(today, aheadDays))
      .map(({ of, reviewOn }): DueItem => ({
        what: 'recordId' in of ? `Hold on one of ${of.rule}` : 'Hold on all of a customer',
        on: reviewOn,
        isOverdue: reviewOn < today,
        path: '/console/retention/holds',
      })),
  );
}

async function driftDue({ deps }: Ctx): Promise<DueGroup> {
  const policies = new Set((await checkPolicyDrift(deps.db)).map(({ policy }) => policy));
  return group(
    'policies',
    'Policies that differ from the configuration',
    [...policies].map((slug): DueItem => ({
      what: `Draft the next version of ${slug}`,
      path: `/console/policies/${slug}`,
    })),
  );
}
