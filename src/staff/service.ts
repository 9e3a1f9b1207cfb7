import { timingSafeEqual } from 'node:crypto';
import type { Ctx, Deps, Role, Staff } from '../context.ts';
import { actorName } from '../context.ts';
import { Refusal } from '../core/errors.ts';
import { sha256 } from '../core/hash.ts';
import type { StaffKeyId } from '../core/ids.ts';
import { newId } from '../core/ids.ts';
import type { Db } from '../db/client.ts';
import { commit } from '../db/commit.ts';
import type { Holders, StaffKey } from './model.ts';
import { mayDo } from './model/permitting.ts';
import { mintKey, prefixOf } from './model.ts';
import * as store from './store.ts';

/**
 * Who a presented key belongs to; undefined when it is unknown or revoked. Keys are looked up by
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
  const found = await store.selectByHash(deps.db, hash);
  return found && { kind: 'staff', role: found.role, keyId: found.id };
}

export async function listStaffKeys(ctx: Ctx<Staff>): Promise<readonly StaffKey[]> {
  return store.selectKeys(ctx.deps.db);
}

/** The secret is in this answer and nowhere else: only its hash is stored. */
export async function createStaffKey(
  ctx: Ctx<Staff>,
  input: { holder: string; role: Role },
): Promise<{ key: StaffKey; secret: string }> {
  const secret = mintKey(ctx.deps.ids);
  const id = newId(ctx.deps.ids, 'key');
  return commit(ctx, async (tx, ledger) => {
    const key: StaffKey = { ...input, id, prefix: prefixOf(secret), createdAt: ledger.at };
    await store.insertKey(tx, key, sha256(secret));
    const event = ledger.record({
      action: 'staff_key.created',
      subject: `staff_key:${id}`,
      data: { role: input.role, prefix: key.prefix },
      public: false,
    });
    return { value: { key, secret }, events: [event] };
  });
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

/** Who holds which key. The configured key is a holder of its own. */
export async function listHolders({
  db,
  config,
}: Pick<Deps, 'config'> & { readonly db: Db }): Promise<Holders> {
  const keys = await store.selectKeys(db);
  const configured = actorName({ kind: 'staff', role: 'owner' });
  const nameOf = ({ id, role }: StaffKey) => actorName({ kind: 'staff', role, keyId: id });
  const able = keys.filter(({ role, revokedAt }) => mayDo({ role }, 'approveBatch') && !revokedAt);
  return {
    // Revoked ones too: a new key makes nobody another person.
    byActor: new Map(keys.map((key) => [nameOf(key), key.holder])),
    able: [
      ...able.map(({ holder }) => holder),
      ...(config.staffApiKey === undefined ? [] : [configured]),
    ],
  };
}
