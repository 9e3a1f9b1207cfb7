// Two programs that know nothing of ours: what they see in a file is what people will see.
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import * as mupdf from 'mupdf';

export type SeenPage = {
  readonly text: string;
  readonly width: number;
  readonly height: number;
  readonly rotation: number;
  readonly annotations: readonly string[];
};

/** Every page as pdf.js reads it. */
export async function readPages(bytes: Uint8Array): Promise<readonly SeenPage[]> {
  const task = getDocument({ data: new Uint8Array(bytes), verbosity: 0, useSystemFonts: false });
  const document = await task.promise;
  const pages: SeenPage[] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const { items } = await page.getTextContent();
    const { width, height } = page.getViewport({ scale: 1 });
    const annotations = await page.getAnnotations();
    pages.push({
      text: items
        .map((item) => ('str' in item ? `${item.str}${item.hasEOL ? '\n' : ''}` : ''))
        .join(''),
      width,
      height,
      rotation: page.rotate,
      annotations: annotations.map(({ subtype, fieldName, url }) =>
        [subtype, fieldName, url].join(' ').trim(),
      ),
    });
  }
  await task.destroy();
  return pages;
}

/** A page as MuPDF draws it, with all that may stand on it, as PNG. */
export function renderPage(bytes: Uint8Array, index: number, scale = 1): Uint8Array {
  const document = mupdf.Document.openDocument(bytes, 'application/pdf');
  const page = document.loadPage(index);
  const pixmap = page.toPixmap(
    mupdf.Matrix.scale(scale, scale),
    mupdf.ColorSpace.DeviceRGB,
    false,
    true,
  );
  const png = pixmap.asPNG();
  pixmap.destroy();
  page.destroy();
  document.destroy();
  return new Uint8Array(png);
}
