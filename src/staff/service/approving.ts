import type { Ctx, Deps, Staff, System } from '../../context.ts';
import { actorName } from '../../context.ts';
import { Refusal } from '../../core/errors.ts';
import { listNamed } from '../../accounts/service/people.ts';
import type { Db } from '../../db/client.ts';
import { type Holders, isInForce, type StaffKey } from '../model.ts';
import { type Approval, faultOfApprover, isAble, isAlone } from '../model/four-eyes.ts';
import { mayDo, type OperationId } from '../model/permitting.ts';
import * as store from '../store.ts';
import { listNames, nameOf } from './names.ts';

/**
 * Who holds which key or account, and who could do the operation. One name is one person, however many of
 * either they have. The configured key is a holder of its own, unless this machine made it.
 */
export async function listHolders(
  { config, clock }: Pick<Deps, 'config' | 'clock'>,
  db: Db,
  operation: OperationId,
): Promise<Holders> {
  const keys = await store.selectKeys(db);
  const now = clock();
  const configured = actorName({ kind: 'staff', role: 'owner' });
  const isHeld = config.staffApiKey !== undefined && !config.isStaffKeyMade;
  const people = (await listNamed(db)).filter((person) => person.isActive);
  // Revoked keys and removed people too: a new one makes nobody another person.
  const byActor = await listNames(db);
  const makers = new Map(
    keys.flatMap((key) => (isPerson(key.proposedBy) ? [[nameOf(key), key.proposedBy]] : [])),
  );
  const makerOf = (key: StaffKey) => byActor.get(makers.get(nameOf(key)) ?? '') ?? [];
  return {
    byActor,
    makers,
    able: [
      ...keys
        .filter((key) => isInForce(key, now) && mayDo(key, operation))
        .map((key) => [key.holder].concat(makerOf(key))),
      ...people.filter((person) => mayDo(person, operation)).map(({ name }) => [name]),
      ...(isHeld ? [[configured]] : []),
    ],
  };
}

/** The same, but only who has an account could do it: for what is approved in the console alone. */
export async function listAccountHolders(
  deps: Pick<Deps, 'config' | 'clock'>,
  db: Db,
  operation: OperationId,
): Promise<Holders> {
  const people = (await listNamed(db)).filter(
    (person) => person.isActive && mayDo(person, operation),
  );
  return {
    ...(await listHolders(deps, db, operation)),
    able: people.map(({ name }) => [name]),
  };
}

function isPerson(actor: string | undefined): actor is string {
  return actor?.startsWith('staff:per_') === true;
}

/**
 * The approval of whoever acts, for what these have written. Refuses `conflict` to one of them, unless
 * nobody else could give it.
 */
export function approvalBy(
  ctx: Ctx<Staff>,
  authors: readonly string[],
  at: Date,
  holders: Holders,
): Approval {
  const by = actorName(ctx.actor);
  const fault = faultOfApprover(by, authors, holders);
  if (fault !== undefined) throw new Refusal('conflict', fault);
  return soleApproval(ctx, authors, at, holders) ?? { by, at: at.toISOString() };
}

/** The approval that goes with what somebody does, where nobody else could give it; undefined elsewhere. */
export function soleApproval(
  ctx: Ctx<Staff | System>,
  authors: readonly string[],
  at: Date,
  holders: Holders,
): Approval | undefined {
  if (!isAlone(authors, holders) || !isAble(actorName(ctx.actor), holders)) return undefined;
  return { by: actorName(ctx.actor), at: at.toISOString(), isSole: true };
}
