import {
  PDFArray,
  type PDFContext,
  PDFDict,
  PDFName,
  PDFNumber,
  type PDFObject,
} from '@cantoo/pdf-lib';
import { Refusal } from '../core/errors.ts';

/** In the page's own coordinates, before it is turned. */
type Box = {
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
  readonly top: number;
};

export type Page = {
  readonly dict: PDFDict;
  /** What a viewer shows of it. */
  readonly box: Box;
  /** Clockwise. */
  readonly rotation: 0 | 90 | 180 | 270;
  /** Its own or those of a node above it; absent where there are none. */
  readonly resources: PDFDict | undefined;
};

/** What a page has from the nodes above it (ISO 32000-1 section 7.7.3.4). */
type Inherited = Readonly<Record<string, PDFObject | undefined>>;
const inheritable = ['MediaBox', 'CropBox', 'Rotate', 'Resources'] as const;
const letter: Box = { left: 0, bottom: 0, right: 612, top: 792 };

type Step = { readonly node: PDFObject | undefined; readonly from: Inherited };

/** All pages in order, each once. No recursion: a tree may be as deep as somebody likes. */
export function listPages(context: PDFContext, most: number): readonly Page[] {
  const pages: Page[] = [];
  const seen = new Set<PDFObject>();
  const left: Step[] = [{ node: rootOf(context), from: {} }];
  for (let step = left.pop(); step !== undefined; step = left.pop()) {
    const { node } = step;
    if (!(node instanceof PDFDict)) throw incomplete();
    const own = inheritedBy(node, step.from);
    const kids = node.lookup(PDFName.of('Kids'));
    if (kids instanceof PDFArray) {
      if (seen.has(node)) throw circular();
      for (let at = kids.size() - 1; at >= 0; at -= 1)
        left.push({ node: kids.lookup(at), from: own });
    } else if (!seen.has(node)) pages.push(pageOf(node, own));
    seen.add(node);
    if (pages.length > most) throw tooMany(most);
  }
  if (pages.length === 0) throw empty();
  return pages;
}

function rootOf(context: PDFContext): PDFDict {
  const catalog = context.lookup(context.trailerInfo.Root);
  const root = catalog instanceof PDFDict ? catalog.lookup(PDFName.of('Pages')) : undefined;
  if (root instanceof PDFDict) return root;
  throw empty();
}

function inheritedBy(node: PDFDict, from: Inherited): Inherited {
  const own = inheritable.map((key) => [key, node.lookup(PDFName.of(key)) ?? from[key]] as const);
  return Object.fromEntries(own);
}

function pageOf(dict: PDFDict, { MediaBox, CropBox, Rotate, Resources }: Inherited): Page {
  const media = readBox(MediaBox) ?? letter;
  const turned = Rotate instanceof PDFNumber ? Math.round(Rotate.asNumber() / 90) : 0;
  const rotations = [0, 90, 180, 270] as const;
  return {
    dict,
    box: overlap(media, readBox(CropBox) ?? media) ?? media,
    rotation: rotations[((turned % 4) + 4) % 4] ?? 0,
    resources: Resources instanceof PDFDict ? Resources : undefined,
  };
}

/** Any two opposite corners (section 7.9.5); undefined where nothing would be seen. */
function readBox(value: PDFObject | undefined): Box | undefined {
  if (!(value instanceof PDFArray) || value.size() < 4) return undefined;
  const [a, b, c, d] = [0, 1, 2, 3].map((index) => {
    const side = value.lookup(index);
    return side instanceof PDFNumber ? side.asNumber() : Number.NaN;
  });
  if (a === undefined || b === undefined || c === undefined || d === undefined) return undefined;
  const box = {
    left: Math.min(a, c),
    bottom: Math.min(b, d),
    right: Math.max(a, c),
    top: Math.max(b, d),
  };
  return isVisible(box) ? box : undefined;
}

function isVisible({ left, bottom, right, top }: Box): boolean {
  return right - left >= 1 && top - bottom >= 1 && Number.isFinite(right - left + top - bottom);
}

function overlap(a: Box, b: Box): Box | undefined {
  const box = {
    left: Math.max(a.left, b.left),
    bottom: Math.max(a.bottom, b.bottom),
    right: Math.min(a.right, b.right),
    top: Math.min(a.top, b.top),
  };
  return isVisible(box) ? box : undefined;
}

function empty(): Refusal {
  return new Refusal(
    'invalid',
    'The file opens with no pages; most often it was cut off on its way. Upload it again from where it is whole.',
  );
}

export function incomplete(): Refusal {
  return new Refusal(
    'invalid',
    'Part of the file is missing; most often it was cut off on its way. Upload it again from where it is whole.',
  );
}

function circular(): Refusal {
  return new Refusal(
    'invalid',
    'The list of pages in the file refers to itself. Open it in a PDF viewer, print it to a new PDF and upload that.',
  );
}

function tooMany(most: number): Refusal {
  return new Refusal(
    'invalid',
    `The file has more than ${most} pages, the most that can be marked here. Upload it in parts.`,
  );
}
