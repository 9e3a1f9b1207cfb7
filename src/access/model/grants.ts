import type { AccessGrant } from '../model.ts';

/** A grant, and when its end was written down. */
export type KeptGrant = AccessGrant & { readonly endedAt?: Date };

/** How a right stands: given and left, given and all used, over by time or by a newer one, taken back. */
export const grantStates = ['in-force', 'used-up', 'ended', 'revoked'] as const;
export type GrantState = (typeof grantStates)[number];

export function stateOf(grant: AccessGrant, now: Date): GrantState {
  if (grant.revokedAt !== undefined) return 'revoked';
  if (now >= grant.until) return 'ended';
  return grant.downloads >= grant.mostDownloads ? 'used-up' : 'in-force';
}

/** Neither over nor taken back; all of its copies may be used, and staff may give more. */
export function isStanding(grant: AccessGrant, now: Date): boolean {
  const state = stateOf(grant, now);
  return state === 'in-force' || state === 'used-up';
}

export function downloadsLeft({ mostDownloads, downloads }: AccessGrant): number {
  return Math.max(0, mostDownloads - downloads);
}
