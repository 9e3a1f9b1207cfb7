import { canonicalJson } from '../core/canonical-json.ts';
import type { StoredEvent } from '../db/ledger.ts';
import { neutralise, writeCsv } from '../subprocessors/csv-text.ts';
import { presentEvent } from './schema.ts';

/** Append only: programs count columns. */
const columns = ['seq', 'id', 'at', 'actor', 'action', 'subject', 'public', 'data'] as const;

/** RFC 4180; `data` is JSON. */
export async function* csvOf(
  pages: AsyncIterable<readonly StoredEvent[]>,
): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  yield encoder.encode(writeCsv([columns]));
  for await (const events of pages) yield encoder.encode(writeCsv(events.map(rowOf)));
}

/** One JSON object a line, as the list gives them. */
export async function* linesOf(
  pages: AsyncIterable<readonly StoredEvent[]>,
): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  for await (const events of pages) {
    const lines = events.map((event) => `${JSON.stringify(presentEvent(event))}\n`);
    yield encoder.encode(lines.join(''));
  }
}

function rowOf(event: StoredEvent): readonly string[] {
  const { seq, id, at, actor, action, subject, data, public: isPublic } = event;
  const cells = [String(seq), id, at.toISOString(), actor, action, subject, String(isPublic)];
  return [...cells, canonicalJson(data)].map(neutralise);
}
