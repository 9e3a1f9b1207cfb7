import type { Subscription } from './subscription.ts';

const pendingMs = 72 * 60 * 60 * 1000;

/** Until when a subscription waits to be confirmed; then it is deleted, and its link has ended. */
export function confirmBy({ createdAt }: Pick<Subscription, 'createdAt'>): Date {
  return new Date(createdAt.getTime() + pendingMs);
}

/** What was asked for before this has ended unconfirmed. */
export function pendingSince(now: Date): Date {
  return new Date(now.getTime() - pendingMs);
}
