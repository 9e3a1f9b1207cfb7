import type { Ctx, Staff } from '../../context.ts';
import { commit } from '../../db/commit.ts';
import type { StoredEvent } from '../../db/ledger.ts';
import { type EventFilter, selectEventsAfter } from '../store.ts';

const perRead = 1_000;

export type ExportFilter = Omit<EventFilter, 'before'>;

/** The record in parts, oldest first. That it was exported, and how it was narrowed, stands in it first. */
export async function exportEvents(
  ctx: Ctx<Staff>,
  filter: ExportFilter,
  format: 'csv' | 'jsonl',
): Promise<AsyncIterable<readonly StoredEvent[]>> {
  const { from, until, public: isPublic, ...texts } = filter;
  await commit(ctx, async (_tx, ledger) => {
    const data = {
      format,
      ...texts,
      ...(isPublic !== undefined && { public: isPublic }),
      ...(from && { from: from.toISOString() }),
      ...(until && { until: until.toISOString() }),
    };
    const event = ledger.record({
      action: 'events.exported',
      subject: 'events',
      data,
      public: false,
    });
    return { value: undefined, events: [event] };
  });
  return readAll(ctx, filter);
}

async function* readAll(
  { deps }: Ctx,
  filter: ExportFilter,
): AsyncGenerator<readonly StoredEvent[]> {
  let last = 0;
  for (;;) {
    const page = await selectEventsAfter(deps.db, filter, last, perRead);
    if (page.length > 0) yield page;
    if (page.length < perRead) return;
    last = page.at(-1)?.seq ?? last;
  }
}
