import type { SubprocessorId } from '../../core/ids.ts';
import type { ContactPerson, EntryState, Facts } from './facts.ts';

/** One entry of the register as it stands now. */
export type Entry = {
  readonly id: SubprocessorId;
  readonly slug: string;
  readonly state: EntryState;
  /** While `announced` these are the facts it will have. */
  readonly facts: Facts;
  readonly contactPerson?: ContactPerson;
  /** When the register first showed it. */
  readonly listedAt: Date;
  /** When a change last touched it, and which. */
  readonly changedAt: Date;
  readonly lastChangeId: number;
  /** Slugs of the entries it replaced, or that replaced it. */
  readonly replaces?: string;
  readonly replacedBy?: string;
  /** Counts edits; the entity tag of the staff API. */
  readonly version: number;
};

/** The entry of that name, though it be one that was taken back. */
export function entryNamed(
  slug: string | undefined,
  lists: { readonly entries: readonly Entry[]; readonly withdrawn: readonly Entry[] },
): Entry | undefined {
  const isNamed = (entry: Entry) => entry.slug === slug;
  return lists.entries.find(isNamed) ?? lists.withdrawn.find(isNamed);
}

/** The order of the published list: given order first, then name, then slug. */
export function compareEntries(a: Entry, b: Entry): number {
  const order =
    (a.facts.order ?? Number.MAX_SAFE_INTEGER) - (b.facts.order ?? Number.MAX_SAFE_INTEGER);
  return order || a.facts.name.localeCompare(b.facts.name, 'en') || (a.slug < b.slug ? -1 : 1);
}

/** Whether an entry concerns a service; an entry without services concerns all of them. */
export function concernsService(facts: Facts, service: string): boolean {
  const services = facts.scope?.services ?? [];
  return services.length === 0 || services.includes(service);
}

/** Whether an entry whose facts are in effect is processing or has ended; no change names a later day than its own. */
export function stateInEffect(facts: Facts): 'current' | 'ended' {
  return facts.effectiveUntil === undefined ? 'current' : 'ended';
}

/** Entity plus scope: what makes an entry one of its kind. Names alone do not, real lists repeat them. */
export function keyOf(facts: Facts): string {
  const entity = entityKey(facts.legalName ?? facts.name);
  const { services = [], regions = [], plans = [], feature = '' } = facts.scope ?? {};
  return JSON.stringify([
    entity,
    [...services].sort(),
    [...regions].sort(),
    [...plans].sort(),
    feature,
  ]);
}

/** A name as it is compared: `Intercom, Inc..` and `Intercom Inc` are one. */
export function entityKey(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s.,]+/g, ' ')
    .trim();
}
