import type { Json } from '../../core/canonical-json.ts';
import {
  applyMergePatch,
  isJsonObject,
  type JsonObject,
  mergePatch,
} from '../../core/merge-patch.ts';

/** The list document of one version, as `/subprocessors.json` and `/versions/{n}.json` give it. */
export type ListDocument = JsonObject & {
  readonly subprocessors: readonly (JsonObject & { readonly slug: string })[];
};

/** How to make the second list document of the first; every patch is a JSON Merge Patch (RFC 7396). */
export type ListPatch = {
  /** The entries that differ; the patch of one that was not listed is the whole entry. */
  readonly items: readonly { readonly slug: string; readonly patch: JsonObject }[];
  /** The slugs of the second list, in its order. */
  readonly order: readonly string[];
  /** For every member but `subprocessors`. */
  readonly document: JsonObject;
};

/**
 * Nothing in a list document is null, which is all that a merge patch cannot say: what is not stated
 * is left out (`subprocessors/present.ts`), and `mergePatch` throws where that were not so.
 */
export function patchOf(from: ListDocument, to: ListDocument): ListPatch {
  const before = new Map(from.subprocessors.map((entry) => [entry.slug, entry]));
  return {
    items: to.subprocessors.flatMap((entry) => {
      const patch = mergePatch(before.get(entry.slug), entry);
      return Object.keys(patch).length === 0 ? [] : [{ slug: entry.slug, patch }];
    }),
    order: to.subprocessors.map(({ slug }) => slug),
    document: mergePatch(withoutEntries(from), withoutEntries(to)),
  };
}

/**
 * Carries a difference out on the list document that it begins with, and gives the one that it ends
 * with. Throws on any other list that lacks an entry.
 */
export function applyDifference(list: ListDocument, difference: ListPatch): JsonObject {
  const entries = new Map<string, Json>(list.subprocessors.map((entry) => [entry.slug, entry]));
  for (const { slug, patch } of difference.items)
    entries.set(slug, applyMergePatch(entries.get(slug), patch));
  const subprocessors = difference.order.map((slug) => {
    const entry = entries.get(slug);
    if (entry === undefined) throw new TypeError(`the list has no entry ${slug}`);
    return entry;
  });
  const document = applyMergePatch(withoutEntries(list), difference.document);
  return { ...(isJsonObject(document) ? document : {}), subprocessors };
}

function withoutEntries({ subprocessors: _, ...others }: ListDocument): JsonObject {
  return others;
}
