import type { Ctx, Staff, System } from '../../context.ts';
import { staffIdOf } from '../../context.ts';
import { addDays, type Day, startOfDay } from '../../core/day.ts';
import { pointerTo, Refusal, refusalOf } from '../../core/errors.ts';
import type { RightsRequestId } from '../../core/ids.ts';
import { commitIfAny } from '../../db/commit.ts';
import type { Expected } from '../../db/expected.ts';
import { requireSubject } from '../../personal-data/service/subject.ts';
import type { RightsRequest } from '../../rights/model.ts';
import { changeRequest } from '../../rights/service/changing.ts';
import { bothSides, recordOf, tell } from '../../rights/service/telling.ts';
import { touchRequest, writeToPerson } from '../../rights/service/acting.ts';
import type { RestrictionKind } from '../model.ts';
import * as store from '../store/restrictions.ts';

type On = { readonly id: RightsRequestId; readonly expected: Expected };

/**
 * Restricts the use of all of the person's addresses, from now on. What needs no proof holds for the
 * address of the request whoever asked: it protects, and gives nothing away. Refuses `conflict`.
 */
export async function restrict(
  ctx: Ctx<Staff>,
  { id, expected }: On,
  kind: RestrictionKind,
): Promise<RightsRequest> {
  const { deps, actor } = ctx;
  return changeRequest(ctx, id, expected, async (changing) => {
    const { tx, ledger, request } = changing;
    const { hashes } = await requireSubject({ db: tx, keys: deps.keys }, request, kind);
    const rows = hashes.map((addressHash) => ({
      addressHash,
      kind,
      requestId: id,
      setBy: staffIdOf(actor),
      since: ledger.at,
    }));
    const added = await store.insertRestrictions(tx, rows);
    if (added === 0) throw new Refusal('conflict', 'This is restricted already.');
    await touchRequest(changing);
    deps.nudge();
    return [recordOf(ledger, request, 'rights.restricted', { kind, addresses: added })];
  });
}

/**
 * Tells the person that a restriction will be lifted, and on which day: they are told before it is
 * (Article 18(3) GDPR). Refuses `invalid` for a day that is not to come, and `conflict`.
 */
export async function planLifting(
  ctx: Ctx<Staff>,
  { id, expected }: On,
  kind: RestrictionKind,
  { on, reason }: { readonly on: Day; readonly reason: string },
): Promise<RightsRequest> {
  return changeRequest(ctx, id, expected, async (changing) => {
    const { tx, ledger, request, today, timeZone } = changing;
    if (on <= today)
      throw refusalOf([
        {
          pointer: pointerTo('on'),
          detail: `Must be ${addDays(today, 1)} at the earliest: the person is told before.`,
        },
      ]);
    const planned = await store.planLifting(tx, id, kind, startOfDay(on, timeZone));
    if (planned === 0)
      throw new Refusal('conflict', 'Nothing of this kind is restricted, or its end is set.');
    const message = await writeToPerson(changing, reason);
    const event = recordOf(ledger, request, 'rights.lifting_planned', { kind, on });
    await tell(tx, ctx.deps, request, { what: 'lifting', message }, bothSides(request), event);
    return [event];
  });
}

const perRun = 200;

/** Lifts restrictions whose day has come, each once however many jobs run. How many requests had them. */
export async function liftDue(ctx: Ctx<System>): Promise<number> {
  const due = await store.selectLifting(ctx.deps.db, ctx.now, perRun);
  const byRequest = Map.groupBy(due, ({ requestId }) => requestId);
  let touched = 0;
  for (const [id, rows] of byRequest)
    if (
      await liftOf(
        ctx,
        id,
        rows.map((row) => row.id),
      )
    )
      touched += 1;
  return touched;
}

/** False where another job was first: then there is nothing to do. */
async function liftOf(
  ctx: Ctx<System>,
  id: RightsRequestId,
  ids: readonly number[],
): Promise<boolean> {
  try {
    await changeRequest(ctx, id, 'any', async (changing) => {
      const { tx, ledger, request } = changing;
      const lifted = await store.saveLifted(tx, ids, ledger.at);
      if (lifted.length === 0) throw new Refusal('conflict', 'They are lifted.');
      await touchRequest(changing);
      const kinds = [...new Set(lifted.map(({ kind }) => kind))];
      return [recordOf(ledger, request, 'rights.restriction_lifted', { kinds })];
    });
    return true;
  } catch (error) {
    if (error instanceof Refusal && error.code === 'conflict') return false;
    // Its request is purged, and what it restricted is still in force until now.
    if (error instanceof Refusal && error.code === 'not_found') return liftAlone(ctx, id, ids);
    throw error;
  }
}

/** Nothing of it stays: there is no request left to which it belongs. */
async function liftAlone(
  ctx: Ctx<System>,
  id: RightsRequestId,
  ids: readonly number[],
): Promise<boolean> {
  return commitIfAny(ctx, async (tx, ledger) => {
    const lifted = await store.saveLifted(tx, ids, ledger.at);
    await store.deleteLiftedOf(tx, [id]);
    const kinds = [...new Set(lifted.map(({ kind }) => kind))];
    const events =
      lifted.length === 0 ? [] : [recordOf(ledger, { id }, 'rights.restriction_lifted', { kinds })];
    return { value: lifted.length > 0, events };
  });
}
