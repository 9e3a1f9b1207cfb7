/** Crockford's base32 without A and E: no vowel is left that could spell a word. */
const digits = '0123456789BCDFGHJKMNPQRSTVWXYZ';
const length = 8;

/** What people quote: `OBJ-7K3M-92QF` from 16 random bytes, of which it holds 39 bits. */
export function referenceFrom(prefix: string, bytes: Uint8Array): string {
  let left = BigInt(`0x${Buffer.from(bytes).toString('hex')}`);
  let text = '';
  for (let place = 0; place < length; place += 1) {
    text += digits[Number(left % BigInt(digits.length))] ?? '';
    left /= BigInt(digits.length);
  }
  return `${prefix}-${text.slice(0, 4)}-${text.slice(4)}`;
}
