import { changeUrl } from '../changes/present-notice.ts';
import { fieldWords } from '../changes/field-text.ts';
import type { Change } from '../changes/model.ts';
import { titleOf } from '../changes/words.ts';
import type { Place } from '../publication/model.ts';
import { presentFacts } from '../subprocessors/present.ts';
import { absolute, differencePath, listPath } from './addresses.ts';
import type { Difference, End } from './model/difference.ts';
import type { EntryDifference, FieldDifference } from './model/entry-difference.ts';

// A member that is undefined is not stated, and JSON leaves it out.

export const schemaPath = '/schema/difference-1.json';

type PublicFacts = ReturnType<typeof presentFacts>;

/** A difference as machines get it: said entry by entry, and as patches that carry it out. */
export function presentDifference(difference: Difference, place: Place) {
  const { from, to, entries, patch } = difference;
  const patches = new Map(patch.items.map((item) => [item.slug, item.patch]));
  return {
    $schema: absolute(place, schemaPath),
    schemaVersion: '1',
    url: absolute(place, differencePath(difference)),
    from: presentEnd(from, place),
    to: presentEnd(to, place),
    items: entries.map((entry) => ({
      ...presentEntryDifference(entry, place),
      patch: patches.get(entry.after.slug),
    })),
    order: patch.order,
    document: patch.document,
  };
}

function presentEnd(end: End, place: Place) {
  const { listVersion, listPublishedAt, past } = end.snapshot;
  return {
    asked: end.asked,
    listVersion,
    publishedAt: listPublishedAt?.toISOString(),
    imported: past?.claimedAt === undefined ? undefined : (true as const),
    recordsSince: listVersion === 0 ? past?.recordsSince : undefined,
    url: absolute(place, listPath(end)),
    json: absolute(place, listPath(end, '.json')),
  };
}

function presentEntryDifference(entry: EntryDifference, place: Place) {
  const { before, after, counterpart, fields, changes, more } = entry;
  const sides = { before: before && presentFacts(before.facts), after: presentFacts(after.facts) };
  return {
    id: after.id,
    slug: after.slug,
    url: absolute(place, `/subprocessors/${after.slug}`),
    name: after.facts.name,
    kind: entry.kind,
    state: { before: before?.state ?? null, after: after.state },
    counterpart,
    fields: fields.map((field) => presentField(field, sides)),
    changes: changes.map((change) => presentChangeHead(change, place)),
    more: more ? (true as const) : undefined,
  };
}

/** `before` and `after` are null where the field was or is not stated, `change` where none is known. */
function presentField(
  { field, change }: FieldDifference,
  { before, after }: { readonly before: PublicFacts | undefined; readonly after: PublicFacts },
) {
  return {
    field,
    label: fieldWords[field].label,
    before: before?.[field] ?? null,
    after: after[field] ?? null,
    change: change ?? null,
  };
}

function presentChangeHead(change: Change, place: Place) {
  return {
    id: change.id,
    url: changeUrl(change.id, place),
    title: titleOf(change),
    reason: change.reason,
    effectiveOn: change.effectiveOn,
  };
}
