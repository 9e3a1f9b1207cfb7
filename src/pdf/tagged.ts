import { embedFont } from './embed-font.ts';
import type { Font } from './font.ts';
import { hex4, num, PdfObjects, pdfText } from './objects.ts';
import type { Glyph, Line } from './text.ts';
import { writeXmp } from './xmp.ts';

export type Info = {
  readonly title: string;
  readonly author: string;
  readonly at: Date;
  /** Points. */
  readonly width: number;
  readonly height: number;
};

/** A node of the structure tree, which is what a screen reader follows. */
export type Element = {
  readonly tag: string;
  readonly attributes: string;
  readonly kids: (Element | Mark)[];
};
type Mark = { readonly page: number; readonly id: number };

export type Style = { readonly size: number; readonly bold?: boolean; readonly grey?: number };

type Page = { readonly drawing: string[]; readonly owners: Element[] };

/**
 * A tagged PDF (ISO 32000-1 section 14.8, made for PDF/UA-1): everything drawn belongs to an element or
 * is an artifact. Coordinates are points from the upper left corner.
 */
export class TaggedPdf {
  readonly root: Element = { tag: 'Document', attributes: '', kids: [] };
  readonly fonts: readonly Font[];
  readonly #info: Info;
  readonly #used: readonly Map<number, string>[];
  readonly #pages: Page[] = [];

  constructor(fonts: readonly Font[], info: Info) {
    this.fonts = fonts;
    this.#info = info;
    this.#used = fonts.map(() => new Map<number, string>());
  }

  get pageCount(): number {
    return this.#pages.length;
  }

  addPage(): void {
    this.#pages.push({ drawing: [], owners: [] });
  }

  addElement(parent: Element, tag: string, attributes = ''): Element {
    const element = { tag, attributes, kids: [] };
    parent.kids.push(element);
    return element;
  }

  /** Whatever `draw` draws on the newest page is content of the element. */
  content(element: Element, draw: () => void): void {
    const { drawing, owners } = this.#page();
    const id = owners.push(element) - 1;
    element.kids.push({ page: this.#pages.length - 1, id });
    drawing.push(`/${element.tag} << /MCID ${id} >> BDC`);
    draw();
    drawing.push('EMC');
  }

  /** Drawn on a page, by its index, for the eye alone: rules, repeated headers, page numbers. */
  artifact(draw: () => void, page = this.#pages.length - 1): void {
    const { drawing } = this.#page(page);
    drawing.push('/Artifact BMC');
    draw();
    drawing.push('EMC');
  }

  /** A line of text; `y` is its base line. */
  text(line: Line, x: number, y: number, style: Style, page?: number): void {
    if (line.length === 0) return;
    const { drawing } = this.#page(page);
    const { size, bold = false, grey = 0 } = style;
    // The fonts have one weight: a thin outline makes the other.
    const weight = bold ? `2 Tr ${num(size / 34)} w` : '0 Tr';
    const start = `${num(x)} ${num(this.#info.height - y)} Td`;
    const runs = runsOf(line).map((run) => this.#show(run, style));
    drawing.push(`BT ${grey} g ${grey} G ${weight} ${start}`, ...runs, 'ET');
  }

  rule(x: number, y: number, width: number, thickness: number, grey: number, page?: number): void {
    this.fill(x, y, width, thickness, grey, page);
  }

  fill(x: number, y: number, width: number, height: number, grey: number, page?: number): void {
    const bottom = this.#info.height - y - height;
    this.#page(page).drawing.push(
      `${grey} g ${[x, bottom, width, height].map(num).join(' ')} re f`,
    );
  }

  finish(): Uint8Array {
    const objects = new PdfObjects();
    const pageNumbers = this.#pages.map(() => objects.reserve());
    const tree = objects.reserve();
    const numbers = new Map<Element, number>();
    this.#writeElement(objects, this.root, tree, pageNumbers, numbers);
    this.#writeTree(objects, tree, numbers);
    const pages = this.#writePages(objects, pageNumbers);
    const metadata = objects.addStream(
      '/Type /Metadata /Subtype /XML',
      writeXmp(this.#info),
      false,
    );
    const catalog = objects.add(
      `<< /Type /Catalog /Pages ${pages} 0 R /StructTreeRoot ${tree} 0 R /MarkInfo << /Marked true >> ` +
        `/Lang (en) /ViewerPreferences << /DisplayDocTitle true >> /Metadata ${metadata} 0 R >>`,
    );
    const { title, author, at } = this.#info;
    const stamp = `(D:${at.toISOString().replace(/[-:T]|\.\d+Z/g, '')}Z)`;
    const info = objects.add(
      `<< /Title ${pdfText(title)} /Author ${pdfText(author)} /Producer (Annex) /CreationDate ${stamp} /ModDate ${stamp} >>`,
    );
    return objects.write(catalog, info);
  }

  #page(index = this.#pages.length - 1): Page {
    const page = this.#pages[index];
    if (page === undefined) throw new TypeError('the document has no such page');
    return page;
  }

  #show(run: Line, { size, bold = false }: Style): string {
    const [first] = run;
    if (first === undefined) return '';
    for (const glyph of run) this.#use(glyph);
    const shown = `/F${first.font} ${num(size)} Tf <${run.map(({ id }) => hex4(id)).join('')}> Tj`;
    if (!first.missing) return shown;
    // Copied and read aloud as what it is, where that is not a hidden character.
    const actual = run.map(({ char }) => (/\p{C}/u.test(char) ? '\u{FFFD}' : char)).join('');
    const marked = `/Span << /ActualText ${pdfText(actual)} >> BDC ${shown} EMC`;
    // An outline would close the question mark inside the replacement.
    return bold ? `0 Tr ${marked} 2 Tr` : marked;
  }

  #use({ font, id, char, missing }: Glyph): void {
    this.#used[font]?.set(id, missing ? '\u{FFFD}' : char);
  }

