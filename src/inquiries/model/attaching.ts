const megabyte = 1024 * 1024;

/** With one message. */
export const mostFiles = 3;
export const mostBytesEach = 2 * megabyte;
export const mostBytesTogether = 4 * megabyte;
/** On one inquiry, with all of its messages. */
export const mostFilesOfInquiry = 20;

const office = 'application/vnd.openxmlformats-officedocument';

/** What may be attached, with the endings of its names; the first is the usual one. */
const endings: Readonly<Record<string, readonly string[]>> = {
  'application/pdf': ['pdf'],
  'image/png': ['png'],
  'image/jpeg': ['jpg', 'jpeg'],
  'image/webp': ['webp'],
  [`${office}.wordprocessingml.document`]: ['docx'],
  [`${office}.spreadsheetml.sheet`]: ['xlsx'],
  'text/plain': ['txt', 'md', 'log'],
  'text/csv': ['csv'],
  'message/rfc822': ['eml'],
};

export const attachableTypes: readonly string[] = Object.keys(endings);
export const attachableEndings: readonly string[] = Object.values(endings).flat();
export const attachableInWords = 'PDF, PNG, JPEG, WebP, DOCX, XLSX, CSV, EML and plain text';

/**
 * What a file is by its bytes, `sniffed` being what they say of themselves; undefined for what is not
 * taken. Text says nothing of itself: its name does, and it must be text all through and no markup.
 */
export function typeOf(
  sniffed: string | undefined,
  bytes: Uint8Array,
  name: string,
): string | undefined {
  if (sniffed !== undefined && sniffed in endings && !isText(sniffed)) return sniffed;
  const ending = endingOf(name);
  const [claimed] = Object.entries(endings).find(([, each]) => each.includes(ending)) ?? [];
  if (claimed === undefined || !isText(claimed)) return undefined;
  return looksLikeText(bytes) ? claimed : undefined;
}

/** Of a name that a browser sends; file systems give 255 bytes. */
const longestRead = 300;

/**
 * A name under which a file can be saved anywhere: no path, nothing invisible or turning direction, an
 * ending that is true. `place` numbers the nameless.
 */
export function savedName(given: string, mediaType: string, place: number): string {
  const [usual = 'bin', ...others] = endings[mediaType] ?? [];
  const bare = (given.split(/[/\\]/).at(-1) ?? '')
    .slice(-longestRead)
    .normalize('NFC')
    .replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, '')
    .replaceAll(/["*:<>?|]/g, '_')
    .replaceAll(/\s+/gu, ' ')
    .replaceAll(/^[. ]+|[. ]+$/g, '');
  const ending = endingOf(bare);
  const isTrue = [usual, ...others].includes(ending);
  const stem = shortened(isTrue ? bare.slice(0, -ending.length - 1) : bare);
  const isName = stem !== '' && !/^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(stem);
  return `${isName ? stem : `attachment-${place}`}.${isTrue ? ending : usual}`;
}

function isText(mediaType: string): boolean {
  return mediaType.startsWith('text/') || mediaType === 'message/rfc822';
}

function endingOf(name: string): string {
  return /\.([a-z0-9]{1,5})$/i.exec(name)?.[1]?.toLowerCase() ?? '';
}

/** Room for an ending in the 255 bytes that file systems give a name. */
function shortened(stem: string): string {
  return [...stem]
    .slice(0, 60)
    .join('')
    .replaceAll(/[. ]+$/g, '');
}

/** No control characters but tabs and ends of lines; and not a page or picture that a browser would run. */
function looksLikeText(bytes: Uint8Array): boolean {
  if (bytes.some((byte) => byte < 0x20 && ![0x09, 0x0a, 0x0c, 0x0d].includes(byte))) return false;
  const start = Buffer.from(bytes.subarray(0, 1024)).toString('latin1');
  return !/<(!doctype|html|head|body|script|svg|iframe|\?xml)\b/i.test(start);
}
