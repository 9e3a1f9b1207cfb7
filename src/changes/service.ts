import type { Day } from '../core/day.ts';
import type { Db, Tx } from '../db/client.ts';
import type { Ledger } from '../db/commit.ts';
import type { Tells } from '../subscribers/model/topics.ts';
import type { StoredEvent } from '../db/ledger.ts';
import type { Change, ChangeItem, ChangeStep } from './model.ts';
import { tellsOf } from './model.ts';
import { type EntryDays, selectEntryDays } from './store/entry-days.ts';
import type { ChangeFilter } from './store/reading.ts';
import * as store from './store/reading.ts';
import { recordStep, stepRow } from './service/stepping.ts';
import * as streams from './store/streams.ts';
import * as writing from './store/writing.ts';

export type { EntryDays } from './store/entry-days.ts';
export type { ChangeFilter } from './store/reading.ts';

/** Feed entries in a block, RFC 5005 section 4; archive N holds steps 50(N-1)+1 to 50N and never changes. */
export const stepsPerBlock = 50;

export type FeedStream = {
  readonly service?: string | undefined;
  readonly withCorrections: boolean;
};

export async function findChange(db: Db, id: number): Promise<Change | undefined> {
  return store.selectChange(db, id);
}

/** Those of these numbers that exist, newest first. */
export async function listChangesById(db: Db, ids: readonly number[]): Promise<readonly Change[]> {
  return store.selectChangesById(db, ids);
}

/** Newest first. `next` continues the list; null at its end. */
export async function listChanges(
  db: Db,
  filter: ChangeFilter,
  limit: number,
): Promise<{ items: readonly Change[]; next: number | null }> {
  const found = await store.selectChanges(db, filter, limit + 1);
  const items = found.slice(0, limit);
  return { items, next: found.length > limit ? (items.at(-1)?.id ?? null) : null };
}

/** The changes that touch an entry, newest first, from `upTo` on where given; and whether there are older ones. */
export async function listEntryChanges(
  db: Db,
  slug: string,
  upTo: number | undefined,
  limit: number,
): Promise<{ items: readonly Change[]; hasMore: boolean }> {
  const found = await store.selectEntryChanges(db, slug, upTo, limit + 1);
  return { items: found.slice(0, limit), hasMore: found.length > limit };
}

/** For each slug the day of its first change and of its newest substantive amendments in effect. */
export async function listEntryDays(
  db: Db,
  slugs: readonly string[],
): Promise<ReadonlyMap<string, EntryDays>> {
  return selectEntryDays(db, slugs);
}

/** Changes announced and not yet in effect, nearest first; with a day, only those due by then. */
export async function listPending(db: Db, dueBy?: Day): Promise<readonly Change[]> {
  return store.selectPending(db, dueBy);
}

/** Block `block` (from 1) of a feed, oldest step first. */
export async function listFeedBlock(
  db: Db,
  stream: FeedStream,
  block: number,
): Promise<{ steps: readonly ChangeStep[]; total: number }> {
  const name = streamName(stream);
  const last = block * stepsPerBlock;
  return {
    steps: await streams.selectStream(db, name, last - stepsPerBlock + 1, last),
    total: await streams.selectStreamLength(db, name),
  };
}

/** The newest steps of a feed, newest first, and how many there are in all. */
export async function listNewestSteps(
  db: Db,
  stream: FeedStream,
  limit: number,
): Promise<streams.Newest> {
  return streams.selectNewestSteps(db, streamName(stream), limit);
}

/** What is newest of everything, up to `limit` of each. */
export async function listNewest(db: Db, limit: number): Promise<streams.Latest> {
  const substantive = streamName({ withCorrections: false });
  const all = streamName({ withCorrections: true });
  return streams.selectNewest(db, { substantive, all }, limit);
}

export async function describeLog(
  db: Db,
): Promise<{ changeCount: number; listVersion: number; listPublishedAt?: Date }> {
  const [last, changeCount] = await Promise.all([
    store.selectLastStep(db),
    store.selectLastChangeId(db),
  ]);
  return {
    // They are numbered without a gap; counting them would read them all.
    changeCount,
    listVersion: last?.listVersion ?? 0,
    // As its versions are told of: an imported one was published when its history says.
    ...(last && { listPublishedAt: last.claimedAt ?? last.at }),
  };
}

export type NewChange = Pick<
  Change,
  | 'class'
  | 'reason'
  | 'effectiveOn'
  | 'items'
  | 'claimedAt'
  | 'objectionEndsOn'
  | 'emergency'
  | 'supersedes'
>;

/**
 * Enters a change in the log: one event for the change, one for each item. The caller applies the
 * items to the register, now or when they fall due, and says so with `recordEffect`.
 * `services` are all there are: a change that concerns every service enters the feeds of each.
 */
