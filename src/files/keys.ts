const form = /^[a-z]+\/[a-z]{3}_[0-9a-f]{32}$/;

/** Where a file of this id lies: `documents/edi_0123…`. Throws a TypeError for what could lead elsewhere. */
export function keyOf(shelf: 'documents' | 'attachments', id: string): string {
  return checkKey(`${shelf}/${id}`);
}

/** For stores, which believe nobody. */
export function checkKey(key: string): string {
  if (!form.test(key)) throw new TypeError('a key of a file is a shelf and an id');
  return key;
}
