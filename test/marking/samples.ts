// PDF files as other programs write them, made here without the library under test.
import { deflateSync } from 'node:zlib';

type SamplePage = {
  readonly media?: readonly number[];
  readonly crop?: readonly number[];
  readonly rotate?: number;
  readonly content?: string;
  /** Further entries of the page's dictionary. */
  readonly entries?: string;
};

export type Sample = {
  readonly pages: readonly SamplePage[];
  /** Further entries of the catalog. */
  readonly catalog?: string;
  /** Further objects; `#0` in any text refers to the first of them. */
  readonly objects?: readonly (string | Buffer)[];
  readonly info?: string;
  readonly compress?: boolean;
};

export const a4 = [0, 0, 595, 842] as const;

/** A page that says something, so that a test can see that it is still there. */
export function lines(count: number, label = 'Line'): string {
  const rows = Array.from(
    { length: count },
    (_, index) => `(${label} ${index + 1} of the report) Tj 0 -14 Td`,
  );
  return `BT /F1 11 Tf 72 760 Td ${rows.join('\n')} ET`;
}

/** Object 1 is the catalog, 2 the page tree, 3 a font; pages follow with their content, then the rest. */
export function samplePdf({
  pages,
  catalog = '',
  objects = [],
  info = '',
  compress = true,
}: Sample): Uint8Array {
  const bodies: (string | Buffer)[] = [];
  const rest = 4 + 2 * pages.length;
  const resolved = (text: string) =>
    text.replace(/#(\d+)/g, (_, index: string) => `${rest + Number(index)} 0 R`);
  const kids = pages.map((_, index) => `${4 + 2 * index} 0 R`);
  bodies.push(
    `<< /Type /Catalog /Pages 2 0 R ${resolved(catalog)} >>`,
    `<< /Type /Pages /Kids [${kids.join(' ')}] /Count ${pages.length} /Resources << /Font << /F1 3 0 R >> >> >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
  );
  for (const [index, page] of pages.entries()) {
    bodies.push(resolved(pageBody(page, 5 + 2 * index)));
    const content = page.content ?? lines(3, `Page ${index + 1} line`);
    bodies.push(streamBody('', content, compress));
  }
  for (const body of objects) bodies.push(typeof body === 'string' ? resolved(body) : body);
  bodies.push(`<< ${info} >>`);
  const id = '<0123456789abcdef0123456789abcdef>';
  return assemble(bodies, `/Root 1 0 R /Info ${bodies.length} 0 R /ID [${id} ${id}]`);
}

function pageBody({ media = a4, crop, rotate, entries = '' }: SamplePage, content: number): string {
  const cropBox = crop === undefined ? '' : `/CropBox [${crop.join(' ')}]`;
  const turned = rotate === undefined ? '' : `/Rotate ${rotate}`;
  return `<< /Type /Page /Parent 2 0 R /MediaBox [${media.join(' ')}] ${cropBox} ${turned} /Contents ${content} 0 R ${entries} >>`;
}

export function streamBody(entries: string, content: string | Uint8Array, compress = true): Buffer {
  const plain = typeof content === 'string' ? Buffer.from(content, 'latin1') : content;
  const bytes = compress ? deflateSync(plain) : plain;
  const filter = compress ? '/Filter /FlateDecode' : '';
  return Buffer.concat([
    Buffer.from(`<< ${entries} ${filter} /Length ${bytes.length} >>\nstream\n`, 'latin1'),
    bytes,
    Buffer.from('\nendstream', 'latin1'),
  ]);
}

/** Objects from 1 on, with their cross-reference table. */
export function assemble(bodies: readonly (string | Uint8Array)[], trailer: string): Uint8Array {
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n', 'latin1')];
  let length = parts[0]?.length ?? 0;
  const rows = ['0000000000 65535 f \n'];
  for (const [index, body] of bodies.entries()) {
    const text = typeof body === 'string' ? Buffer.from(body, 'latin1') : body;
    const object = Buffer.concat([
      Buffer.from(`${index + 1} 0 obj\n`),
      text,
      Buffer.from('\nendobj\n'),
    ]);
    rows.push(`${String(length).padStart(10, '0')} 00000 n \n`);
    parts.push(object);
    length += object.length;
  }
  const table = `xref\n0 ${rows.length}\n${rows.join('')}trailer\n<< /Size ${rows.length} ${trailer} >>\nstartxref\n${length}\n%%EOF\n`;
  return Buffer.concat([...parts, Buffer.from(table, 'latin1')]);
}