export async function recordChange(
  tx: Tx,
  ledger: Ledger,
  draft: NewChange,
  { pending, services }: { pending: boolean; services: readonly string[] },
): Promise<{ change: Change; events: [StoredEvent, ...StoredEvent[]] }> {
  const { id, listVersion } = await nextNumbers(tx);
  const tells = pending ? tellsOf(draft) : undefined;
  const events = recordPublication(ledger, draft, { id, listVersion, tells });
  const change: Change = { ...draft, id, steps: [] };
  await writing.insertChanges(tx, [{ change, publishedAt: ledger.at, tookEffectAt: null }]);
  const { objectionEndsOn } = draft;
  const step = {
    name: 'announced',
    listVersion,
    ...(objectionEndsOn && { objectionEndsOn }),
  } as const;
  const announced = pending ? await recordStep(tx, { change, services }, step, events[0]) : change;
  return { change: announced, events };
}

/**
 * Enters changes that have happened, oldest first, each in effect at once, in few statements: a
 * history has many, and over HTTP a transaction is cut off after 5 s.
 */
export async function recordPastChanges(
  tx: Tx,
  ledger: Ledger,
  drafts: readonly NewChange[],
  services: readonly string[],
): Promise<{ changes: readonly Change[]; events: readonly StoredEvent[] }> {
  const first = await nextNumbers(tx);
  const events: StoredEvent[] = [];
  const steps: writing.StepRow[] = [];
  const changes = drafts.map((draft, index): Change => {
    const id = first.id + index;
    const listVersion = first.listVersion + index;
    const change = { ...draft, id, steps: [] };
    const published = recordPublication(ledger, draft, { id, listVersion });
    const effect = effectEvent(ledger, change, listVersion);
    events.push(...published, effect);
    steps.push(stepRow({ change, services }, { name: 'in-effect', listVersion }, effect));
    return { ...change, steps: steps.slice(-1).map(({ step }) => step) };
  });
  const times = { publishedAt: ledger.at, tookEffectAt: ledger.at };
  await writing.insertChanges(
    tx,
    changes.map((change) => ({ change, ...times })),
  );
  await writing.insertSteps(tx, steps);
  return { changes, events };
}

/** Enters the day a change took effect. Undefined when another process was first. */
export async function recordEffect(
  tx: Tx,
  ledger: Ledger,
  change: Change,
  services: readonly string[],
): Promise<{ change: Change; event: StoredEvent } | undefined> {
  if (!(await writing.markInEffect(tx, change, ledger.at))) return undefined;
  const listVersion = ((await store.selectLastStep(tx))?.listVersion ?? 0) + 1;
  const event = effectEvent(ledger, change, listVersion, tellsOf(change));
  // Of an emergency the window opens with the effect: nothing was announced before.
  const opened = change.emergency && change.objectionEndsOn;
  const step = {
    name: 'in-effect',
    listVersion,
    ...(opened && { objectionEndsOn: opened }),
  } as const;
  return { change: await recordStep(tx, { change, services }, step, event), event };
}

/** Gives a new service its feeds, beginning with the changes that concern every service. */
export async function openServiceFeeds(tx: Tx, service: string): Promise<void> {
  await writing.openStreams(tx, service);
}

/** The number that the next change will have. */
export async function nextChangeId(db: Db): Promise<number> {
  return (await store.selectLastChangeId(db)) + 1;
}

async function nextNumbers(tx: Tx): Promise<{ id: number; listVersion: number }> {
  return {
    id: await nextChangeId(tx),
    listVersion: ((await store.selectLastStep(tx))?.listVersion ?? 0) + 1,
  };
}

function recordPublication(
  ledger: Ledger,
  draft: NewChange,
  { id, listVersion, tells }: { id: number; listVersion: number; tells?: Tells | undefined },
): [StoredEvent, ...StoredEvent[]] {
  const published = ledger.record({
    action: 'change.published',
    subject: `change:${id}`,
    data: {
      id,
      class: draft.class,
      reason: draft.reason,
      effectiveOn: draft.effectiveOn,
      items: draft.items.length,
      listVersion,
      claimedAt: draft.claimedAt?.toISOString(),
      objectionEndsOn: draft.objectionEndsOn,
      emergency: draft.emergency,
      supersedes: draft.supersedes,
    },
    public: true,
    ...(tells && { tells }),
  });
  const items = draft.items.map((item) =>
    ledger.record({
      action: 'change.item_published',
      subject: `subprocessor:${item.subprocessorId}`,
      data: itemData(id, item),
      public: true,
    }),
  );
  return [published, ...items];
}

function effectEvent(
  ledger: Ledger,
  change: Change,
  listVersion: number,
  tells?: Tells,
): StoredEvent {
  return ledger.record({
    action: 'change.took_effect',
    subject: `change:${change.id}`,
    data: { id: change.id, effectiveOn: change.effectiveOn, listVersion },
    public: true,
    ...(tells && { tells }),
  });
}

function streamName({ service, withCorrections }: FeedStream): string {
  const kind = withCorrections ? 'all' : 'substantive';
  return service === undefined ? kind : `${kind}:${service}`;
}

function itemData(change: number, item: ChangeItem): StoredEvent['data'] {
  return {
    change,
    id: item.subprocessorId,
    slug: item.slug,
    kind: item.kind,
    class: item.class,
    aspects: item.aspects,
    counterpart: item.counterpart,
    before: item.before,
    after: item.after,
  };
}
