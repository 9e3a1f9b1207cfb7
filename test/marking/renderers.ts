// Two programs that know nothing of ours: what they see in a file is what people will see.
import { getDocument, Util } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { PDFPageProxy } from 'pdfjs-dist';
import * as mupdf from 'mupdf';

/** A text as it is seen: how it runs (0 is upright) and where it begins, from the upper left corner. */
type SeenText = {
  readonly text: string;
  readonly degrees: number;
  readonly x: number;
  readonly y: number;
};

export type SeenPage = {
  readonly text: string;
  readonly texts: readonly SeenText[];
  readonly width: number;
  readonly height: number;
  readonly rotation: number;
  readonly annotations: readonly string[];
};

export type SeenFile = {
  readonly pages: readonly SeenPage[];
  readonly outline: readonly string[];
  readonly fields: readonly string[];
  readonly info: Readonly<Record<string, unknown>>;
  readonly xmp: string;
  readonly isTagged: boolean;
};

/** A file as pdf.js reads it. */
export async function readFile(bytes: Uint8Array): Promise<SeenFile> {
  const task = getDocument({ data: new Uint8Array(bytes), verbosity: 0, useSystemFonts: false });
  const document = await task.promise;
  const numbers = Array.from({ length: document.numPages }, (_, index) => index + 1);
  const pages: SeenPage[] = [];
  for (const number of numbers) pages.push(await readPage(await document.getPage(number)));
  const { info, metadata } = await document.getMetadata();
  const seen = {
    pages,
    outline: ((await document.getOutline()) ?? []).map(({ title }) => title),
    fields: [...mapOf(await document.getFieldObjects()).keys()].map(String),
    info: Object.fromEntries(Object.entries(info)),
    xmp: metadata?.getRaw() ?? '',
    isTagged: mapOf(await document.getMarkInfo()).get('Marked') === true,
  };
  await task.destroy();
  return seen;
}

/** Typed as objects, and given as maps. */
function mapOf(value: object | null): ReadonlyMap<unknown, unknown> {
  return value instanceof Map ? value : new Map(Object.entries(value ?? {}));
}

async function readPage(page: PDFPageProxy): Promise<SeenPage> {
  const { items } = await page.getTextContent();
  const viewport = page.getViewport({ scale: 1 });
  const annotations = await page.getAnnotations();
  const texts = items.flatMap((item) => {
    if (!('str' in item)) return [];
    const [a, b, , , x, y] = Util.transform(viewport.transform, item.transform);
    const degrees = Math.round((Math.atan2(-b, a) * 180) / Math.PI);
    return [{ text: item.str, degrees, x, y }];
  });
  return {
    text: items
      .map((item) => ('str' in item ? `${item.str}${item.hasEOL ? '\n' : ''}` : ''))
      .join(''),
    texts,
    width: viewport.width,
    height: viewport.height,
    rotation: page.rotate,
    annotations: annotations.map(({ subtype, fieldName, url }) =>
      [subtype, fieldName, url].filter(Boolean).join(' '),
    ),
  };
}

/** A page as MuPDF draws it, as many points to the pixel as make it about 300 pixels long. */
export function renderPage(bytes: Uint8Array, index: number): Uint8ClampedArray {
  const document = mupdf.Document.openDocument(bytes, 'application/pdf');
  const page = document.loadPage(index);
  const [left, top, right, bottom] = page.getBounds();
  const scale = 300 / Math.max(right - left, bottom - top);
  const matrix = mupdf.Matrix.scale(scale, scale);
  const pixmap = page.toPixmap(matrix, mupdf.ColorSpace.DeviceGray, false, true);
  const pixels = new Uint8ClampedArray(pixmap.getPixels());
  for (const each of [pixmap, page, document]) each.destroy();
  return pixels;
}

/** Which share of a page's pixels differ, in its upper and its lower half. */
export function changesIn(before: Uint8ClampedArray, after: Uint8ClampedArray): readonly number[] {
  const half = Math.floor(before.length / 2);
  const share = (from: number, to: number) => {
    let changed = 0;
    for (let at = from; at < to; at += 1)
      if (Math.abs((before[at] ?? 0) - (after[at] ?? 0)) > 4) changed += 1;
    return changed / (to - from);
  };
  return before.length === after.length ? [share(0, half), share(half, before.length)] : [];
}
