import type { Language } from '../../core/language.ts';
import type { Entry } from './entry.ts';
import type { Region } from './facts.ts';
import { placeName } from './words.ts';

/** How many process in a place: a country, a region, or what has only a published spelling. */
export type Tally = {
  readonly name: string;
  readonly country: string | undefined;
  readonly region: Region | undefined;
  readonly now: number;
  /** Announced. */
  readonly next: number;
};

/** Countries first, most used first; regions and worldwide networks after them. */
export function tallyPlaces(
  entries: readonly Entry[],
  language: Language = 'en',
): readonly Tally[] {
  const tallies = new Map<string, Tally>();
  for (const { state, facts } of entries) {
    if (state === 'ended') continue;
    const places = new Map(
      (facts.locations ?? []).map((each) => [placeName(each, language), each]),
    );
    for (const [name, { country, region }] of places) {
      const { now, next } = tallies.get(name) ?? { now: 0, next: 0 };
      const isNow = state === 'current';
      const counts = { now: now + (isNow ? 1 : 0), next: next + (isNow ? 0 : 1) };
      tallies.set(name, { name, country, region, ...counts });
    }
  }
  return [...tallies.values()].sort(
    (a, b) =>
      Number(a.country === undefined) - Number(b.country === undefined) ||
      b.now - a.now ||
      (a.name < b.name ? -1 : 1),
  );
}
