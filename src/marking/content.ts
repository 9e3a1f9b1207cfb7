/** What is done with a content stream while it is read. */
type Reader = {
  operator?(name: string): void;
  /** A text as its bytes stand in the file, with escapes resolved. */
  text?(text: string): void;
};

/** What has to stand around content so that what follows it finds the state the page began with. */
export type Balance = {
  /** `Q` without its `q`. */
  readonly missing: number;
  /** `q` without its `Q`. */
  readonly open: number;
  readonly isInText: boolean;
  /** Marked content that does not end. */
  readonly openMarks: number;
};

export const balanced: Balance = { missing: 0, open: 0, isInText: false, openMarks: 0 };

export function balanceOf(content: Uint8Array): Balance {
  let [depth, least, marks] = [0, 0, 0];
  let isInText = false;
  const steps: Readonly<Record<string, () => void>> = {
    q: () => (depth += 1),
    Q: () => (least = Math.min(least, (depth -= 1))),
    BT: () => (isInText = true),
    ET: () => (isInText = false),
    BMC: () => (marks += 1),
    BDC: () => (marks += 1),
    EMC: () => (marks = Math.max(0, marks - 1)),
  };
  readContent(content, { operator: (name) => steps[name]?.() });
  return { missing: -least, open: depth - least, isInText, openMarks: marks };
}

/** All texts that content shows or names; what one text object shows is joined, however it is cut up. */
export function textOf(content: Uint8Array): string {
  let text = '';
  readContent(content, {
    text: (part) => (text += part),
    operator(name) {
      if (name === 'ET' || name === 'BDC' || name === 'EMC' || name === 'Td' || name === 'Tm')
        text += '\n';
    },
  });
  return text;
}

const isBlank = (byte: number) => byte <= 32;
const delimiters = new Set([...'()<>[]{}/%'].map((char) => char.charCodeAt(0)));
const isRegular = (byte: number) => !isBlank(byte) && !delimiters.has(byte);
const [open, close, less, greater, percent, slash, backslash] = [40, 41, 60, 62, 37, 47, 92];

function readContent(bytes: Uint8Array, reader: Reader): void {
  let at = 0;
  while (at < bytes.length) {
    const byte = bytes[at] ?? 0;
    if (byte === open) at = readLiteral(bytes, at, reader);
    else if (byte === less && bytes[at + 1] !== less) at = readHex(bytes, at, reader);
    else if (byte === percent) at = skipWhile(bytes, at, (each) => each !== 10 && each !== 13);
    else if (byte === slash) at = skipWhile(bytes, at + 1, isRegular);
    else if (isRegular(byte)) at = readWord(bytes, at, reader);
    else at += byte === less ? 2 : 1;
  }
}

function skipWhile(bytes: Uint8Array, from: number, test: (byte: number) => boolean): number {
  let at = from;
  while (at < bytes.length && test(bytes[at] ?? 0)) at += 1;
  return at;
}

function readWord(bytes: Uint8Array, start: number, reader: Reader): number {
  const end = skipWhile(bytes, start, isRegular);
  const first = bytes[start] ?? 0;
  // Numbers are most of what stands in content.
  const isNumber = first < 65 && first !== 39 && first !== 34;
  if (isNumber || end - start > 3) return end;
  const name = String.fromCharCode(...bytes.subarray(start, end));
  if (name === 'ID') return endOfImage(bytes, end);
  reader.operator?.(name);
  return end;
}

/** Behind the data of an inline image: the first `EI` that stands alone and is followed by what looks like content. */
function endOfImage(bytes: Uint8Array, start: number): number {
  for (let at = start + 1; at + 2 <= bytes.length; at += 1) {
    if (bytes[at] !== 69 || bytes[at + 1] !== 73 || !isBlank(bytes[at - 1] ?? 0)) continue;
    const next = bytes.subarray(at + 2, at + 12);
    if (isBlank(next[0] ?? 32) && next.every((byte) => byte < 127 && (byte >= 32 || isGap(byte))))
      return at + 2;
  }
  return bytes.length;
}

function isGap(byte: number): boolean {
  return byte === 9 || byte === 10 || byte === 13;
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

function readLiteral(bytes: Uint8Array, start: number, reader: Reader): number {
  const end = endOfLiteral(bytes, start);
  if (reader.text === undefined) return end;
  const parts: string[] = [];
  for (let at = start + 1; at < end - 1; at += 1) {
    const byte = bytes[at] ?? 0;
    const escape = byte === backslash ? readEscape(bytes, at + 1) : undefined;
    parts.push(escape?.char ?? String.fromCharCode(byte));
    at += escape?.length ?? 0;
  }
  reader.text(parts.join(''));
  return end;
}

function endOfLiteral(bytes: Uint8Array, start: number): number {
  let depth = 0;
  for (let at = start; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (byte === backslash) at += 1;
    else if (byte === open) depth += 1;
    else if (byte === close && (depth -= 1) === 0) return at + 1;
  }
  return bytes.length + 1;
}

function readEscape(bytes: Uint8Array, at: number): { char: string; length: number } {
  const octal = /^[0-7]{1,3}/.exec(String.fromCharCode(...bytes.subarray(at, at + 3)))?.[0];
  if (octal !== undefined)
    return { char: String.fromCharCode(parseInt(octal, 8) & 255), length: octal.length };
  const char = String.fromCharCode(bytes[at] ?? 0);
  if (char === '\n' || char === '\r') return { char: '', length: 1 };
  return { char: escapes[char] ?? char, length: 1 };
}

function readHex(bytes: Uint8Array, start: number, reader: Reader): number {
  const end = skipWhile(bytes, start + 1, (byte) => byte !== greater);
  if (reader.text) {
    let digits = '';
    for (const byte of bytes.subarray(start + 1, end))
      if (!isBlank(byte)) digits += String.fromCharCode(byte);
    const pairs = digits.match(/[0-9A-Fa-f]{1,2}/g) ?? [];
    reader.text(
      pairs.map((pair) => String.fromCharCode(parseInt(pair.padEnd(2, '0'), 16))).join(''),
    );
  }
  return end + 1;
}
