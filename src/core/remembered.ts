type Memo<K, V> = {
  get(key: K): V | undefined;
  set(key: K, value: V): unknown;
};

/** What is kept under this key, made the first time. For values that follow from the key alone. */
export function getOrMake<K, V>(memo: Memo<K, V>, key: K, make: () => V): V {
  const known = memo.get(key);
  if (known !== undefined) return known;
  const made = make();
  memo.set(key, made);
  return made;
}
