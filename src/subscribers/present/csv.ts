import { neutralise, writeCsv } from '../../subprocessors/csv-text.ts';
import type { Subscription } from '../model/subscription.ts';
import { presentSubscription } from './staff.ts';

/** Append only: people count columns. */
const columns = [
  'id',
  'stream',
  'channel',
  'host',
  'address',
  'contact',
  'topics',
  'services',
  'language',
  'frequency',
  'state',
  'reason',
  'createdAt',
  'confirmedAt',
  'changedAt',
] as const;

/** RFC 4180, a part at a time; cells that a spreadsheet would run are neutralised. */
export async function* csvOf(
  parts: AsyncIterable<readonly Subscription[]>,
): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  yield encoder.encode(writeCsv([columns.map(nameOf)]));
  for await (const part of parts)
    if (part.length > 0) yield encoder.encode(writeCsv(part.map(rowOf)));
}

function rowOf(subscription: Subscription): readonly string[] {
  const shown = presentSubscription(subscription, 'owner');
  return columns.map((name) => {
    const value = shown[name];
    return neutralise(Array.isArray(value) ? value.join(' ') : (value ?? ''));
  });
}

/** `createdAt` is `created_at`, as in the other lists. */
function nameOf(column: string): string {
  return column.replaceAll(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`);
}
