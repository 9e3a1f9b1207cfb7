import { Refusal } from '../../core/errors.ts';
import type { Warning } from '../model/reading.ts';

export type Decoded = { readonly text: string; readonly warnings: readonly Warning[] };

/** Bytes of other kinds of file that come with a list's name. */
const signatures: readonly (readonly [string, string])[] = [
  [
    'PK\u0003\u0004',
    'a ZIP file, as spreadsheets and documents of office programs are: save it as CSV',
  ],
  ['%PDF', 'a PDF: copy its table into a text, or ask for the list as CSV'],
  ['\u00D0\u00CF\u0011\u00E0', 'an old office document: save it as CSV'],
  ['\u001F\u008B', 'a compressed file: unpack it first'],
  ['\u0089PNG', 'a picture'],
  ['\u00FF\u00D8\u00FF', 'a picture'],
  ['SQLite format 3', 'a database'],
];

/**
 * Text from the bytes of a file. UTF-8 unless a byte order mark or `charset` says otherwise; bytes
 * that are Windows-1252 throughout are read as that, with a warning for each line; a file that mixes
 * both is refused with the lines, because one of the two readings would be wrong letters.
 */
export function decodeBytes(bytes: Uint8Array, charset?: string): Decoded {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 16));
  const known = signatures.find(([start]) => head.startsWith(start));
  if (known) throw notText(`This is ${known[1]}.`);
  if (head.startsWith('\u00FF\u00FE')) return checked(readUtf16(bytes.subarray(2)));
  if (head.startsWith('\u00FE\u00FF')) return checked(readUtf16(swapped(bytes.subarray(2))));
  if (bytes.includes(0))
    throw notText(
      'This is not text: it holds zero bytes. UTF-16 needs its byte order mark; UTF-8 is better.',
    );
  if (charset !== undefined && !/^utf-?8$/i.test(charset)) return checked(readAs(bytes, charset));
  const text = strictly('utf-8', bytes);
  return text === undefined ? readLegacy(bytes) : checked(text);
}

/** Refuses text that is none: control characters that no list has. */
export function checked(text: string): Decoded {
  // oxlint-disable-next-line no-control-regex -- they are what is looked for
  const controls = text.match(/[\u0000-\u0008\u000E-\u001A\u001C-\u001F]/g)?.length ?? 0;
  if (text.includes('\0') || controls > text.length / 100)
    throw notText('This is not text: it is full of control characters.');
  return { text: text.replace(/^\uFEFF/, ''), warnings: doubtful(text) };
}

function readUtf16(bytes: Uint8Array): string {
  const text = bytes.length % 2 === 0 ? strictly('utf-16le', bytes) : undefined;
  if (text === undefined) throw notText('The file begins as UTF-16, but is not UTF-16 to its end.');
  return text;
}

function readAs(bytes: Uint8Array, charset: string): string {
  const text = strictly(charset, bytes);
  if (text === undefined)
    throw notText(`The file cannot be read as ${charset}, which its media type states.`);
  return text;
}

function readLegacy(bytes: Uint8Array): Decoded {
  const lines = linesOf(bytes).map((line, index) => ({ line, row: index + 1 }));
  const isAscii = (line: Uint8Array) => line.every((byte) => byte < 0x80);
  const foreign = lines.filter(({ line }) => strictly('utf-8', line) === undefined);
  const modern = lines.filter(
    ({ line }) => !isAscii(line) && strictly('utf-8', line) !== undefined,
  );
  const [first] = foreign;
  if (first === undefined || modern.length > 0)
    throw notText(
      `The file mixes encodings: line ${modern[0]?.row ?? '?'} is UTF-8, line ${first?.row ?? '?'} is not. Save it as UTF-8.`,
    );
  const text = strictly('windows-1252', bytes) ?? '';
  return {
    text: checked(text).text,
    warnings: foreign.slice(0, 100).map(({ line, row }) => ({
      row,
      cell: (strictly('windows-1252', line) ?? '').trim().slice(0, 200),
      detail: 'Not UTF-8: read as Windows-1252. Check the letters with accents.',
    })),
  };
}

const mojibake = /Ã[\u0080-\u00BF]|â€[\u0080-\u00BF™œž“”˜¦]|Â[\u00A0-\u00BF]|\uFFFD/;

/** Letters that were spoilt before they came here stay as they are, and are named. */
function doubtful(text: string): readonly Warning[] {
  if (!mojibake.test(text)) return [];
  return text
    .split('\n')
    .flatMap((line, index) =>
      mojibake.test(line)
        ? [
            {
              row: index + 1,
              cell: line.trim().slice(0, 200),
              detail:
                'Holds letters that look spoilt by a wrong encoding; they were so in the file.',
            },
          ]
        : [],
    )
    .slice(0, 100);
}

function strictly(encoding: string, bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function swapped(bytes: Uint8Array): Uint8Array {
  return bytes.map((_, index) => bytes[index % 2 === 0 ? index + 1 : index - 1] ?? 0);
}

function linesOf(bytes: Uint8Array): readonly Uint8Array[] {
  const lines: Uint8Array[] = [];
  for (let start = 0; start <= bytes.length;) {
    const found = bytes.indexOf(0x0a, start);
    const end = found === -1 ? bytes.length : found;
    lines.push(bytes.subarray(start, end));
    start = end + 1;
  }
  return lines;
}

function notText(detail: string): Refusal {
  return new Refusal('invalid', detail);
}
