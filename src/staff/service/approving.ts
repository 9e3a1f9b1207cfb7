import type { Ctx, Deps, Staff, System } from '../../context.ts';
import { actorName } from '../../context.ts';
import { Refusal } from '../../core/errors.ts';
import { listNamed } from '../../accounts/service/people.ts';
import type { Db } from '../../db/client.ts';
import { type Holders, isInForce } from '../model.ts';
import { type Approval, faultOfApprover, isAlone } from '../model/four-eyes.ts';
import { mayDo, type OperationId } from '../model/permitting.ts';
import * as store from '../store.ts';
import { listNames } from './names.ts';

/**
 * What pages of the console offer, so that an account is enough for it. A batch is approved through the API
 * only, which takes keys: there an account alone makes nobody a second person, or it would wait for who
 * cannot.
 */
const withAccount: ReadonlySet<OperationId> = new Set(['approveStaffKey', 'approveRuleProposal']);

/**
 * Who holds which key or account, and who could do the operation. One name is one person, however many of
 * either they have. The configured key is a holder of its own.
 */
export async function listHolders(
  { config, clock }: Pick<Deps, 'config' | 'clock'>,
  db: Db,
  operation: OperationId,
): Promise<Holders> {
  const keys = await store.selectKeys(db);
  const now = clock();
  const configured = actorName({ kind: 'staff', role: 'owner' });
  const able = keys.filter((key) => isInForce(key, now) && mayDo(key, operation));
  const people = await listNamed(db);
  const ablePeople = withAccount.has(operation)
    ? people.filter((person) => person.isActive && mayDo(person, operation))
    : [];
  return {
    // Revoked keys and removed people too: a new one makes nobody another person.
    byActor: await listNames(db),
    able: [
      ...able.map(({ holder }) => holder),
      ...ablePeople.map(({ name }) => name),
      ...(config.staffApiKey === undefined ? [] : [configured]),
    ],
  };
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
  if (!isAlone(authors, holders)) return undefined;
  return { by: actorName(ctx.actor), at: at.toISOString(), isSole: true };
}
