import type { ChangeStep } from '../changes/model.ts';
import { listStepsOf } from '../changes/service/versions.ts';
import type { Db } from '../db/client.ts';
import type { Place } from '../publication/model.ts';
import { presentList } from '../subprocessors/list-document.ts';
import type { Entry } from '../subprocessors/model/entry.ts';
import { listTouchingVersions } from '../subprocessors/service/touching.ts';
import { type Ends, findEnds, type Reading } from './ends.ts';
import { describeDifference, type Difference, type End } from './model/difference.ts';
import type { Touching } from './model/entry-difference.ts';
import { patchOf } from './model/list-patch.ts';

/** Steps that are looked through for each entry, and for all of them; older ones are left out. */
const mostPerEntry = 20;
const mostInAll = 400;

export type Found = { readonly difference: Difference } | Exclude<Ends, { readonly from: End }>;

/** The difference that the parameters ask for, or why there can be none. */
export async function findDifference(reading: Reading & { readonly place: Place }): Promise<Found> {
  const ends = await findEnds(reading);
  if ('faults' in ends) return ends;
  const { from, to } = ends;
  const patch = patchOf(documentOf(from, reading.place), documentOf(to, reading.place));
  const slugs = new Set(patch.items.map(({ slug }) => slug));
  const entries = to.snapshot.entries.filter(({ slug }) => slugs.has(slug));
  const touching = await findTouching(reading.db, entries, from, to);
  return { difference: describeDifference(from, to, patch, touching) };
}

function documentOf({ snapshot }: End, place: Place) {
  return presentList(snapshot, place, {});
}

async function findTouching(
  db: Db,
  entries: readonly Entry[],
  from: End,
  to: End,
): Promise<ReadonlyMap<string, Touching>> {
  const between = { from: from.snapshot.listVersion, to: to.snapshot.listVersion };
  const ids = entries.map(({ id }) => id);
  const touched = await listTouchingVersions(db, ids, between, mostPerEntry);
  const all = [...new Set([...touched.values()].flatMap(({ versions }) => versions))];
  const newest = all.toSorted((a, b) => b - a).slice(0, mostInAll);
  const steps = new Map(
    (await listStepsOf(db, newest)).map((each) => [each.step.listVersion, each]),
  );
  return new Map(
    entries.map(({ id, slug }): [string, Touching] => {
      const { versions = [], more = false } = touched.get(id) ?? {};
      const found = versions.flatMap((version): ChangeStep[] => {
        const step = steps.get(version);
        return step === undefined ? [] : [step];
      });
      return [slug, { steps: found, more: more || found.length < versions.length }];
    }),
  );
}
