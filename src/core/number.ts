/**
 * Reads a number from 1 to 999,999,999 as addresses write it; undefined for any other text. `014` or `+14`
 * would be a second address of the same thing.
 */
export function parseNumber(text: string): number | undefined {
  return /^[1-9]\d{0,8}$/.test(text) ? Number(text) : undefined;
}

/** A number as a text whose order is the number's own, for lists that go by texts. */
export function sortableNumber(value: number): string {
  return String(value).padStart(16, '0');
}
