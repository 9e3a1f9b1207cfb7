/**
 * A page of what several keys find, such as hashes of addresses: the first `limit` ids in rising order,
 * each once. Each key is one seek in its index, so that a page costs what is on it, however much there is.
 */
export async function pageByHashes<Id extends string, Key = string>(
  keys: readonly Key[],
  limit: number,
  select: (key: Key) => Promise<readonly Id[]>,
): Promise<readonly Id[]> {
  const found = await Promise.all(keys.map(select));
  return [...new Set(found.flat())].toSorted().slice(0, limit);
}
