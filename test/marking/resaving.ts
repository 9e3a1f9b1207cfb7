// What others do to a file before it is found somewhere: two common PDF tools, as published on npm.
import { resolve } from 'node:path';
import createQpdf from '@neslinesli93/qpdf-wasm';
import * as mupdf from 'mupdf';

/** What its own types leave out. */
type Qpdf = {
  callMain(options: string[]): number;
  readonly FS: {
    init(...ends: readonly (((code: number | null) => void) | null)[]): void;
    writeFile(path: string, bytes: Uint8Array): void;
    readFile(path: string): Uint8Array;
  };
};

/** qpdf with these options; the input stands between what comes before and behind. */
export async function qpdf(bytes: Uint8Array, ...options: readonly string[]): Promise<Uint8Array> {
  const { status, said, written } = await runQpdf(bytes, ['/in.pdf', ...options, '/out.pdf']);
  // 3: done, with warnings.
  if (status !== 0 && status !== 3) throw new Error(said);
  return written();
}

/** Nothing where qpdf finds the file well-formed, else what it says. */
export async function complaintsOfQpdf(bytes: Uint8Array): Promise<string> {
  const { status, said } = await runQpdf(bytes, ['--check', '/in.pdf']);
  return status === 0 ? '' : said;
}

async function runQpdf(bytes: Uint8Array, options: string[]) {
  let said = '';
  const listen = (code: number | null) => void (said += String.fromCharCode(code ?? 10));
  const settings = {
    locateFile: () => resolve('node_modules/@neslinesli93/qpdf-wasm/dist/qpdf.wasm'),
    noInitialRun: true,
    preRun: [({ FS }: Qpdf) => FS.init(null, listen, listen)],
  };
  const module = (await createQpdf(settings)) as unknown as Qpdf;
  module.FS.writeFile('/in.pdf', bytes);
  const status = module.callMain(options);
  return { status, said, written: () => new Uint8Array(module.FS.readFile('/out.pdf')) };
}

/** MuPDF, as `mutool clean` with these options does. */
export function clean(bytes: Uint8Array, options: string): Uint8Array {
  return edited(bytes, options, () => undefined);
}

export function edited(
  bytes: Uint8Array,
  options: string,
  edit: (document: mupdf.PDFDocument) => void,
): Uint8Array {
  const document = openWithMupdf(bytes);
  edit(document);
  return new Uint8Array(document.saveToBuffer(options).asUint8Array());
}

export function openWithMupdf(bytes: Uint8Array): mupdf.PDFDocument {
  const document = mupdf.PDFDocument.openDocument(bytes, 'application/pdf');
  if (document instanceof mupdf.PDFDocument) return document;
  throw new TypeError('no PDF');
}
