/**
 * A page of what several hashes find: the first `limit` ids in rising order. Each hash is one seek in its
 * index, so that a page costs what is on it, however much there is.
 */
export async function pageByHashes<Id extends string>(
  hashes: readonly string[],
  limit: number,
  select: (hash: string) => Promise<readonly Id[]>,
): Promise<readonly Id[]> {
  const found = await Promise.all(hashes.map(select));
  return found.flat().toSorted().slice(0, limit);
}
