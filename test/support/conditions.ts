/** Headers of a conditional request, also with what no header can hold. */
export function conditions(
  ifNoneMatch: string | undefined,
  ifModifiedSince?: string,
): Pick<Headers, 'get'> {
  const held = new Map([
    ['if-none-match', ifNoneMatch],
    ['if-modified-since', ifModifiedSince],
  ]);
  return { get: (name) => held.get(name) ?? null };
}
