import {
  asOfVersion,
  type Change,
  type ChangeItem,
  type ChangeStep,
  standingAfter,
  type Step,
} from '../../changes/model.ts';
import type { Day, Moment } from '../../core/day.ts';
import type { SubprocessorId } from '../../core/ids.ts';
import { entriesAfter } from './applying.ts';
import type { Entry } from './entry.ts';
import type { Facts } from './facts.ts';
import { firstMoment, momentOf, type Period, restate } from './validity.ts';

/** An entry as one version of the list showed it, without its contact person, who can be erased. */
export type PublishedEntry = Omit<Entry, 'contactPerson' | 'version'> & {
  /** Changes that were announced for it and not yet in effect. */
  readonly pendingChangeIds: readonly number[];
};

/** What is known of an entry from a moment on, and which change says so. */
export type KnownPeriod = Period & {
  readonly subprocessorId: SubprocessorId;
  /** The version of the list that said so first. */
  readonly knownFrom: number;
  readonly changeId: number;
  readonly recordedAt: Date;
};

/** Where the register stood before the first step to be taken. */
export type TimelineStart = {
  readonly register: ReadonlyMap<string, Entry>;
  /** Announced for an entry and not yet in effect, by slug. */
  readonly pending: ReadonlyMap<string, readonly number[]>;
  /** What is known of each entry that the steps touch, in order of time. */
  readonly periods: ReadonlyMap<SubprocessorId, readonly Period[]>;
};

/** What both clocks record of some steps. */
export type TimelineRows = {
  readonly published: readonly (PublishedEntry & { readonly listVersion: number })[];
  readonly known: readonly (KnownPeriod & { readonly supersededFrom?: number })[];
  /** From when on rows of an entry that are stored already do not stand any more. */
  readonly superseded: readonly {
    readonly subprocessorId: SubprocessorId;
    readonly from: Moment;
    readonly version: number;
  }[];
};

/** Works out what steps of the list's life, oldest first, mean for both clocks. */
export function takeSteps(
  steps: readonly ChangeStep[],
  start: TimelineStart,
  timeZone: string,
): TimelineRows {
  const fold = new TimelineFold(start, timeZone);
  for (const step of steps) fold.take(step);
  return fold.rows();
}

class TimelineFold {
  readonly #stored: TimelineStart['periods'];
  readonly #timeZone: string;
  readonly #register: Map<string, Entry>;
  readonly #pending: Map<string, readonly number[]>;
  readonly #periods: Map<SubprocessorId, readonly Period[]>;
  readonly #published: TimelineRows['published'][number][] = [];
  readonly #known = new Map<SubprocessorId, TimelineRows['known'][number][]>();
  readonly #superseded: TimelineRows['superseded'][number][] = [];

  constructor({ register, pending, periods }: TimelineStart, timeZone: string) {
    this.#timeZone = timeZone;
    this.#register = new Map(register);
    this.#pending = new Map(pending);
    this.#periods = new Map(periods);
    this.#stored = periods;
  }

  take({ change: given, step }: ChangeStep): void {
    const change = asOfVersion(given, step.listVersion);
    const isPending = step.name === 'announced' || step.name === 'postponed';
    for (const entry of entriesAfter(change, step.name, this.#register, step.at)) {
      const others = (this.#pending.get(entry.slug) ?? []).filter((id) => id !== change.id);
      const ids = isPending ? [...others, change.id] : others;
      this.#pending.set(entry.slug, ids);
      this.#register.set(entry.slug, entry);
      const { contactPerson: _, version: __, ...shown } = entry;
      this.#published.push({ ...shown, listVersion: step.listVersion, pendingChangeIds: ids });
      if (entry.state === 'withdrawn') this.#register.delete(entry.slug);
    }
    const earlier = standingAfter(change, change.steps.length - 1);
    // An announced change is known from its announcement on; its effect tells nothing new.
    if (earlier.steps.length === 0) this.#learn(change, step);
    else if (step.name !== 'in-effect') this.#forget(earlier, step);
    if (step.name === 'postponed') this.#learn(change, step);
  }

  rows(): TimelineRows {
    return {
      published: this.#published,
      known: [...this.#known.values()].flat(),
      superseded: this.#superseded,
    };
  }

  #learn(change: Change, step: Step): void {
    const moment = momentOf(change, this.#timeZone);
    for (const item of change.items) {
      const standing = this.#periods.get(item.subprocessorId) ?? [];
      const from = firstMoment(item, moment);
      this.#restate(change, step, item, { from, restated: restate(standing, item, moment) });
    }
  }

  /** What was announced will not be, on that day at least. */
  #forget(change: Change, step: Step): void {
    const moment = momentOf(change, this.#timeZone);
    for (const item of change.items) {
      const { before, after } = item;
      const from = firstMoment(item, moment);
      const standing = this.#periods.get(item.subprocessorId) ?? [];
      const restated =
        before === undefined
          ? [{ validFrom: from, facts: neverInEffect(after, change.effectiveOn) }]
          : restate(standing, { ...item, before: after, after: before }, moment);
      this.#restate(change, step, item, { from, restated });
    }
  }

  #restate(
    { id: changeId }: Change,
    { listVersion: knownFrom, at: recordedAt }: Step,
    { subprocessorId }: ChangeItem,
    { from, restated }: { readonly from: Moment; readonly restated: readonly Period[] },
  ): void {
    const standing = this.#periods.get(subprocessorId) ?? [];
    const earlier = standing.filter(({ validFrom }) => validFrom < from);
    this.#periods.set(subprocessorId, [...earlier, ...restated]);
    this.#supersede(subprocessorId, from, knownFrom);
    const rows = restated.map(({ validFrom, facts }) => ({
      subprocessorId,
      validFrom,
      facts,
      knownFrom,
      changeId,
      recordedAt,
    }));
    // Two of one version say something about one moment where a change is moved: the second holds.
    const known = (this.#known.get(subprocessorId) ?? []).filter(
      (row) =>
        row.knownFrom !== knownFrom || !rows.some((each) => each.validFrom === row.validFrom),
    );
    this.#known.set(subprocessorId, [...known, ...rows]);
  }

  #supersede(subprocessorId: SubprocessorId, from: Moment, version: number): void {
    const isConcerned = ({ validFrom }: Period) => validFrom >= from;
    if (this.#stored.get(subprocessorId)?.some(isConcerned))
      this.#superseded.push({ subprocessorId, from, version });
    const known = this.#known.get(subprocessorId) ?? [];
    this.#known.set(
      subprocessorId,
      known.map((row) =>
        row.supersededFrom === undefined && isConcerned(row)
          ? { ...row, supersededFrom: version }
          : row,
      ),
    );
  }
}

/** Of an entry that was announced: that it does not begin. */
function neverInEffect(facts: Facts, planned: Day): Facts {
  const day = facts.effectiveFrom ?? planned;
  return { ...facts, effectiveFrom: day, effectiveUntil: day };
}
