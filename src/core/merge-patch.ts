import type { Json } from './canonical-json.ts';
import { canonicalJson } from './canonical-json.ts';

export type JsonObject = { readonly [name: string]: Json | undefined };

/**
 * The JSON Merge Patch (RFC 7396) that makes `to` of `from`. Null in a patch means "take away", so a
 * member that is null cannot be said: throws where `to` has one outside of arrays, which are
 * replaced whole. Members that are undefined are not there, as for JSON.stringify.
 */
export function mergePatch(from: Json | undefined, to: JsonObject): JsonObject {
  const before = isJsonObject(from) ? from : {};
  const names = new Set([...Object.keys(before), ...Object.keys(to)]);
  return Object.fromEntries(
    [...names].flatMap((name) => {
      const change = changeOf(memberOf(before, name), memberOf(to, name));
      return change === undefined ? [] : [[name, change]];
    }),
  );
}

/** What a merge patch makes of a value, RFC 7396 section 2. Gives new objects and changes none. */
export function applyMergePatch(target: Json | undefined, patch: Json): Json {
  if (!isJsonObject(patch)) return patch;
  const members = new Map(Object.entries(isJsonObject(target) ? target : {}));
  for (const [name, value] of Object.entries(patch)) {
    if (value === undefined) continue;
    if (value === null) members.delete(name);
    else members.set(name, applyMergePatch(members.get(name), value));
  }
  return Object.fromEntries(members);
}

export function isJsonObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function changeOf(before: Json | undefined, after: Json | undefined): Json | undefined {
  if (after === null) throw new TypeError('A merge patch cannot say null (RFC 7396 section 1)');
  if (after === undefined) return before === undefined ? undefined : null;
  if (before !== undefined && canonicalJson(before) === canonicalJson(after)) return undefined;
  return isJsonObject(after) ? mergePatch(before, after) : after;
}

// Own members only: every object inherits a `constructor`.
function memberOf(object: JsonObject, name: string): Json | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}
