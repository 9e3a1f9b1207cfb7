import { deflateSync } from 'node:zlib';
import { sha256 } from '../core/hash.ts';

const encoder = new TextEncoder();

/** Numbered objects of a PDF file (ISO 32000-1 section 7.3), written once each. */
export class PdfObjects {
  readonly #bodies: (Uint8Array | undefined)[] = [];

  /** A number for an object that others refer to before it is written. */
  reserve(): number {
    return this.#bodies.push(undefined);
  }

  set(number: number, body: string): void {
    this.#bodies[number - 1] = encoder.encode(body);
  }

  add(body: string): number {
    const number = this.reserve();
    this.set(number, body);
    return number;
  }

  /** A stream; compressed unless it must be readable as it stands, as metadata must. */
  addStream(entries: string, content: string | Uint8Array, compress = true): number {
    const plain = typeof content === 'string' ? encoder.encode(content) : content;
    const bytes = compress ? new Uint8Array(deflateSync(plain, { level: 9 })) : plain;
    const filter = compress ? ' /Filter /FlateDecode' : '';
    const number = this.reserve();
    this.#bodies[number - 1] = join([
      encoder.encode(`<< ${entries}${filter} /Length ${bytes.length} >>\nstream\n`),
      bytes,
      encoder.encode('\nendstream'),
    ]);
    return number;
  }

  /** The whole file; its identifier is a digest of its content, so equal content is equal bytes. */
  write(catalog: number, info: number): Uint8Array {
    const header = join([encoder.encode('%PDF-1.7\n%'), Uint8Array.of(226, 227, 207, 211, 10)]);
    const parts: Uint8Array[] = [header];
    const offsets: number[] = [];
    let length = header.length;
    for (const [index, body] of this.#bodies.entries()) {
      if (body === undefined) throw new TypeError(`object ${index + 1} was never written`);
      const object = join([
        encoder.encode(`${index + 1} 0 obj\n`),
        body,
        encoder.encode('\nendobj\n'),
      ]);
      offsets.push(length);
      parts.push(object);
      length += object.length;
    }
    const id = sha256(join(parts)).slice(0, 32);
    const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`);
    const size = offsets.length + 1;
    const trailer = `<< /Size ${size} /Root ${catalog} 0 R /Info ${info} 0 R /ID [<${id}> <${id}>] >>`;
    const table = `xref\n0 ${size}\n0000000000 65535 f \n${rows.join('')}`;
    parts.push(encoder.encode(`${table}trailer\n${trailer}\nstartxref\n${length}\n%%EOF\n`));
    return join(parts);
  }
}

/** Any text as a string object: UTF-16 with its byte order mark, in hexadecimal. */
export function pdfText(text: string): string {
  const units = Array.from({ length: text.length }, (_, index) => hex4(text.charCodeAt(index)));
  return `<FEFF${units.join('')}>`;
}

export function hex4(value: number): string {
  return value.toString(16).toUpperCase().padStart(4, '0');
}

/** A length with at most two decimals, as PDF writes numbers. */
export function num(value: number): string {
  return String(Math.round(value * 100) / 100);
}

function join(parts: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}
