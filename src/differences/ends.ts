import { findVersion, findVersionAt } from '../changes/service/versions.ts';
import { type Fault, pointerTo } from '../core/errors.ts';
import { parseNumber } from '../core/number.ts';
import type { Db } from '../db/client.ts';
import { isFault, readKnownAt } from '../publication/asked.ts';
import type { KnownAt, Params, Snapshot } from '../publication/model.ts';
import { findZoneOf, loadPast } from '../publication/past.ts';
import type { End } from './model/difference.ts';

export type Reading = {
  readonly snapshot: Snapshot;
  readonly params: Params;
  readonly db: Db;
  readonly now: Date;
};

/** Two ends in order, or what cannot be meant, in words; `turned` where the other way round it can. */
export type Ends =
  | { readonly from: End; readonly to: End }
  | {
      readonly faults: readonly Fault[];
      readonly turned?: { readonly from: string; readonly to: string };
    };

/** Which versions `from` and `to` name. Without `to`: the newest; without `from`: the one before `to`. */
export async function findEnds(reading: Reading): Promise<Ends> {
  const { snapshot, params, db, now } = reading;
  const zoneOf = (text: string | undefined) => findZoneOf(db, text, snapshot);
  const zones = { from: await zoneOf(params['from']), to: await zoneOf(params['to']) };
  const from = readEnd('from', params['from'], snapshot.listVersion, zones.from, now);
  const to = readEnd('to', params['to'], snapshot.listVersion, zones.to, now);
  const faults = [from, to].filter((each) => isFault(each));
  if (isFault(from) || isFault(to)) return { faults };
  const second = await locate(reading, to, snapshot.listVersion);
  const first = await locate(reading, from, Math.max(second.version - 1, 0));
  if (isTurned(first, second)) return refuseTurned(params);
  return { from: await load(reading, first), to: await load(reading, second) };
}

/** What was asked for: a version by its number, or a moment, of a day its end. */
type Named = { readonly text: string; readonly version: number } | KnownAt;

type Located = { readonly version: number; readonly asked?: Named | undefined };

function readEnd(
  name: 'from' | 'to',
  text: string | undefined,
  newest: number,
  timeZone: string,
  now: Date,
): Named | Fault | undefined {
  if (text === undefined) return undefined;
  if (!/^\d+$/.test(text)) return readKnownAt(text, timeZone, now, name);
  const version = parseNumber(text);
  if (version !== undefined && version <= newest) return { text, version };
  return { pointer: pointerTo('query', name), detail: noSuchVersion(name, version, newest) };
}

function noSuchVersion(name: string, version: number | undefined, newest: number): string {
  if (newest === 0) return `${name} names a version, but nothing has been published yet.`;
  if (version === undefined)
    return `${name} must be 1 or more: versions of the list are numbered 1, 2, 3 and so on.`;
  return `${name} names version ${version}, which does not exist yet: the newest is ${newest}.`;
}

async function locate(
  { db }: Reading,
  asked: Named | undefined,
  otherwise: number,
): Promise<Located> {
  if (asked === undefined) return { version: otherwise };
  if ('version' in asked) return { version: asked.version, asked };
  const found = await findVersionAt(db, asked.until);
  return { version: found?.number ?? 0, asked };
}

function isTurned(
  { asked: first, version: from }: Located,
  { asked: second, version: to }: Located,
) {
  if (first && second && 'until' in first && 'until' in second && first.until > second.until)
    return true;
  return from > to;
}

function refuseTurned({ from = '', to = '' }: Params): Ends {
  const detail =
    to === ''
      ? '“from” names a later list than the newest.'
      : 'The range is turned round: “from” names a later list than “to”. Exchange the two.';
  return {
    faults: [{ pointer: pointerTo('query', 'from'), detail }],
    ...(to !== '' && { turned: { from: to, to: from } }),
  };
}

async function load({ db, snapshot, now }: Reading, { version, asked }: Located): Promise<End> {
  const named = asked && { asked: asked.text };
  if (version > 0) return { ...named, snapshot: await loadPast(db, snapshot, { version }, now) };
  if (snapshot.listVersion === 0) return { ...named, snapshot };
  const knownAt = asked && 'until' in asked ? asked : await beforeEverything(db, now);
  const { timeZone } = snapshot.organisation;
  return { ...named, snapshot: await loadPast(db, snapshot, { knownAt, timeZone }, now) };
}

/** The last moment at which the list was empty, so that the empty list has an address too. */
async function beforeEverything(db: Db, now: Date): Promise<KnownAt> {
  const first = await findVersion(db, 1);
  const until = new Date((first?.claimedAt ?? first?.at ?? now).getTime() - 1);
  return { text: until.toISOString(), until };
}
