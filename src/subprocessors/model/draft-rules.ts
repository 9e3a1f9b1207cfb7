import { changedFields } from '../../changes/model.ts';
import { canonicalJson } from '../../core/canonical-json.ts';
import type { Day } from '../../core/day.ts';
import type { Fault } from '../../core/errors.ts';
import { pointerTo } from '../../core/errors.ts';
import { keyOf } from './entry.ts';
import type { Facts } from './facts.ts';
import type { Draft, PublishingInput } from './publishing.ts';

type Other = { readonly slug: string; readonly facts: Facts };

/** What has not ended once the batch is published, by entity and scope: compared pair by pair, thousands take long. */
export type Alike = ReadonlyMap<string, readonly Other[]>;

type Surroundings = {
  readonly drafts: readonly Draft[];
  readonly effectiveOn: Day;
  readonly alike: Alike;
};

/** What stands against publishing one draft of a batch; pointers lead into `{ entries: { slug: { facts } } }`. */
export function faultsOfDraft(
  input: PublishingInput,
  draft: Draft,
  { drafts, effectiveOn, alike }: Surroundings,
): readonly Fault[] {
  return [
    ...faultsOfBasis(input, draft),
    ...faultsOfSize(draft),
    ...faultsOfDates(input, draft, effectiveOn),
    ...faultsOfLife(input, draft),
    ...faultsOfReferences(input, draft, drafts),
    ...faultsOfPending(input, draft),
    ...(input.isPast ? [] : sameEntityAndScope(draft, alike))
      .filter((other) => other.facts.description === draft.facts.description)
      .map((other) =>
        at(
          draft,
          ['facts'],
          `Says the same as “${other.facts.name}” (${other.slug}): same entity, same scope, same description.`,
        ),
      ),
  ];
}

/** An entry of the log has room for what an entry said before and says after: what is published can also be amended and ended. */
const largestFactsBytes = 30_000;

function faultsOfSize(draft: Draft): readonly Fault[] {
  const bytes = new TextEncoder().encode(canonicalJson(draft.facts)).byteLength;
  if (bytes <= largestFactsBytes) return [];
  const detail = `The facts take ${bytes} bytes, and the public log has room for ${largestFactsBytes}. Shorten the texts.`;
  return [at(draft, ['facts'], detail)];
}

/** A draft states every fact: written over an older entry, it would take back what was published since. */
function faultsOfBasis(input: PublishingInput, draft: Draft): readonly Fault[] {
  const entry = input.register.get(draft.slug);
  const isCurrent = draft.basedOn === undefined || draft.basedOn === (entry?.lastChangeId ?? 0);
  if (isCurrent || !entry || changedFields(entry.facts, draft.facts).length === 0) return [];
  return [
    at(
      draft,
      [],
      `Change ${entry.lastChangeId} touched this entry after it was put into the batch. Read the entry again and put it anew.`,
    ),
  ];
}

function faultsOfDates(input: PublishingInput, draft: Draft, effectiveOn: Day): readonly Fault[] {
  const late = (['effectiveFrom', 'effectiveUntil'] as const).flatMap((field) => {
    const day = draft.facts[field];
    return day === undefined || day <= effectiveOn
      ? []
      : [
          at(
            draft,
            ['facts', field],
            `${day} is after the change takes effect (${effectiveOn}). Choose ${day} as the day of effect (effectiveOn).`,
          ),
        ];
  });
  // A list of the past may have named an entry for a part of a day.
  if (late.length > 0 || input.isPast) return late;
  return [...faultsOfAnnouncement(input, draft, effectiveOn), ...faultsOfInterval(input, draft)];
}

/** What is announced begins or ends on its day: before it, the register would be wrong until then. */
function faultsOfAnnouncement(
  input: PublishingInput,
  draft: Draft,
  effectiveOn: Day,
): readonly Fault[] {
  if (effectiveOn <= input.today) return [];
  const before = input.register.get(draft.slug)?.facts;
  const begins = before === undefined ? (['effectiveFrom'] as const) : [];
  const ends = before?.effectiveUntil === undefined ? (['effectiveUntil'] as const) : [];
  return [...begins, ...ends].flatMap((field) => {
    const day = draft.facts[field];
    return day === undefined || day === effectiveOn
      ? []
      : [
          at(
            draft,
            ['facts', field],
            `The change is announced for ${effectiveOn}, and ${day} comes before. Publish what has happened already without a later effectiveOn.`,
          ),
        ];
  });
}

/** The day of the change can become a start or an end, and an announced change can bring one: they must fit too. */
function faultsOfInterval(input: PublishingInput, draft: Draft): readonly Fault[] {
  const { effectiveFrom, effectiveUntil } = draft.facts;
  const isNew = !input.register.has(draft.slug);
  const announced = input.pending.flatMap((change) =>
    change.items.filter((item) => item.slug === draft.slug).map((item) => item.after),
  );
  const start = effectiveFrom ?? (isNew ? input.effectiveOn : undefined);
  const starts = [start, ...announced.map((facts) => facts.effectiveFrom)];
  const ends = [effectiveUntil, ...announced.map((facts) => facts.effectiveUntil)];
  const isEmpty = starts.some((from) => ends.some((until) => from && until && from >= until));
  if (!isEmpty) return [];
  return [
    start === effectiveFrom
      ? at(
          draft,
          ['facts', 'effectiveUntil'],
          'It would end on or before its first day: effectiveUntil is the first day without processing.',
        )
      : at(
          draft,
          ['facts', 'effectiveFrom'],
          `It ends before the change takes effect (${input.effectiveOn}): give the day on which it began.`,
        ),
  ];
}

