import { placeOf } from '../../src/publication/place.ts';
import { tellStory, type Chapter, type Story, type StoryEntry } from '../../drizzle/story.ts';
import {
  changedFields,
  lastStep,
  type Aspect,
  type Change,
  type ChangeClass,
  type ChangeItem,
  type ChangeStep,
  type ItemKind,
  type Step,
} from '../../src/changes/model.ts';
import { parseDay, startOfDay, type Day } from '../../src/core/day.ts';
import { newEventId, newId, type Ids } from '../../src/core/ids.ts';
import { unnamedOrganisation } from '../../src/organisation/model.ts';
import { noPolicies } from '../../src/policies/model.ts';
import type { Place, Snapshot } from '../../src/publication/model.ts';
import type { RenderInput } from '../../src/publication/representation.ts';
import { compareEntries, type Entry } from '../../src/subprocessors/model/entry.ts';
import { nothingStated } from '../../src/controls/model.ts';
import { noUpdates } from '../../src/updates/model.ts';
import type { EntryState, Facts } from '../../src/subprocessors/model/facts.ts';

/** The day on which the story is told in tests. */
export const storyDay: Day = day('2026-11-22');

export const testPlace: Place = {
  ...placeOf({ origin: 'https://trust.qluster.example', base: '/trust' }),
  demo: true,
};

/** What a renderer gets, with the demo story unless told otherwise. */
export function renderInput(parts: Partial<RenderInput> = {}): RenderInput {
  return { snapshot: storySnapshot(), place: testPlace, params: {}, ...parts };
}

/** The demo story folded in memory, without a database: the same bytes at every call. */
export function storySnapshot(today: Day = storyDay): Snapshot {
  return foldStory(tellStory(today), today);
}

/** A deployment to which nobody has said anything yet. */
export function emptySnapshot(): Snapshot {
  const nothing: Story = { organisation: unnamedOrganisation, services: [], chapters: [] };
  return foldStory(nothing, storyDay);
}

/** The story with other entries, each published by one opening change. */
export function snapshotOf(entries: readonly StoryEntry[], today: Day = storyDay): Snapshot {
  const chapter: Chapter = { publishedOn: today, reason: 'The register is opened.', entries };
  return foldStory({ ...tellStory(today), chapters: [chapter] }, today);
}

export function foldStory(story: Story, today: Day): Snapshot {
  const world = new World(story.organisation.timeZone, today);
  for (const chapter of story.chapters) world.publish(chapter);
  const changes = world.changes.toReversed();
  const steps = world.changes
    .flatMap((change): ChangeStep[] => change.steps.map((step) => ({ step, change })))
    .sort((a, b) => b.step.listVersion - a.step.listVersion);
  const substantive = steps.filter(({ change }) => change.class === 'substantive');
  const newest = steps[0]?.step;
  return {
    version: 2 + steps.length,
    at: newest?.at ?? startOfDay(today, story.organisation.timeZone),
    organisation: story.organisation,
    branding: {},
    services: story.services,
    entries: [...world.entries.values()].sort(compareEntries),
    withdrawn: [],
    pending: changes
      .filter((change) => change.effectiveOn > today)
      .sort((a, b) => (a.effectiveOn < b.effectiveOn ? -1 : 1)),
    recent: changes.slice(0, 50),
    steps: substantive.slice(0, 50),
    stepsWithCorrections: steps.slice(0, 50),
    stepCounts: { substantive: substantive.length, all: steps.length },
    changeCount: changes.length,
    listVersion: newest?.listVersion ?? 0,
    updates: noUpdates,
    controls: nothingStated,
    documents: [],
    policies: noPolicies,
    retention: [],
    ...(newest ? { listPublishedAt: newest.at } : {}),
  };
}

class World {
  readonly entries = new Map<string, Entry>();
  readonly changes: Change[] = [];
  readonly #ids = countingIds();
  readonly #timeZone: string;
  readonly #today: Day;
  #listVersion = 0;

  constructor(timeZone: string, today: Day) {
    this.#timeZone = timeZone;
    this.#today = today;
  }