  #writeElement(
    objects: PdfObjects,
    element: Element,
    parent: number,
    pages: readonly number[],
    numbers: Map<Element, number>,
  ): number {
    const number = objects.reserve();
    numbers.set(element, number);
    const kids = element.kids.map((kid) =>
      'tag' in kid
        ? `${this.#writeElement(objects, kid, number, pages, numbers)} 0 R`
        : `<< /Type /MCR /Pg ${pages[kid.page]} 0 R /MCID ${kid.id} >>`,
    );
    const attributes = element.attributes === '' ? '' : ` /A << ${element.attributes} >>`;
    objects.set(
      number,
      `<< /Type /StructElem /S /${element.tag} /P ${parent} 0 R /K [${kids.join(' ')}]${attributes} >>`,
    );
    return number;
  }

  #writeTree(objects: PdfObjects, tree: number, numbers: ReadonlyMap<Element, number>): void {
    const rows = this.#pages.map(({ owners }, index) => {
      const refs = owners.map((owner) => `${numbers.get(owner)} 0 R`);
      return `${index} [${refs.join(' ')}]`;
    });
    objects.set(
      tree,
      `<< /Type /StructTreeRoot /K ${numbers.get(this.root)} 0 R ` +
        `/ParentTree << /Nums [${rows.join(' ')}] >> /ParentTreeNextKey ${rows.length} >>`,
    );
  }

  #writePages(objects: PdfObjects, numbers: readonly number[]): number {
    const fonts = this.fonts.flatMap((font, index) => {
      const used = this.#used[index];
      return used === undefined || used.size === 0
        ? []
        : [`/F${index} ${embedFont(objects, font, used)} 0 R`];
    });
    const resources = objects.add(`<< /Font << ${fonts.join(' ')} >> >>`);
    const pages = objects.reserve();
    for (const [index, { drawing }] of this.#pages.entries()) {
      const contents = objects.addStream('', drawing.join('\n'));
      objects.set(
        numbers[index] ?? 0,
        `<< /Type /Page /Parent ${pages} 0 R /MediaBox [0 0 ${num(this.#info.width)} ${num(this.#info.height)}] ` +
          `/Resources ${resources} 0 R /Contents ${contents} 0 R /StructParents ${index} /Tabs /S >>`,
      );
    }
    const kids = numbers.map((number) => `${number} 0 R`).join(' ');
    objects.set(pages, `<< /Type /Pages /Kids [${kids}] /Count ${numbers.length} >>`);
    return pages;
  }
}

/** Neighbours of one font; what the fonts lack stands alone, so that copying gives each character back. */
function runsOf(line: Line): readonly Line[] {
  const runs: Glyph[][] = [];
  for (const glyph of line) {
    const last = runs.at(-1)?.at(-1);
    const joins = last !== undefined && last.font === glyph.font && !last.missing && !glyph.missing;
    if (joins) runs.at(-1)?.push(glyph);
    else runs.push([glyph]);
  }
  return runs;
}
