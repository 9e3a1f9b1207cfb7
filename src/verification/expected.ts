import { presentOrganisation } from '../organisation/present.ts';
import { type Organisation, unnamedOrganisation } from '../organisation/model.ts';
import type { Facts } from '../subprocessors/model/facts.ts';
import { presentFacts } from '../subprocessors/present.ts';
import type {
  FoldedChange,
  FoldedEntry,
  FoldedItem,
  FoldedList,
  FoldedStep,
} from './model/folded.ts';
import { isToCome } from './model/moves.ts';
import { asSent, type Bag, bagOf, isBag, isSame, listOf, without } from './model/json.ts';

// What the published documents must say if the log is right. Shared with the product is only how the
// facts of an entry and of the publisher are written on the wire: members by name and the spelling of
// links. What is written is compared with what arrived, so a fault there shows on both sides alike
// and can hide no fact that a reader of the documents would see.

/** `root` is the address of the trust centre as its documents write it. */
export function expectedEntry(entry: FoldedEntry, list: FoldedList, root: string): Bag {
  const pending = list.pending.find(({ items }) => items.some(({ id }) => id === entry.id));
  return bagOf(
    asSent({
      id: entry.id,
      slug: entry.slug,
      url: `${root}/subprocessors/${entry.slug}`,
      state: entry.state,
      ...factsAsSent(entry.facts),
      listedAt: entry.listedAt,
      changedAt: entry.changedAt,
      lastChange: changeLink(entry.lastChangeId, root),
      pendingChange: pending && {
        ...changeLink(pending.id, root),
        effectiveOn: pending.effectiveOn,
        window: windowOf(pending, root),
      },
      replaces: entry.replaces,
      replacedBy: entry.replacedBy,
    }),
  );
}

/** An announced change as the list shows it; its title is worked out from the rest. */
export function expectedPending(change: FoldedChange, root: string): Bag {
  return bagOf(
    asSent({
      ...changeLink(change.id, root),
      class: change.class,
      reason: change.reason,
      announcedAt: change.steps[0]?.at,
      effectiveOn: change.effectiveOn,
      ...noticeOf(change, root),
      items: change.items.map(({ slug, after, kind, class: itemClass, aspects, counterpart }) => ({
        slug,
        name: after['name'],
        kind,
        class: itemClass,
        aspects,
        counterpart,
      })),
    }),
  );
}

export function expectedChange(change: FoldedChange, root: string): Bag {
  return bagOf(
    asSent({
      ...changeLink(change.id, root),
      class: change.class,
      reason: change.reason,
      effectiveOn: change.effectiveOn,
      state: stateAfter(change.steps),
      services: servicesOf(change.items),
      ...noticeOf(change, root),
      imported: change.claimedAt === undefined ? undefined : true,
      claimedAt: change.claimedAt,
      steps: change.steps.map(({ leafIndex: _, detail, ...step }) => ({ ...step, ...detail })),
      items: change.items.map((item) => expectedItem(item, root)),
    }),
  );
}

/** What was told to customers who may object. */
function noticeOf(change: FoldedChange, root: string) {
  const { emergency, supersedes, steps } = change;
  const { supersededBy } = steps.at(-1)?.detail ?? {};
  return {
    window: windowOf(change, root),
    emergency,
    supersedes: supersedes === undefined ? undefined : changeLink(supersedes, root),
    supersededBy: supersededBy === undefined ? undefined : changeLink(Number(supersededBy), root),
  };
}

function windowOf(change: FoldedChange, root: string) {
  const { id, objectionEndsOn, isWindowOpen: isOpen } = change;
  if (objectionEndsOn === undefined) return undefined;
  const mayObject = isOpen || isToCome(change);
  const form = mayObject ? `${changeLink(id, root).url}/objection` : undefined;
  return { objectionEndsOn, isOpen, form };
}

function stateAfter(steps: readonly FoldedStep[]): string {
  const ends = ['in-effect', 'withdrawn', 'superseded'];
  return steps.find(({ name }) => ends.includes(name))?.name ?? 'announced';
}

/** A published change as it is compared: titles and labels are words worked out from the rest, `log` leads to proofs. */
export function comparableChange(published: Bag): Bag {
  return {
    ...without(published, 'title', 'log'),
    items: listOf(published['items']).map((each) => {
      const item = bagOf(each);
      const fields = listOf(item['fields']).map((field) => without(bagOf(field), 'label'));
      return { ...item, fields: byField(fields) };
    }),
  };
}

/** What the log holds of the publisher; before anybody has said anything, what is shown then. */
export function expectedPublisher(logged: Bag | undefined): Bag {
  const profile: unknown = logged ?? unnamedOrganisation;
  return isOrganisation(profile) ? bagOf(asSent(presentOrganisation(profile))) : {};
}

/** What the publisher promises; nothing is promised in the name of nobody. */
export function expectedPolicy(logged: Bag | undefined): Bag {
  if (logged === undefined || logged['name'] === unnamedOrganisation.name) return {};
  const { noticeDays, objectionDays = noticeDays } = logged;
  const { noticeForAmendments = ['entity', 'location', 'purpose', 'data', 'transfer'] } = logged;
  return { noticeDays, objectionDays, noticeForAmendments };
}

function expectedItem(item: FoldedItem, root: string) {
  const before = item.before && bagOf(asSent(factsAsSent(item.before)));
  const after = bagOf(asSent(factsAsSent(item.after)));
  const names = Object.keys({ ...item.before, ...item.after });
  const changed = names.filter((name) => !isSame(item.before?.[name], item.after[name]));
  return {
    slug: item.slug,
    url: `${root}/subprocessors/${item.slug}`,
    name: item.after['name'],
    kind: item.kind,
    class: item.class,
    aspects: item.aspects,
    counterpart: item.counterpart,
    fields: byField(
      changed.map((field) => ({
        field,
        before: before?.[field] ?? null,
        after: after[field] ?? null,
      })),
    ),
    before,
    after,
  };
}

/** Empty where one side of one item concerns every service. */
function servicesOf(items: readonly FoldedItem[]): readonly string[] {
  const sides = items.flatMap(({ before, after }) => (before ? [before, after] : [after]));
  const named = sides.map((facts) => listOf(bagOf(facts['scope'])['services']).map(String));
  return named.some((services) => services.length === 0) ? [] : [...new Set(named.flat())].sort();
}

function byField(fields: readonly Bag[]): readonly Bag[] {
  return fields.toSorted((a, b) => (String(a['field']) < String(b['field']) ? -1 : 1));
}

function changeLink(id: number, root: string) {
  return { id, url: `${root}/changes/${id}` };
}

/** Throws where the log holds something else than facts; the caller says which entry cannot be read. */
function factsAsSent(facts: Bag) {
  if (!isFacts(facts)) throw new TypeError('the log holds facts that cannot be read');
  return presentFacts(facts);
}

function isFacts(value: unknown): value is Facts {
  return isBag(value) && typeof value['name'] === 'string';
}

function isOrganisation(value: unknown): value is Organisation {
  return isBag(value) && typeof value['name'] === 'string';
}
