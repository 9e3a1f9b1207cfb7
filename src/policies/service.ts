import { Refusal } from '../core/errors.ts';
import type { Db } from '../db/client.ts';
import {
  comparePolicies,
  type ListedPolicy,
  type PoliciesInBrief,
  type Policy,
  type State,
  type Version,
  type VersionHead,
} from './model.ts';
import * as store from './store.ts';

export type { TitledStep } from './store.ts';

/** As in the other feeds: archive N holds entries 50(N-1)+1 to 50N. */
export const stepsPerBlock = 50;

/** In the order of the page. */
export async function listPolicies(db: Db): Promise<readonly Policy[]> {
  return (await store.selectPolicies(db)).toSorted(comparePolicies);
}

/** The page after the one that ended with `after`. */
export async function pagePolicies(
  db: Db,
  { after, limit }: { readonly after: string | undefined; readonly limit: number },
): Promise<{ items: readonly Policy[]; next: string | null }> {
  const all = await listPolicies(db);
  const index = after === undefined ? -1 : all.findIndex(({ slug }) => slug === after);
  if (after !== undefined && index === -1)
    throw new Refusal('not_found', 'What this cursor names is gone. Begin the list again.');
  const items = all.slice(index + 1, index + 1 + limit);
  const isLast = index + 1 + limit >= all.length;
  return { items, next: isLast ? null : (items.at(-1)?.slug ?? null) };
}

export async function getPolicy(db: Db, slug: string): Promise<Policy> {
  const found = await store.selectPolicy(db, slug);
  if (!found) throw new Refusal('not_found', 'There is no policy of this slug.');
  return found;
}

/** Newest first, drafts among them. */
export async function pageVersions(
  db: Db,
  slug: string,
  { before, limit }: { readonly before: number | undefined; readonly limit: number },
): Promise<{ items: readonly VersionHead[]; next: string | null }> {
  await getPolicy(db, slug);
  const found = await store.selectHeads(db, slug, { before, limit: limit + 1 });
  const items = found.slice(0, limit);
  return { items, next: found.length > limit ? String(items.at(-1)?.number) : null };
}

/** A draft too. */
export async function getVersion(db: Db, slug: string, number: number): Promise<Version> {
  const found = await store.selectVersion(db, slug, number);
  if (!found) throw new Refusal('not_found', 'There is no version of this number.');
  return found;
}

/** A version that was ever published, withdrawn ones too; undefined otherwise. */
export async function findPublished(
  db: Db,
  slug: string,
  number: number,
): Promise<Version | undefined> {
  const found = await store.selectVersion(db, slug, number);
  return found?.state === 'draft' ? undefined : found;
}

/** Every version that was ever published, newest first. */
export async function listPublished(db: Db, slug: string, limit: number) {
  const heads = await store.selectHeads(db, slug, { limit: limit + 1 });
  return heads.filter(({ state }) => state !== 'draft');
}

/** What every page may need of them. */
export async function describePolicies(db: Db): Promise<PoliciesInBrief> {
  const [standing, policies, stepCount] = await Promise.all([
    store.selectHeadsIn(db, ['announced', 'effective']),
    listPolicies(db),
    store.countSteps(db),
  ]);
  const find = (slug: string, state: 'effective' | 'announced') =>
    standing.find((head) => head.policy === slug && head.state === state);
  const listed = policies.flatMap((policy): readonly ListedPolicy[] => {
    const current = find(policy.slug, 'effective');
    const announced = find(policy.slug, 'announced');
    if (current === undefined && announced === undefined) return [];
    return [{ policy, ...(current && { current }), ...(announced && { announced }) }];
  });
  return { listed, stepCount };
}

/** A policy as staff work on it: what stands, and the draft that there may be. */
export type WorkedOn = ListedPolicy & { readonly draft?: VersionHead };

/** Every policy, in the order of the page, those that nobody but staff sees among them. */
export async function listWorkedOn(db: Db): Promise<readonly WorkedOn[]> {
  const heads = await store.selectHeadsIn(db, ['draft', 'announced', 'effective']);
  const find = (slug: string, state: State) =>
    heads.find((head) => head.policy === slug && head.state === state);
  return (await listPolicies(db)).map((policy) => {
    const current = find(policy.slug, 'effective');
    const announced = find(policy.slug, 'announced');
    const draft = find(policy.slug, 'draft');
    return {
      policy,
      ...(current && { current }),
      ...(announced && { announced }),
      ...(draft && { draft }),
    };
  });
}

/** One of them. Refuses `not_found`. */
export async function getWorkedOn(db: Db, slug: string): Promise<WorkedOn> {
  const found = (await listWorkedOn(db)).find(({ policy }) => policy.slug === slug);
  if (!found) throw new Refusal('not_found', 'There is no policy of this slug.');
  return found;
}

export type StepBlock = {
  /** Newest first. */
  readonly steps: readonly store.TitledStep[];
  /** The newest archive that has entries before these; 0 without one. */
  readonly older: number;
};

/** The newest steps, or those of archive `block` (from 1). `total` is how many there are. */
export async function listSteps(
  db: Db,
  { block, total }: { readonly block: number | undefined; readonly total: number },
): Promise<StepBlock> {
  const range =
    block === undefined
      ? { from: Math.max(1, total - stepsPerBlock + 1), to: total }
      : { from: (block - 1) * stepsPerBlock + 1, to: block * stepsPerBlock };
  const steps = await store.selectSteps(db, range);
  return { steps, older: Math.ceil((range.from - 1) / stepsPerBlock) };
}