function faultsOfLife(input: PublishingInput, draft: Draft): readonly Fault[] {
  const before = input.register.get(draft.slug)?.facts;
  if (draft.replaces !== undefined && before !== undefined)
    return [at(draft, ['replaces'], 'Only an entry that is new can replace another.')];
  if (before?.effectiveUntil !== undefined && draft.facts.effectiveUntil === undefined) {
    return [
      at(
        draft,
        ['facts', 'effectiveUntil'],
        'An ended entry is not revived: add it again under a new slug, so that the gap stays visible.',
      ),
    ];
  }
  return [];
}

function faultsOfReferences(
  input: PublishingInput,
  draft: Draft,
  drafts: readonly Draft[],
): readonly Fault[] {
  const faults: Fault[] = [];
  for (const [index, service] of (draft.facts.scope?.services ?? []).entries()) {
    if (!input.services.includes(service))
      faults.push(
        at(
          draft,
          ['facts', 'scope', 'services', index],
          `There is no service ${service}. Create it first, or use one of: ${input.services.join(', ') || 'none yet'}.`,
        ),
      );
  }
  if (draft.replaces !== undefined) faults.push(...faultsOfReplacement(input, draft, drafts));
  return [...faults, ...faultsOfParent(input, draft, drafts)];
}

function faultsOfReplacement(
  input: PublishingInput,
  draft: Draft,
  drafts: readonly Draft[],
): readonly Fault[] {
  const replaced = draft.replaces === undefined ? undefined : input.register.get(draft.replaces);
  if (replaced?.state !== 'current')
    return [at(draft, ['replaces'], `${draft.replaces} is not a current entry.`)];
  const ending = drafts.find((other) => other.slug === draft.replaces);
  return ending && ending.facts.effectiveUntil === undefined
    ? [
        at(
          ending,
          ['facts', 'effectiveUntil'],
          `${ending.slug} is replaced by ${draft.slug}: give the day on which it ends.`,
        ),
      ]
    : [];
}

/**
 * A chain has any depth but an end: EDPB Opinion 22/2024 wants all of it, and a cycle has no first link.
 * A parent that is announced counts already, or two changes could close a cycle when they fall due.
 */
function faultsOfParent(
  input: PublishingInput,
  draft: Draft,
  drafts: readonly Draft[],
): readonly Fault[] {
  const chain = new Set(parentsOf(draft.slug, input, drafts));
  for (const slug of chain) {
    if (slug === draft.slug)
      return [at(draft, ['facts', 'parent'], `The chain leads back to ${slug}.`)];
    if (!input.register.has(slug) && !drafts.some((other) => other.slug === slug))
      return [
        at(draft, ['facts', 'parent'], `${slug} is neither in the register nor in this batch.`),
      ];
    for (const next of parentsOf(slug, input, drafts)) chain.add(next);
  }
  return [];
}

/** The parent an entry has once the batch is in effect, and those that announced changes give it. */
function parentsOf(
  slug: string,
  input: PublishingInput,
  drafts: readonly Draft[],
): readonly string[] {
  const draft = drafts.find((other) => other.slug === slug);
  if (draft) return draft.facts.parent === undefined ? [] : [draft.facts.parent];
  const announced = input.pending.flatMap((change) =>
    change.items.filter((item) => item.slug === slug).map((item) => item.after),
  );
  const versions = [input.register.get(slug)?.facts, ...announced];
  return versions.flatMap((facts) => facts?.parent ?? []);
}

/** Two changes in flight may not speak about the same fact: the second would undo the first when it falls due. */
function faultsOfPending(input: PublishingInput, draft: Draft): readonly Fault[] {
  const before = input.register.get(draft.slug)?.facts;
  const fields = changedFields(before, draft.facts);
  return input.pending.flatMap((change) => {
    const item = change.items.find((each) => each.slug === draft.slug);
    if (item === undefined || fields.length === 0) return [];
    const clashes =
      item.before === undefined
        ? fields
        : changedFields(item.before, item.after).filter((field) => fields.includes(field));
    return clashes.map((field) =>
      at(
        draft,
        ['facts', field],
        `Change ${change.id} is announced for ${change.effectiveOn} and concerns this. It can be edited from that day on.`,
      ),
    );
  });
}

export function alikeIn({ register }: PublishingInput, drafts: readonly Draft[]): Alike {
  const others = new Map<string, Other>(register);
  for (const draft of drafts) others.set(draft.slug, draft);
  const standing = [...others.values()].filter(({ facts }) => facts.effectiveUntil === undefined);
  return Map.groupBy(standing, ({ facts }) => keyOf(facts));
}

export function sameEntityAndScope({ slug, facts }: Draft, alike: Alike): readonly Other[] {
  return (alike.get(keyOf(facts)) ?? []).filter((other) => other.slug !== slug);
}

/** A fault in a draft, at a path within it. */
export function at(draft: Draft, path: readonly PropertyKey[], detail: string): Fault {
  return { pointer: pointerTo('entries', draft.slug, ...path), detail };
}
