import type { Subscription } from './subscription.ts';

/** How long somebody has to confirm; then the request is forgotten. */
export const pendingMs = 72 * 60 * 60 * 1000;

/** Until when a subscription waits to be confirmed; then it is deleted, and its link has ended. */
export function confirmBy({ createdAt }: Pick<Subscription, 'createdAt'>): Date {
  return new Date(createdAt.getTime() + pendingMs);
}
