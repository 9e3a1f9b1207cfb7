import type { Deps } from '../../context.ts';
import { Refusal } from '../../core/errors.ts';
import type { RightsRequestId } from '../../core/ids.ts';
import type { Worded } from '../../core/worded.ts';
import type { Restriction } from '../../restrictions/model.ts';
import { restrictionsOf } from '../../restrictions/service.ts';
import type { RightsRequest } from '../../rights/model.ts';
import type { Holder } from '../holder.ts';
import { allHolders } from '../holders.ts';
import type { Subject } from '../model.ts';
import { type Standing, standingOf } from './standing.ts';
import { addressesOf, openSubject, type SubjectAddress } from './subject.ts';

/** Ids read at a time: somebody may have a hundred thousand records. */
const perRead = 200;
/** Of a kind; beyond it a report says "more". */
const mostCounted = 10_000;

/** Every record of a kind, page by page. */
export async function* recordsOf(
  deps: Deps,
  holder: Holder,
  subject: Subject,
  after?: string,
): AsyncGenerator<string> {
  for (let last = after; ;) {
    const page = await holder.find(deps, subject, { after: last, limit: perRead });
    yield* page;
    last = page.at(-1);
    if (page.length < perRead) return;
  }
}

/** How many records of a kind there are. */
type Held = {
  readonly kind: string;
  readonly record: string;
  readonly count: number;
  /** There are more than were counted. */
  readonly isMore: boolean;
};

/** What is held about the person of a request, and what was done with it. */
export type Report = {
  readonly request: RightsRequest;
  readonly addresses: readonly SubjectAddress[];
  readonly held: readonly Held[];
  readonly standing: Standing;
  readonly restrictions: readonly Restriction[];
};

/** Refuses `not_found` and `conflict`. */
export async function reportHeld(
  deps: Deps,
  id: RightsRequestId,
  holders: readonly Holder[] = allHolders,
): Promise<Report> {
  const { request, subject } = await openSubject(deps, id, 'find');
  const held: Held[] = [];
  for (const holder of holders) {
    const counted = await count(deps, holder, subject);
    if (counted.count > 0) held.push(counted);
  }
  return {
    request,
    addresses: await addressesOf(deps, request, 'find'),
    held,
    standing: await standingOf(deps.db, id, deps.clock()),
    restrictions: await restrictionsOf(deps.db, id),
  };
}

async function count(deps: Deps, holder: Holder, subject: Subject): Promise<Held> {
  const { kind, record } = holder;
  let found = 0;
  for await (const _ of recordsOf(deps, holder, subject)) {
    found += 1;
    if (found > mostCounted) return { kind, record, count: mostCounted, isMore: true };
  }
  return { kind, record, count: found, isMore: false };
}

/** One record in a list for staff. */
export type Found = { readonly id: string; readonly title: Worded };

/** The records of one kind. Refuses `not_found` for a kind that there is not. */
export async function pageHeld(
  deps: Deps,
  id: RightsRequestId,
  kind: string,
  { after, limit }: { readonly after: string | undefined; readonly limit: number },
): Promise<{ readonly items: readonly Found[]; readonly next: string | null }> {
  const { subject } = await openSubject(deps, id, 'find');
  const holder = allHolders.find((each) => each.kind === kind);
  if (holder === undefined)
    throw new Refusal('not_found', 'There is no such kind of record; the report names them.');
  const ids = await holder.find(deps, subject, { after, limit });
  const items: Found[] = [];
  for (const record of ids) {
    const copied = await holder.copy(deps, subject, record);
    if (copied !== undefined) items.push({ id: record, title: copied.title });
  }
  return { items, next: ids.length === limit ? (ids.at(-1) ?? null) : null };
}
