import type { Context } from 'hono';
import type { ConsoleEnv } from '../../console/env.ts';
import { Refusal } from '../../core/errors.ts';
import type { KeyState, ListedKey } from '../model.ts';
import { listStaffKeys } from '../service.ts';

export const stateWords: Readonly<Record<KeyState, string>> = {
  proposed: 'Waits for approval',
  'in-force': 'In force',
  expired: 'Expired',
  revoked: 'Revoked',
};

/** The key that the address names. Refuses `not_found`. */
export async function keyOf(c: Context<ConsoleEnv>): Promise<ListedKey> {
  const id = c.req.param('id');
  const found = (await listStaffKeys(c.get('visit').ctx)).find((key) => key.id === id);
  if (found === undefined) throw new Refusal('not_found', 'There is no such staff key.');
  return found;
}

/** What people call it; the holder is forgotten some time after it is revoked. */
export function titleOf({ holder, prefix }: ListedKey): string {
  return holder || `Key ${prefix}…`;
}

/** What it may do, in a few words. */
export function reachOf({ role, scopes }: ListedKey): string {
  return scopes ? `${role}, within ${listed.format(scopes)}` : role;
}

const listed = new Intl.ListFormat('en');
