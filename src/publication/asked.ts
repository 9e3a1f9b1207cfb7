import {
  addDays,
  type Day,
  dayOf,
  dayOfMoment,
  endMoment,
  momentAt,
  parseDay,
  parseInstant,
  startOfDay,
} from '../core/day.ts';
import { type Fault, pointerTo, refusalOf, Refusal } from '../core/errors.ts';
import { parseNumber } from '../core/number.ts';
import type { AsOf, KnownAt, Params } from './model.ts';

/** A past that a request asks for. */
export type Asked =
  | { readonly version: number }
  | { readonly asOf?: AsOf; readonly knownAt?: KnownAt; readonly timeZone: string };

/** Query parameters of every representation that also shows a past. Whole days are worth remembering. */
export const clocks = {
  as_of: (value: string) => parseDay(value) !== undefined,
  known_at: (value: string) => parseDay(value) !== undefined,
};

/** Path parameter of a permanent version. */
export const versionParam = {
  version: (value: string, { listVersion }: { readonly listVersion: number }) =>
    Number(versionIn(value)) <= listVersion,
};

/**
 * The past that the parameters name; undefined for the present. Days are read in `timeZone`. Refuses
 * `invalid` for a date that does not exist and for a `known_at` to come, `not_found` for what can be no version.
 */
export function readAsked(params: Params, timeZone: string, now: Date): Asked | undefined {
  const { as_of: asOfText, known_at: knownAtText, version } = params;
  if (version !== undefined) return { version: versionIn(version) ?? refuseVersion() };
  if (asOfText === undefined && knownAtText === undefined) return undefined;
  const asOf = readAsOf(asOfText, timeZone);
  const knownAt = readKnownAt(knownAtText, timeZone, now);
  const faults = [asOf, knownAt].filter((each) => isFault(each));
  if (faults.length > 0) throw refusalOf(faults);
  return {
    timeZone,
    ...(asOf && !isFault(asOf) && { asOf }),
    ...(knownAt && !isFault(knownAt) && { knownAt }),
  };
}

function readAsOf(text: string | undefined, timeZone: string): AsOf | Fault | undefined {
  if (text === undefined) return undefined;
  const day = parseDay(text);
  if (day !== undefined) return { text, moment: endMoment(day), day };
  const instant = parseInstant(text.replace(' ', '+'));
  if (instant === undefined) return notADate('as_of');
  const moment = momentAt(instant, timeZone);
  return { text: instant.toISOString(), moment, day: dayOfMoment(moment) };
}

/** The moment up to which what was published counts: of a day its end, of today now. */
export function readKnownAt(
  text: string | undefined,
  timeZone: string,
  now: Date,
  name = 'known_at',
): KnownAt | Fault | undefined {
  if (text === undefined) return undefined;
  const day = parseDay(text);
  const until = day === undefined ? parseInstant(text.replace(' ', '+')) : endOf(day, timeZone);
  if (until === undefined) return notADate(name);
  const isToCome = day === undefined ? until > now : day > dayOf(now, timeZone);
  if (isToCome)
    return faultOf(name, `${name} lies in the future: what will be published is not known yet.`);
  return day === undefined ? { text: until.toISOString(), until } : { text, until, day };
}

export function isFault(value: object | undefined): value is Fault {
  return value !== undefined && 'pointer' in value;
}

/** The last millisecond of a day. */
function endOf(day: Day, timeZone: string): Date {
  return new Date(startOfDay(addDays(day, 1), timeZone).getTime() - 1);
}

function notADate(name: string): Fault {
  return faultOf(
    name,
    `${name} must be a day that exists, as YYYY-MM-DD, or an instant with its offset, e.g. 2026-03-01T10:00:00Z.`,
  );
}

function faultOf(name: string, detail: string): Fault {
  return { pointer: pointerTo('query', name), detail };
}

/** The number that a path names, with or without the form behind it: `14`, `14.csv`. */
function versionIn(text: string): number | undefined {
  return parseNumber(text.replace(/\.[a-z.]+$/, ''));
}

function refuseVersion(): never {
  throw new Refusal('not_found', 'Versions of the list are numbered 1, 2, 3 and so on.');
}
