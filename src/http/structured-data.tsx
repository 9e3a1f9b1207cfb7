import { raw } from 'hono/html';
import type { Json } from '../core/canonical-json.ts';

/**
 * A data block in a page (HTML standard, section 4.12.1): not a script, so the policy of pages does not
 * concern it. This is the one place where markup is not escaped, because entities mean nothing in here.
 */
export function StructuredData({ data }: { data: Json | undefined }) {
  if (data === undefined) return null;
  return <script type="application/ld+json">{raw(jsonInScript(data))}</script>;
}

/** JSON in which nothing can end the element or begin a comment in it. */
export function jsonInScript(data: Json): string {
  return JSON.stringify(data).replace(
    /[<>&\u2028\u2029]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
