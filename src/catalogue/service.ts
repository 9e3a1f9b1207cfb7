import { Refusal } from '../core/errors.ts';
import type { Proposal } from './model/proposals.ts';
import { findProposal, searchCatalogue } from './model/proposals.ts';

/** A page of known vendors; the cursor is the id of the last one seen. */
export function listVendors(
  query: string,
  cursor: string | undefined,
  limit: number,
): { items: readonly Proposal[]; next: string | null } {
  const found = searchCatalogue(query);
  const start = cursor === undefined ? 0 : found.findIndex(({ id }) => id === cursor) + 1;
  if (cursor !== undefined && start === 0) {
    const detail = 'Must be a cursor that this list gave.';
    throw new Refusal('invalid', detail, {
      errors: [{ pointer: '#/query/cursor', detail }],
    });
  }
  const items = found.slice(start, start + limit);
  return { items, next: start + limit < found.length ? (items.at(-1)?.id ?? null) : null };
}

export function getVendor(id: string): Proposal {
  const proposal = findProposal(id);
  if (proposal === undefined) throw new Refusal('not_found', 'The catalogue has no such vendor.');
  return proposal;
}
