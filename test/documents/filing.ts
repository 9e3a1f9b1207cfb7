import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { samplePdf } from '../marking/samples.ts';
import type { Who, World } from '../support/app.ts';
import { must, pick, type Reply } from '../support/client.ts';

export const report = {
  slug: 'soc-2-report',
  title: 'SOC 2 Type I report',
  kind: 'soc2-report',
  visibility: 'nda',
  isMarked: true,
};

export const clauses = {
  slug: 'standard-contractual-clauses',
  title: 'Standard contractual clauses',
  kind: 'standard-contractual-clauses',
  visibility: 'public',
  isMarked: false,
};

/** A PDF of so many pages; another `label`, another file. */
export function pdf(pages = 1, label = 'Page'): Uint8Array<ArrayBuffer> {
  const made = Array.from({ length: pages }, (_, index) => ({
    content: `BT /F1 11 Tf 72 760 Td (${label} ${index + 1}) Tj ET`,
  }));
  return new Uint8Array(samplePdf({ pages: made }));
}

/** A spreadsheet as far as its signature goes; another `label`, another file. */
export function xlsx(label = ''): Uint8Array<ArrayBuffer> {
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml';
  const types = `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="${type}"/></Types>`;
  return zip([
    ['[Content_Types].xml', types],
    ['xl/workbook.xml', `<workbook>${label}</workbook>`],
  ]);
}

/** Files as they are, APPNOTE 6.3.10 sections 4.3.7, 4.3.12 and 4.3.16. */
function zip(files: readonly (readonly [name: string, text: string])[]): Uint8Array<ArrayBuffer> {
  const [locals, centrals]: [Buffer[], Buffer[]] = [[], []];
  for (const [name, text] of files) {
    const sizes = Buffer.alloc(16);
    sizes.writeUInt32LE(crc32(text), 0);
    sizes.writeUInt32LE(Buffer.byteLength(text), 4);
    sizes.writeUInt32LE(Buffer.byteLength(text), 8);
    sizes.writeUInt16LE(Buffer.byteLength(name), 12);
    const offset = Buffer.alloc(14);
    offset.writeUInt32LE(Buffer.concat(locals).length, 10);
    const fixed = Buffer.from([20, 0, 0, 0, 0, 0, 0, 0, 0x21, 0]);
    locals.push(Buffer.from('PK\x03\x04'), fixed, sizes, Buffer.from(name + text));
    centrals.push(Buffer.from('PK\x01\x02\x14\x00'), fixed, sizes, offset, Buffer.from(name));
  }
  const end = Buffer.alloc(18);
  const central = Buffer.concat(centrals);
  end.writeUInt16LE(files.length, 4);
  end.writeUInt16LE(files.length, 6);
  end.writeUInt32LE(central.length, 8);
  end.writeUInt32LE(Buffer.concat(locals).length, 12);
  return new Uint8Array(Buffer.concat([...locals, central, Buffer.from('PK\x05\x06'), end]));
}

type Upload = {
  readonly query?: string;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly by?: Who;
};

export async function upload(
  trust: World,
  slug: string,
  bytes: Uint8Array<ArrayBuffer>,
  { query = '', type = '', headers = {}, by = 'editor' }: Upload = {},
): Promise<Reply> {
  return trust.as(by).send('POST', `/documents/${slug}/versions${query}`, {
    headers: { 'content-type': type, 'content-length': String(bytes.byteLength), ...headers },
    body: bytes,
  });
}

export async function add(trust: World, document: object): Promise<Reply> {
  return must(await trust.as('editor').post('/documents', document));
}

/** Changes some facts of a document as it stands. */
export async function change(
  trust: World,
  slug: string,
  facts: Readonly<Record<string, unknown>>,
  query = '',
): Promise<Reply> {
  const { body, etag = '' } = must(await trust.as('editor').get(`/documents/${slug}`));
  const names = ['title', 'kind', 'description', 'visibility', 'isMarked', 'nda', 'bridgeOf'];
  const stated = names.flatMap((name) => {
    const value = pick(body, name);
    return value === null ? [] : [[name, value] as const];
  });
  const input = { ...Object.fromEntries(stated), ...facts };
  return trust.as('editor').put(`/documents/${slug}${query}`, input, { 'if-match': etag });
}

/** Uploads a file and puts it in force; the number of the version. */
export async function issue(
  trust: World,
  slug: string,
  bytes: Uint8Array<ArrayBuffer> = pdf(),
  query = '',
): Promise<number> {
  const number = Number(pick(must(await upload(trust, slug, bytes, { query })).body, 'number'));
  must(await act(trust, slug, number, 'issue'));
  return number;
}

export async function act(
  trust: World,
  slug: string,
  number: number,
  what: 'issue' | 'withdrawal',
  { query = '', body = {}, ifMatch = '*' } = {},
): Promise<Reply> {
  const path = `/documents/${slug}/versions/${number}/${what}${query}`;
  const sent = what === 'issue' ? body : undefined;
  return trust.as('editor').put(path, sent, { 'if-match': ifMatch });
}

/** Everything in the store, also what was left half done. */
export async function storedFiles(trust: World): Promise<readonly string[]> {
  const found = await readdir(trust.deps.config.blobDir, {
    recursive: true,
    withFileTypes: true,
  }).catch(() => []);
  return found.flatMap((each) => (each.isFile() ? [join(each.parentPath, each.name)] : []));
}
