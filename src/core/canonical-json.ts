/** What JSON can carry. `undefined` members are left out, as JSON.stringify does. */
export type Json =
  | string
  | number
  | boolean
  | null
  | readonly Json[]
  | { readonly [key: string]: Json | undefined };

/**
 * The JSON Canonicalization Scheme, RFC 8785: members sorted by UTF-16 code units, no white space,
 * numbers as ECMAScript writes them. Throws on what JSON cannot carry (NaN, lone surrogates).
 */
export function canonicalJson(value: Json): string {
  if (Array.isArray(value)) return `[${value.map((item: Json) => canonicalJson(item)).join(',')}]`;
  if (value !== null && typeof value === 'object')
    return canonicalObject(value as { readonly [key: string]: Json | undefined });
  if (typeof value === 'number' && !Number.isFinite(value))
    throw new TypeError('JSON has no such number');
  if (typeof value === 'string' && !value.isWellFormed())
    throw new TypeError('A lone surrogate is not text');
  return JSON.stringify(value);
}

function canonicalObject(value: { readonly [key: string]: Json | undefined }): string {
  const members = Object.keys(value)
    .filter((key) => value[key] !== undefined)
    .sort()
    .map((key) => `${canonicalJson(key)}:${canonicalJson(value[key] as Json)}`);
  return `{${members.join(',')}}`;
}
