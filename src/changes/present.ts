import type { Place } from '../publication/model.ts';
import type { Entry } from '../subprocessors/model/entry.ts';
import { entryUrl, presentFacts } from '../subprocessors/present.ts';
import type { EntryState, HistoryPage } from './entry-history.ts';
import { fieldWords } from './field-text.ts';
import {
  type Change,
  type ChangeItem,
  type ChangeLeaves,
  type ChangeStep,
  type Step,
  changedFields,
  servicesOf,
} from './model.ts';
import { changeUrl, presentNotice, stepUrl } from './present-notice.ts';
import { asOfStep, stateOf, titleOf } from './words.ts';

// A member that is undefined is not stated, and JSON leaves it out.

type PublicFacts = ReturnType<typeof presentFacts>;

/** A change as every machine format shows it. */
export function presentChange(change: Change, place: Place, leaves?: ChangeLeaves) {
  return {
    ...presentHead(change, place),
    steps: change.steps.map(presentStep),
    items: change.items.map((item) => presentItem(item, place)),
    ...(leaves && { log: presentLeaves(leaves, place) }),
  };
}

function presentLeaves({ publication, items, effect, steps }: ChangeLeaves, place: Place) {
  const leaf = (leafIndex: number) => ({ leafIndex, proof: proofUrl(leafIndex, place) });
  return {
    publication: leaf(publication),
    items: { firstLeafIndex: items.first, lastLeafIndex: items.last },
    ...(effect !== undefined && { effect: leaf(effect) }),
    steps: steps.map(({ name, index }) => ({ name, ...leaf(index) })),
  };
}

function proofUrl(leafIndex: number, place: Place): string {
  return `${place.origin}${place.base}/log/proof/${leafIndex}`;
}

/** A page of the log, newest first. `next` is the cursor of the page after it. */
export function presentChangeList(changes: readonly Change[], next: number | null, place: Place) {
  return {
    items: changes.map((change) => presentChange(change, place)),
    next: next === null ? null : String(next),
  };
}

/** A page of an entry's life, newest first. `next` is the cursor of the page after it. */
export function presentHistory(entry: Entry, { states, next }: HistoryPage, place: Place) {
  const { slug, state, facts } = entry;
  return {
    entry: { slug, url: entryUrl(slug, place), name: facts.name, state },
    items: states.map((each) => presentState(each, place)),
    next: next === null ? null : String(next),
  };
}

function presentState({ change, item, name, from, until }: EntryState, place: Place) {
  const { fields, after, kind, aspects, counterpart } = presentItem(item, place);
  return {
    state: name,
    from,
    until: until ?? null,
    change: { ...presentHead(change, place), steps: change.steps.map(presentStep) },
    kind,
    class: item.class,
    aspects,
    counterpart,
    fields,
    facts: after,
  };
}

/** What a feed entry says to machines: the change as it stood at that step, without the facts. */
export function presentFeedEntry(entry: ChangeStep, place: Place) {
  const change = asOfStep(entry);
  const related = relatedSteps(entry).map(({ step, number }) => ({
    id: `urn:uuid:${step.eventId}`,
    url: stepUrl(change.id, number, place),
    step: step.name,
  }));
  return {
    about: `${place.origin}${place.base}/changes.json`,
    ...(related.length > 0 && { related }),
    change: {
      ...presentHead(change, place),
      json: `${changeUrl(change.id, place)}.json`,
      step: presentStep(entry.step),
      items: change.items.map((item) => presentItemHead(item, place)),
    },
  };
}

/** The steps before this one, which have entries of their own: those after it may still come. */
export function relatedSteps({ step, change }: ChangeStep) {
  const index = change.steps.findIndex(({ eventId }) => eventId === step.eventId);
  return change.steps
    .slice(0, Math.max(index, 0))
    .map((each, at) => ({ step: each, number: at + 1 }));
}

function presentHead(change: Change, place: Place) {
  return {
    id: change.id,
    url: changeUrl(change.id, place),
    title: titleOf(change),
    class: change.class,
    reason: change.reason,
    effectiveOn: change.effectiveOn,
    state: stateOf(change),
    /** Empty: every service. */
    services: servicesOf(change.items),
    ...presentNotice(change, place),
    ...presentClaim(change),
  };
}

/** Only where a change was imported: its steps say when it was recorded here, this when it is said to be published. */
export function presentClaim({ claimedAt }: Change) {
  return claimedAt === undefined
    ? {}
    : { imported: true as const, claimedAt: claimedAt.toISOString() };
}

function presentStep(step: Step) {
  return {
    name: step.name,
    at: step.at.toISOString(),
    eventId: step.eventId,
    listVersion: step.listVersion,
    effectiveOn: step.effectiveOn,
    previousEffectiveOn: step.previousEffectiveOn,
    objectionEndsOn: step.objectionEndsOn,
    reason: step.reason,
    materialChange: step.materialChange,
    supersededBy: step.supersededBy,
  };
}

function presentItemHead(item: ChangeItem, place: Place) {
  return {
    slug: item.slug,
    url: entryUrl(item.slug, place),
    name: item.after.name,
    kind: item.kind,
    class: item.class,
    aspects: item.aspects,
    counterpart: item.counterpart,
  };
}

function presentItem(item: ChangeItem, place: Place) {
  const before = item.before && presentFacts(item.before);
  const after = presentFacts(item.after);
  return {
    ...presentItemHead(item, place),
    fields: changedFields(item.before, item.after).map((field) =>
      presentField(field, before, after),
    ),
    before,
    after,
  };
}

/** `before` and `after` are null where the field was or is not stated. */
function presentField(
  field: keyof PublicFacts,
  before: PublicFacts | undefined,
  after: PublicFacts,
) {
  return {
    field,
    label: fieldWords[field].label,
    before: before?.[field] ?? null,
    after: after[field] ?? null,
  };
}
