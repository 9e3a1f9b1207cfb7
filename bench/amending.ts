import { systemCtx, type Deps } from '../src/context.ts';
import type { Day } from '../src/core/day.ts';
import { getOrganisation, replaceOrganisation } from '../src/organisation/service.ts';
import { createBatch, putDraft } from '../src/subprocessors/service/batches.ts';
import { listEntries } from '../src/subprocessors/service/entries.ts';
import { publishBatch } from '../src/subprocessors/service/publication.ts';

/** Publishes one amendment as staff do, of another entry in each round; announced where a day is given. */
export async function amendOne(deps: Deps, round: number, effectiveOn?: Day): Promise<void> {
  const ctx = systemCtx(deps, 'bench');
  const standing = (await listEntries(deps.db)).filter(
    ({ state, facts }) => state === 'current' && facts.effectiveUntil === undefined,
  );
  const entry = standing[round % standing.length];
  if (!entry) throw new Error('no entry is current');
  const { slug, facts } = entry;
  const batch = await createBatch(ctx, {
    reason: 'The bench amends an entry.',
    ...(effectiveOn !== undefined && { effectiveOn }),
  });
  const draft = { slug, facts: { ...facts, nature: `Round ${round}` } };
  await putDraft(ctx, batch.id, draft, undefined);
  const decisions = { classes: { [slug]: 'substantive' as const }, contractOverrides: {} };
  await publishBatch(ctx, batch.id, decisions, 'any');
}

/** Customers in general are promised no days of notice: so that changes can be published at once. */
export async function promiseNothing(deps: Deps): Promise<void> {
  const { value } = await getOrganisation(deps.db);
  await replaceOrganisation(systemCtx(deps, 'bench'), { ...value, noticeDays: 0 }, 'any');
}
