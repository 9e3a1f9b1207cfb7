import type { Ctx, Staff } from '../../context.ts';
import type { SubscriptionId } from '../../core/ids.ts';
import { commit } from '../../db/commit.ts';
import type { Subscription } from '../model/subscription.ts';
import { countSubscriptions } from '../store/listing.ts';
import { listSubscriptions } from './listing.ts';

const perRead = 500;

/** Every subscription, in parts. Who exported how many stands in the record before the first is given. */
export async function exportSubscriptions(
  ctx: Ctx<Staff>,
): Promise<AsyncIterable<readonly Subscription[]>> {
  const { db } = ctx.deps;
  await recordExport(ctx, { format: 'csv', count: await countSubscriptions(db) });
  return readAll(ctx);
}

/** The same page by page; each page is recorded. */
export async function exportPage(
  ctx: Ctx<Staff>,
  after: SubscriptionId | undefined,
  limit: number,
): Promise<{ readonly items: readonly Subscription[]; readonly next: SubscriptionId | null }> {
  const page = await listSubscriptions(ctx.deps, { after }, limit);
  await recordExport(ctx, { format: 'json', count: page.items.length });
  return page;
}

async function* readAll({ deps }: Ctx<Staff>): AsyncGenerator<readonly Subscription[]> {
  let after: SubscriptionId | null | undefined;
  while (after !== null) {
    const page: Awaited<ReturnType<typeof listSubscriptions>> = await listSubscriptions(
      deps,
      { after },
      perRead,
    );
    yield page.items;
    after = page.next;
  }
}

async function recordExport(
  ctx: Ctx<Staff>,
  data: { readonly format: string; readonly count: number },
): Promise<void> {
  await commit(ctx, async (_tx, ledger) => {
    const event = ledger.record({
      action: 'subscriptions.exported',
      subject: 'subscriptions',
      data,
      public: false,
    });
    return { value: undefined, events: [event] };
  });
}
