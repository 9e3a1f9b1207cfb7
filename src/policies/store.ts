import { and, asc, desc, eq, getTableColumns, gte, inArray, lt, lte, max } from 'drizzle-orm';
import type { Day } from '../core/day.ts';
import type { Db, Tx } from '../db/client.ts';
import type { Policy, PolicyStep, Version, VersionHead } from './model.ts';
import { policies, policySteps, policyVersions } from './table.ts';

/** Unordered. */
export async function selectPolicies(db: Db): Promise<readonly Policy[]> {
  return (await db.select().from(policies)).map(toPolicy);
}

export async function selectPolicy(db: Db, slug: string): Promise<Policy | undefined> {
  const [row] = await db.select().from(policies).where(eq(policies.slug, slug));
  return row && toPolicy(row);
}

export async function savePolicy(tx: Tx, policy: Policy): Promise<void> {
  const row = {
    ...policy,
    order: policy.order ?? null,
    current: policy.current ?? null,
    announced: policy.announced ?? null,
  };
  await tx.insert(policies).values(row).onConflictDoUpdate({ target: policies.slug, set: row });
}

const { texts: _, ...headColumns } = getTableColumns(policyVersions);

/** Newest first, those before a number. */
export async function selectHeads(
  db: Db,
  policy: string,
  { before, limit }: { readonly before?: number | undefined; readonly limit: number },
): Promise<readonly VersionHead[]> {
  const rows = await db
    .select(headColumns)
    .from(policyVersions)
    .where(
      and(
        eq(policyVersions.policy, policy),
        before === undefined ? undefined : lt(policyVersions.number, before),
      ),
    )
    .orderBy(desc(policyVersions.number))
    .limit(limit);
  return rows.map(toHead);
}

/** Of all policies, those in one of these states. */
export async function selectHeadsIn(
  db: Db,
  states: readonly VersionHead['state'][],
): Promise<readonly VersionHead[]> {
  const rows = await db
    .select(headColumns)
    .from(policyVersions)
    .where(inArray(policyVersions.state, [...states]));
  return rows.map(toHead);
}

/** Announced for that day or an earlier one, in the order of their days. */
export async function selectDue(db: Db, today: Day): Promise<readonly VersionHead[]> {
  const { state, effectiveOn, policy } = policyVersions;
  const rows = await db
    .select(headColumns)
    .from(policyVersions)
    .where(and(eq(state, 'announced'), lte(effectiveOn, today)))
    .orderBy(asc(effectiveOn), asc(policy));
  return rows.map(toHead);
}

export async function selectVersion(
  db: Db,
  policy: string,
  number: number,
): Promise<Version | undefined> {
  const [row] = await db
    .select()
    .from(policyVersions)
    .where(and(eq(policyVersions.policy, policy), eq(policyVersions.number, number)));
  return row && { ...toHead(row), texts: row.texts };
}

export async function saveVersion(tx: Tx, version: Version): Promise<void> {
  const { announcement, withdrawal, effectiveAt = null, supersededAt = null, ...rest } = version;
  const row = { ...rest, effectiveAt, supersededAt, ...announced(announcement) };
  const whole = { ...row, ...withdrawn(withdrawal) };
  await tx
    .insert(policyVersions)
    .values(whole)
    .onConflictDoUpdate({ target: [policyVersions.policy, policyVersions.number], set: whole });
}

function announced(announcement: VersionHead['announcement']) {
  if (announcement === undefined) return {};
  const { at, eventId, effectiveOn, summary, isMaterial, update } = announcement;
  return {
    announcedAt: at,
    announcedBy: eventId,
    effectiveOn,
    summary,
    material: isMaterial,
    update,
  };
}

function withdrawn(withdrawal: VersionHead['withdrawal']) {
  if (withdrawal === undefined) return {};
  const { at, reason, eventId } = withdrawal;
  return { withdrawnAt: at, withdrawnFor: reason, withdrawnBy: eventId };
}

export async function deleteVersion(tx: Tx, policy: string, number: number): Promise<void> {
  await tx
    .delete(policyVersions)
    .where(and(eq(policyVersions.policy, policy), eq(policyVersions.number, number)));
}

/** How many there were in all: they are numbered without a gap. */
export async function countSteps(db: Db): Promise<number> {
  const [row] = await db.select({ newest: max(policySteps.ordinal) }).from(policySteps);
  return row?.newest ?? 0;
}

export async function insertStep(tx: Tx, step: PolicyStep): Promise<void> {
  await tx.insert(policySteps).values(step);
}

/** A step with what it tells of, as that stands now. */
export type TitledStep = {
  readonly step: PolicyStep;
  readonly policy: Policy;
  readonly version: VersionHead;
};

/** Newest first, those from `from` to `to`. */
export async function selectSteps(
  db: Db,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<readonly TitledStep[]> {
  const { ordinal, policy, number } = policySteps;
  const rows = await db
    .select({ step: policySteps, policy: policies, version: headColumns })
    .from(policySteps)
    .innerJoin(policies, eq(policies.slug, policy))
    .innerJoin(
      policyVersions,
      and(eq(policyVersions.policy, policy), eq(policyVersions.number, number)),
    )
    .where(and(gte(ordinal, from), lte(ordinal, to)))
    .orderBy(desc(ordinal));
  return rows.map((row) => ({
    step: row.step,
    policy: toPolicy(row.policy),
    version: toHead(row.version),
  }));
}

function toPolicy({ order, current, announced, ...row }: typeof policies.$inferSelect): Policy {
  return {
    ...row,
    ...(order !== null && { order }),
    ...(current !== null && { current }),
    ...(announced !== null && { announced }),
  };
}

type Row = Omit<typeof policyVersions.$inferSelect, 'texts'>;

function toHead(row: Row): VersionHead {
  const { policy, number, state, languages, effectiveAt, supersededAt } = row;
  const { createdAt, updatedAt, version } = row;
  return {
    policy,
    number,
    state,
    languages,
    createdAt,
    updatedAt,
    version,
    ...announcementOf(row),
    ...(effectiveAt !== null && { effectiveAt }),
    ...(supersededAt !== null && { supersededAt }),
    ...withdrawalOf(row),
  };
}

function announcementOf(row: Row): Pick<VersionHead, 'announcement'> {
  const { announcedAt: at, announcedBy: eventId, effectiveOn, summary, material, update } = row;
  if (at === null || eventId === null || effectiveOn === null) return {};
  const isMaterial = material === true;
  return {
    announcement: {
      at,
      eventId,
      effectiveOn,
      isMaterial,
      summary: summary ?? '',
      update: update ?? 0,
    },
  };
}

function withdrawalOf({
  withdrawnAt: at,
  withdrawnFor: reason,
  withdrawnBy: eventId,
}: Row): Pick<VersionHead, 'withdrawal'> {
  if (at === null || eventId === null || reason === null) return {};
  return { withdrawal: { at, reason, eventId } };
}
