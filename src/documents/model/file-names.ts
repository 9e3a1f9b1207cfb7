import type { Edition } from '../model.ts';

/** Longer names make trouble in some file systems, which count bytes. */
const mostBytes = 120;

/** Of a name that an uploader says. */
const longestRead = 500;

/**
 * The name under which a file is saved, of what its uploader calls it: no path, no character that a
 * file system or a header takes for something else, the ending that the file has.
 */
export function fileNameOf(given: string | undefined, slug: string, ending: string): string {
  const last = (given ?? '').toWellFormed().normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const plain = last
    .slice(-longestRead)
    .replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, '')
    .replaceAll(/[<>:"|?*%;]/g, '_')
    .replaceAll(/\s+/gu, ' ')
    .replace(/^[\s.]+/u, '');
  const stem = plain.replace(/\.[A-Za-z0-9]{1,5}$/, '').replace(/[\s.]+$/u, '');
  return `${shorten(isReserved(stem) ? '' : stem) || slug}.${ending}`;
}

/** Names that Windows keeps for devices, whatever their ending. */
function isReserved(stem: string): boolean {
  return /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(stem);
}

function shorten(text: string): string {
  let kept = '';
  let bytes = 0;
  for (const char of text) {
    bytes += new TextEncoder().encode(char).byteLength;
    if (bytes > mostBytes) break;
    kept += char;
  }
  return kept.trimEnd();
}

/**
 * The name in a Content-Disposition (RFC 6266 section 4.3): `filename*` before `filename`. Undefined
 * where there is none that can be read.
 */
export function nameInDisposition(header: string | undefined): string | undefined {
  if (header === undefined) return undefined;
  const extended = /;\s*filename\*\s*=\s*utf-8'[\w-]*'([^;\s]+)/i.exec(header)?.[1];
  if (extended !== undefined) return decode(extended);
  const plain = /;\s*filename\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;\s"]+))/i.exec(header);
  return plain?.[1]?.replaceAll(/\\(.)/g, '$1') ?? plain?.[2];
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/** For the answer with the file: never shown in the page, saved under its name (RFC 6266, RFC 8187). */
export function dispositionOf(fileName: string): string {
  const ascii = fileName
    .normalize('NFKD')
    .replaceAll(/[^\x20-\x7e]/g, '')
    .replaceAll(/["\\]/g, '_');
  const encoded = encodeURIComponent(fileName).replaceAll(
    /['()*!]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}

/** For the answer with the file of a version as it was uploaded. */
export function fileHeaders({
  mediaType,
  size,
  fileName,
}: Pick<Edition, 'mediaType' | 'size' | 'fileName'>): Record<string, string> {
  return {
    'content-type': mediaType,
    'content-length': String(size),
    'content-disposition': dispositionOf(fileName),
  };
}