  publish(chapter: Chapter): void {
    const effectiveOn = chapter.effectiveOn ?? chapter.publishedOn;
    const id = this.changes.length + 1;
    const items = chapter.entries.map((entry) => this.#itemOf(chapter, entry));
    const steps: Step[] = [];
    if (effectiveOn > chapter.publishedOn)
      steps.push(this.#step('announced', this.#morning(chapter.publishedOn)));
    if (effectiveOn <= this.#today) {
      steps.push(
        this.#step(
          'in-effect',
          effectiveOn > chapter.publishedOn
            ? startOfDay(effectiveOn, this.#timeZone)
            : this.#morning(effectiveOn),
        ),
      );
    }
    const substantive = items.some((item) => item.class === 'substantive');
    const change: Change = {
      id,
      class: substantive ? 'substantive' : 'correction',
      reason: chapter.reason,
      effectiveOn,
      items,
      steps,
    };
    this.changes.push(change);
    for (const [index, item] of items.entries()) this.#apply(change, item, chapter.entries[index]);
  }

  #itemOf(chapter: Chapter, entry: StoryEntry): ChangeItem {
    const present = this.entries.get(entry.slug);
    const counterpart = counterpartOf(chapter, entry);
    const kind = kindOf(present?.facts, entry.facts, counterpart);
    const aspects = aspectsOf(present?.facts, entry.facts);
    const itemClass = chapter.class ?? proposedClass(kind, aspects);
    return {
      subprocessorId: present?.id ?? newId(this.#ids, 'sub'),
      slug: entry.slug,
      kind,
      class: itemClass,
      aspects: itemClass === 'correction' ? [] : aspects,
      ...(counterpart === undefined ? {} : { counterpart }),
      ...(present ? { before: present.facts } : {}),
      after: entry.facts,
    };
  }

  #apply(change: Change, item: ChangeItem, told: StoryEntry | undefined): void {
    const present = this.entries.get(item.slug);
    const pending = change.effectiveOn > this.#today;
    if (pending && present !== undefined) return;
    const { at } = lastStep(change);
    const first = {
      id: item.subprocessorId,
      slug: item.slug,
      listedAt: change.steps[0]?.at ?? at,
      version: 0,
    };
    const known = present ?? first;
    this.entries.set(item.slug, {
      ...known,
      ...linksOf(item, told),
      state: stateOf(item.after, pending),
      facts: item.after,
      changedAt: at,
      lastChangeId: change.id,
      version: known.version + 1,
    });
  }

  #step(name: Step['name'], at: Date): Step {
    this.#listVersion += 1;
    return { name, at, eventId: newEventId(this.#ids), listVersion: this.#listVersion };
  }

  #morning(of: Day): Date {
    return new Date(startOfDay(of, this.#timeZone).getTime() + 10 * 3_600_000);
  }
}

function proposedClass(kind: ItemKind, aspects: readonly Aspect[]): ChangeClass {
  return kind === 'amended' && aspects.length === 0 ? 'correction' : 'substantive';
}

function counterpartOf(chapter: Chapter, entry: StoryEntry): string | undefined {
  return entry.replaces ?? chapter.entries.find((other) => other.replaces === entry.slug)?.slug;
}

function stateOf(facts: Facts, pending: boolean): EntryState {
  if (pending) return 'announced';
  return facts.effectiveUntil === undefined ? 'current' : 'ended';
}

function linksOf(item: ChangeItem, told: StoryEntry | undefined): Partial<Entry> {
  const replacedBy = item.after.effectiveUntil === undefined ? undefined : item.counterpart;
  return {
    ...(told?.contactPerson ? { contactPerson: told.contactPerson } : {}),
    ...(told?.replaces === undefined ? {} : { replaces: told.replaces }),
    ...(replacedBy === undefined ? {} : { replacedBy }),
  };
}

function kindOf(
  before: Facts | undefined,
  after: Facts,
  counterpart: string | undefined,
): ItemKind {
  const starts = before === undefined;
  const ends = !starts && before.effectiveUntil === undefined && after.effectiveUntil !== undefined;
  if ((starts || ends) && counterpart !== undefined) return 'replaced';
  if (starts) return 'added';
  return ends ? 'removed' : 'amended';
}

const aspectOfField: { readonly [field in keyof Facts]?: Aspect } = {
  legalName: 'entity',
  establishment: 'entity',
  locations: 'location',
  description: 'purpose',
  nature: 'purpose',
  ai: 'purpose',
  dataCategories: 'data',
  dataSubjects: 'data',
  specialCategories: 'data',
  transfers: 'transfer',
};

function aspectsOf(before: Facts | undefined, after: Facts): readonly Aspect[] {
  if (before === undefined) return [];
  return [...new Set(changedFields(before, after).flatMap((field) => aspectOfField[field] ?? []))];
}

function countingIds(): Ids {
  let count = 0;
  return {
    uuid: () => `00000000-0000-4000-8000-${String(++count).padStart(12, '0')}`,
    bytes: (length) => new Uint8Array(length).fill(++count % 256),
  };
}

function day(text: string): Day {
  const parsed = parseDay(text);
  if (parsed === undefined) throw new TypeError(`no such day: ${text}`);
  return parsed;
}
