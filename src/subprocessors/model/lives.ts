import type { Change } from '../../changes/model.ts';
import { type Day, dayOf } from '../../core/day.ts';
import type { Entry } from './entry.ts';

/** One entry as it is drawn: since when, until when, and when what it says was amended. */
export type Life = {
  readonly entry: Entry;
  readonly from: Day;
  /** Whether the entry states its first day; else `from` is when the register first knew it. */
  readonly isFromStated: boolean;
  /** First day without processing: the end, or the one that is announced. */
  readonly until?: Day;
  readonly amendedOn: readonly Day[];
};

type KnownDays = { readonly first: Day; readonly amended: readonly Day[] };

/** The entries as lives, the newest first. */
export function livesOf(
  entries: readonly Entry[],
  pending: readonly Change[],
  days: ReadonlyMap<string, KnownDays>,
  timeZone: string,
): readonly Life[] {
  const announcedEnds = new Map(
    pending.flatMap(({ items }) => items.map(({ slug, after }) => [slug, after.effectiveUntil])),
  );
  return entries
    .map((entry): Life => {
      const { effectiveFrom, effectiveUntil } = entry.facts;
      const known = days.get(entry.slug);
      const until = effectiveUntil ?? announcedEnds.get(entry.slug);
      return {
        entry,
        from: effectiveFrom ?? known?.first ?? dayOf(entry.listedAt, timeZone),
        isFromStated: effectiveFrom !== undefined,
        amendedOn: known?.amended ?? [],
        ...(until !== undefined && { until }),
      };
    })
    .toSorted(newestFirst);
}

function newestFirst(a: Life, b: Life): number {
  if (a.from !== b.from) return a.from < b.from ? 1 : -1;
  const names = a.entry.facts.name.localeCompare(b.entry.facts.name, 'en');
  return names || (a.entry.slug < b.entry.slug ? -1 : 1);
}

type Tick = { readonly x: number; readonly label: string };

/** What the width of the drawing means. Positions are per cent of it. */
export type Scale = {
  readonly from: Day;
  /** Day of the newest version: what lies beyond is announced. */
  readonly stand: Day;
  readonly to: Day;
  readonly ticks: readonly Tick[];
};

const leastDays = 30;
/** Room behind what is announced last, so that its bar is seen to begin. */
const roomBeyond = 0.06;
const mostTicks = 10;
const stepsInMonths = [1, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 6000, 12_000];

/** From the first day of all to the newest version, or beyond it where something is announced. */
export function scaleOf(lives: readonly Life[], stand: Day): Scale {
  const days = lives.flatMap(({ from, until = stand }) => [from, until]).map(numberOf);
  const last = Math.max(numberOf(stand), ...days);
  const first = Math.min(last - leastDays, numberOf(stand), ...days);
  const isBeyond = last > numberOf(stand);
  const to = isBeyond ? last + Math.ceil((last - first) * roomBeyond) : last;
  const ends = { from: dayAt(first), stand, to: dayAt(to) };
  return { ...ends, ticks: ticksOf(ends) };
}

type Stretch = { readonly x: number; readonly width: number };

/** What is drawn for a life. */
export type Bar = {
  /** In effect by the newest version. */
  readonly past?: Stretch;
  /** Announced: the whole bar, or what is left until an announced end. */
  readonly announced?: Stretch;
  readonly notches: readonly number[];
};

export function barOf(life: Life, scale: Scale): Bar {
  const { entry, from, until, amendedOn } = life;
  if (entry.state === 'announced')
    return { announced: stretch(from, until ?? scale.to, scale), notches: [] };
  const end = until === undefined || until > scale.stand ? scale.stand : until;
  return {
    past: stretch(from, end, scale),
    ...(until !== undefined &&
      until > scale.stand && { announced: stretch(scale.stand, until, scale) }),
    notches: apart(
      amendedOn.filter((day) => day > from && day < end).map((day) => position(day, scale)),
    ),
  };
}

/** Notches nearer to each other than this would look like the hatching of what is announced. */
const leastApart = 2;

function apart(positions: readonly number[]): readonly number[] {
  const kept: number[] = [];
  for (const x of positions.toSorted((a, b) => b - a))
    if ((kept.at(-1) ?? Number.POSITIVE_INFINITY) - x >= leastApart) kept.push(x);
  return kept;
}

/** Per cent of the width, to two places: a hundredth of a pixel on a wide screen. */
export function position(day: Day, { from, to }: Pick<Scale, 'from' | 'to'>): number {
  const share = (numberOf(day) - numberOf(from)) / (numberOf(to) - numberOf(from));
  return Math.round(share * 10_000) / 100;
}

function stretch(from: Day, until: Day, scale: Scale): Stretch {
  const x = position(from, scale);
  const width = Math.max(0, position(until, scale) - x);
  return { x, width: Math.round(width * 100) / 100 };
}

/** Days since 1970. */
function numberOf(day: Day): number {
  return Date.parse(day) / 86_400_000;
}

function dayAt(number: number): Day {
  return dayOf(new Date(number * 86_400_000), 'UTC');
}

/** Beginnings of months or years, as many as have room for their names. */
function ticksOf(ends: Pick<Scale, 'from' | 'to'>): readonly Tick[] {
  const first = monthOf(ends.from);
  const last = monthOf(ends.to);
  const step = stepsInMonths.find((months) => (last - first) / months <= mostTicks) ?? 12_000;
  const begin = Math.ceil((first + (ends.from.endsWith('-01') ? 0 : 1)) / step) * step;
  const count = Math.max(0, Math.floor((last - begin) / step) + 1);
  const ticked = Array.from({ length: count }, (_, index) => begin + index * step);
  return ticked.map((month, index) => ({
    x: position(firstOf(month), ends),
    label: labelOf(month, index, ticked),
  }));
}

function monthOf(day: Day): number {
  const [year = 0, month = 1] = day.split('-').map(Number);
  return year * 12 + month - 1;
}

function firstOf(month: number): Day {
  return dayAt(Date.UTC(2000, month - 2000 * 12, 1) / 86_400_000);
}

const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/** January is called by its year; where there is none, the first month has its year, and its neighbour's room. */
function labelOf(month: number, index: number, ticked: readonly number[]): string {
  if (month % 12 === 0) return String(month / 12);
  const name = months[month % 12] ?? '';
  if (ticked.some((each) => each % 12 === 0)) return name;
  return [`${name} ${Math.floor(month / 12)}`, ''][index] ?? name;
}
