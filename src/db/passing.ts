import { Refusal } from '../core/errors.ts';

const codes =
  /^(SQLITE_BUSY|SQLITE_LOCKED|TRANSACTION_TIMEOUT|TRANSACTION_CLOSED|TRANSACTION_ACTIVE|STREAM_EXPIRED|HRANA_CLOSED_ERROR|SERVER_ERROR|ECONNRESET|ECONNREFUSED|EPIPE|UND_ERR)/;
/** How fetch says that the other side is gone: Node, and workerd. */
const messages = /^(fetch failed|Network connection lost)/;

/**
 * Whether a database's error may pass by itself: busy, or not reached. Drizzle and fetch wrap what
 * happened, so causes are followed.
 */
export function isPassing(error: unknown): boolean {
  for (let each: unknown = error; each instanceof Error; each = each.cause) {
    if (each instanceof Refusal) return false;
    if ('code' in each && codes.test(String(each.code))) return true;
    if (messages.test(each.message)) return true;
  }
  return false;
}
