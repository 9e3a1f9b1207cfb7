import type { Ctx, System } from '../../context.ts';
import { type Day, dayOf } from '../../core/day.ts';
import type { Db, Tx } from '../../db/client.ts';
import { commit, type Ledger } from '../../db/commit.ts';
import type { StoredEvent } from '../../db/ledger.ts';
import { getOrganisation } from '../../organisation/service.ts';
import type { Version, VersionHead } from '../model.ts';
import { getPolicy, getVersion } from '../service.ts';
import * as store from '../store.ts';
import { enterStep } from './steps.ts';

/**
 * Commits the effect of every version whose day has come in the organisation's time zone, each once,
 * however many processes do it. How many.
 */
export async function applyDuePolicies(ctx: Ctx<System>): Promise<number> {
  const { value: organisation } = await getOrganisation(ctx.deps.db);
  const due = await listDuePolicies(ctx.deps.db, dayOf(ctx.now, organisation.timeZone));
  let applied = 0;
  for (const head of due) if (await applyOne(ctx, head)) applied += 1;
  return applied;
}

/** Announced for that day or an earlier one, in the order of their days. */
export async function listDuePolicies(db: Db, today: Day): Promise<readonly VersionHead[]> {
  return store.selectDue(db, today);
}

async function applyOne(ctx: Ctx<System>, { policy, number }: VersionHead): Promise<boolean> {
  try {
    await commit(ctx, async (tx, ledger) => {
      const version = await getVersion(tx, policy, number);
      if (version.state !== 'announced') throw new AnotherWasFirst();
      const effect = await takeEffect(tx, ledger, version);
      return { value: undefined, events: [effect.event] };
    });
    return true;
  } catch (error) {
    if (error instanceof AnotherWasFirst) return false;
    throw error;
  }
}

/** Ends a commit that has nothing to record any more. */
class AnotherWasFirst extends Error {}

/** An announced version is in effect from now on, and the one before is superseded. */
export async function takeEffect(
  tx: Tx,
  ledger: Ledger,
  announced: Version,
): Promise<{ version: Version; event: StoredEvent }> {
  const { policy: slug, number } = announced;
  const { announced: _, ...policy } = await getPolicy(tx, slug);
  const { at } = ledger;
  const event = ledger.record({
    action: 'policy.took_effect',
    subject: `policy:${slug}`,
    data: { policy: slug, version: number, supersedes: policy.current },
    public: true,
  });
  const moved = (version: Version) => ({ updatedAt: at, version: version.version + 1 });
  if (policy.current !== undefined) {
    const before = await getVersion(tx, slug, policy.current);
    await store.saveVersion(tx, {
      ...before,
      ...moved(before),
      state: 'superseded',
      supersededAt: at,
    });
  }
  const version: Version = {
    ...announced,
    ...moved(announced),
    state: 'effective',
    effectiveAt: at,
  };
  await store.saveVersion(tx, version);
  await store.savePolicy(tx, { ...policy, current: number, changedAt: at });
  await enterStep(tx, event, version, 'effective');
  return { version, event };
}
