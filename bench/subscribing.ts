import type { Deps } from '../src/context.ts';
import { newId } from '../src/core/ids.ts';
import { seal } from '../src/core/sealed.ts';
import { insertAll } from '../src/db/insert-all.ts';
import { sealPurpose } from '../src/subscribers/store/reading.ts';
import { subscriptions } from '../src/subscribers/table.ts';

/** So many webhooks at one host, each with an address of its own, as the form and the confirmation leave them. */
export async function subscribe(deps: Deps, count: number, origin: string): Promise<void> {
  const key = deps.keys.derive(sealPurpose);
  const now = deps.clock();
  const rows = Array.from({ length: count }, (_, index) => ({
    id: newId(deps.ids, 'sbs'),
    stream: 'subscriber' as const,
    channel: 'webhook' as const,
    address: seal(key, deps.ids.bytes(12), `${origin}/${index}`),
    topics: ['subprocessors'] as const,
    services: [],
    language: 'en' as const,
    frequency: 'immediate' as const,
    state: 'active' as const,
    createdAt: now,
    confirmedAt: now,
    changedAt: now,
  }));
  for (let start = 0; start < count; start += 5_000)
    await deps.transact(async (tx) =>
      insertAll(tx, subscriptions, rows.slice(start, start + 5_000)),
    );
}
