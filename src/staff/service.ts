import { timingSafeEqual } from 'node:crypto';
import type { Ctx, Deps, Staff } from '../context.ts';
import { actorName } from '../context.ts';
import { type Fault, pointerTo, Refusal, refusalOf } from '../core/errors.ts';
import { sha256 } from '../core/hash.ts';
import type { StaffKeyId } from '../core/ids.ts';
import { newId } from '../core/ids.ts';
import { commit, type Ledger } from '../db/commit.ts';
import type { ListedKey, StaffKey } from './model.ts';
import { isInForce, mintKey, prefixOf, stateOf } from './model.ts';
import type { Approval } from './model/four-eyes.ts';
import { approvalBy, listHolders, soleApproval } from './service/approving.ts';
import { nameOf } from './service/names.ts';
import * as store from './store.ts';
import { selectLastUses } from './store/sign-ins.ts';

/**
 * Who a presented key belongs to; undefined when it is unknown or not in force. Keys are looked up by
 * their SHA-256, the configured key is compared in constant time.
 */
export async function authenticate(deps: Deps, presented: string): Promise<Staff | undefined> {
  const hash = sha256(presented);
  const configured = deps.config.staffApiKey;
  if (
    configured !== undefined &&
    timingSafeEqual(Buffer.from(hash), Buffer.from(sha256(configured)))
  ) {
    return { kind: 'staff', role: 'owner' };
  }
  const key = await store.selectByHash(deps.db, hash);
  if (!key || !isInForce(key, deps.clock())) return undefined;
  const { role, id: keyId, scopes } = key;
  return { kind: 'staff', role, keyId, ...(scopes && { scopes }) };
}

/** Oldest first. */
export async function listStaffKeys({ deps }: Ctx<Staff>): Promise<readonly ListedKey[]> {
  const uses = await selectLastUses(deps.db);
  return (await store.selectKeys(deps.db)).map((key) => {
    const lastUsedAt = uses.get(nameOf(key));
    return { ...key, ...(lastUsedAt && { lastUsedAt }) };
  });
}

type NewKey = Pick<StaffKey, 'holder' | 'role' | 'scopes' | 'expiresAt'>;

/**
 * Proposes a key; where nobody else could approve it, it is in force at once. The secret is in this
 * answer and nowhere else: only its hash is stored. Refuses `invalid` for what has expired already, and
 * for more than the key of whoever acts may do, or for longer.
 */
export async function createStaffKey(
  ctx: Ctx<Staff>,
  input: NewKey,
): Promise<{ key: StaffKey; secret: string }> {
  const faults = faultsOf(ctx, input, await endOf(ctx));
  if (faults.length > 0) throw refusalOf(faults);
  const secret = mintKey(ctx.deps.ids);
  const id = newId(ctx.deps.ids, 'key');
  const proposedBy = actorName(ctx.actor);
  return commit(ctx, async (tx, ledger) => {
    const holders = await listHolders(ctx.deps, tx, 'approveStaffKey');
    const approval = soleApproval(ctx, [proposedBy], ledger.at, holders);
    const key: StaffKey = {
      ...input,
      id,
      prefix: prefixOf(secret),
      createdAt: ledger.at,
      proposedBy,
      ...(approval && { approval }),
    };
    await store.insertKey(tx, key, sha256(secret));
    const { role, scopes = null, expiresAt, prefix } = key;
    const event = ledger.record({
      action: 'staff_key.created',
      subject: `staff_key:${id}`,
      data: { role, prefix, scopes, expiresAt: expiresAt?.toISOString() ?? null },
      public: false,
    });
    const approved = approval ? [recordApproval(ledger, id, approval)] : [];
    return { value: { key, secret }, events: [event, ...approved] };
  });
}

/**
 * Puts a proposed key in force. Refuses `conflict` to whoever made it, unless nobody else could approve
 * it by now, and for a key that does not wait for that.
 */
export async function approveStaffKey(ctx: Ctx<Staff>, id: StaffKeyId): Promise<StaffKey> {
  return commit(ctx, async (tx, ledger) => {
    const key = await store.selectKey(tx, id);
    if (!key) throw new Refusal('not_found', 'There is no such staff key.');
    const state = stateOf(key, ledger.at);
    if (state !== 'proposed')
      throw new Refusal('conflict', `This key is ${state}: it does not wait for an approval.`);
    const holders = await listHolders(ctx.deps, tx, 'approveStaffKey');
    const approval = approvalBy(ctx, [key.proposedBy ?? ''], ledger.at, holders);
    await store.approveKey(tx, id, approval);
    return { value: { ...key, approval }, events: [recordApproval(ledger, id, approval)] };
  });
}

function recordApproval(ledger: Ledger, id: StaffKeyId, { isSole }: Approval) {
  return ledger.record({
    action: 'staff_key.approved',
    subject: `staff_key:${id}`,
    data: { ...(isSole && { isSole }) },
    public: false,
  });
}

/** When the key of whoever acts ends; undefined where it does not, or it is none. */
async function endOf({ deps, actor: { keyId } }: Ctx<Staff>): Promise<Date | undefined> {
  return keyId && (await store.selectKey(deps.db, keyId))?.expiresAt;
}

function faultsOf(
  { actor, now }: Ctx<Staff>,
  { scopes, expiresAt }: NewKey,
  ownEnd: Date | undefined,
): readonly Fault[] {
  const { scopes: own } = actor;
  const isWider = own && !scopes?.every((scope) => own.includes(scope));
  const isLonger = ownEnd && (expiresAt === undefined || expiresAt > ownEnd);
  return [
    ...(isWider
      ? [
          {
            pointer: pointerTo('scopes'),
            detail: `Your key is narrowed to ${own.join(', ')}: a key that it makes names some of these.`,
          },
        ]
      : []),
    ...(expiresAt && expiresAt <= now
      ? [{ pointer: pointerTo('expiresAt'), detail: 'Must be later than now.' }]
      : []),
    ...(isLonger
      ? [
          {
            pointer: pointerTo('expiresAt'),
            detail: `Your key ends at ${ownEnd.toISOString()}: a key that it makes ends then or earlier.`,
          },
        ]
      : []),
  ];
}

export async function revokeStaffKey(ctx: Ctx<Staff>, id: StaffKeyId): Promise<void> {
  await commit(ctx, async (tx, ledger) => {
    if (!(await store.revokeKey(tx, id, ledger.at)))
      throw new Refusal('not_found', 'There is no such staff key in force.');
    const event = ledger.record({
      action: 'staff_key.revoked',
      subject: `staff_key:${id}`,
      data: {},
      public: false,
    });
    return { value: undefined, events: [event] };
  });
}
