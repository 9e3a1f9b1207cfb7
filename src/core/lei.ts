/**
 * Whether a Legal Entity Identifier (ISO 17442) is well formed: 18 letters or digits and two check
 * digits that make the whole 1 modulo 97 (ISO 7064 MOD 97-10, letters counting A = 10 to Z = 35).
 */
export function isLei(text: string): boolean {
  if (!/^[A-Z0-9]{18}\d{2}$/.test(text)) return false;
  const digits = [...text].map((char) => Number.parseInt(char, 36)).join('');
  return BigInt(digits) % 97n === 1n;
}
