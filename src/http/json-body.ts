import { createMiddleware } from 'hono/factory';
import { bodyLimit } from 'hono/body-limit';
import { Refusal } from '../core/errors.ts';

/** An entry with every field filled in is some 4 kB. */
const maxBytes = 64 * 1024;
const maxDepth = 32;

const readJson = createMiddleware(async (c, next) => {
  const mediaType = c.req.header('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (mediaType !== 'application/json')
    throw new Refusal('wrong_media_type', 'Send JSON with "Content-Type: application/json".');
  parseJson(await c.req.arrayBuffer());
  await next();
});

/** Reads a JSON body with limits on size, depth and media type, before anything is validated. */
export const jsonBody = jsonBodyUpTo(maxBytes);

/** The same for a body that is a whole file. */
export function jsonBodyUpTo(maxSize: number) {
  const onError = () => {
    throw new Refusal('too_large', `A request body has at most ${maxSize / 1024} kB.`);
  };
  return [bodyLimit({ maxSize, onError }), readJson] as const;
}

/** Refuses `malformed` for what is not JSON, too deep, or holds a name that is dangerous or comes twice. */
export function parseJson(body: ArrayBuffer): unknown {
  const text = decode(body);
  if (depthOf(text) > maxDepth)
    throw new Refusal('malformed', `JSON may be nested ${maxDepth} levels deep here.`);
  try {
    const value: unknown = JSON.parse(text, refuseDangerousKey);
    refuseRepeatedName(text);
    return value;
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal('malformed', 'The body is not JSON. Check commas, quotes and brackets.', {
      cause: error,
    });
  }
}

/** JSON is UTF-8, RFC 8259 section 8.1; what is not would be stored as replacement characters. */
function decode(body: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body);
  } catch (error) {
    throw new Refusal('malformed', 'The body is not UTF-8.', { cause: error });
  }
}

/** Deepest nesting, without parsing: a parser's recursion is what a hostile body is after. */
export function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let index = 0; index < text.length; index += 1) {
    const char = text[index];
    if (inString) {
      if (char === '\\') index += 1;
      else if (char === '"') inString = false;
    } else if (char === '"') inString = true;
    else if (char === '{' || char === '[') deepest = Math.max(deepest, (depth += 1));
    else if (char === '}' || char === ']') depth -= 1;
  }
  return deepest;
}

/**
 * Of a name that comes twice JSON.parse takes the last value and others the first, so whoever looked at the
 * body on its way here may have seen another (RFC 7493 section 2.3). The text must be JSON.
 */
function refuseRepeatedName(text: string): void {
  const open: Set<string>[] = [];
  for (let index = 0; index < text.length; index += 1) {
    const char = text[index];
    if (char === '{') open.push(new Set());
    else if (char === '}') open.pop();
    else if (char === '"') {
      const end = endOfString(text, index);
      if (isColonNext(text, end)) noteName(open.at(-1), text.slice(index, end));
      index = end - 1;
    }
  }
}

/** Behind the quote that ends it: one before which there is an even number of backslashes. */
function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); ; end = text.indexOf('"', end + 1)) {
    let escapes = 0;
    while (text[end - 1 - escapes] === '\\') escapes += 1;
    if (escapes % 2 === 0) return end + 1;
  }
}

function isColonNext(text: string, after: number): boolean {
  let next = after;
  while (' \t\r\n'.includes(text[next] ?? ':')) next += 1;
  return text[next] === ':';
}

function noteName(names: Set<string> | undefined, token: string): void {
  // The same name may be written with escapes.
  const name = token.includes('\\') ? String(JSON.parse(token)) : token.slice(1, -1);
  if (names?.has(name))
    throw new Refusal(
      'malformed',
      `${JSON.stringify(name.slice(0, 80))} comes twice in one object.`,
    );
  names?.add(name);
}

function refuseDangerousKey(key: string, value: unknown): unknown {
  if (key === '__proto__')
    throw new Refusal('malformed', 'A member may not be called "__proto__".');
  return value;
}
