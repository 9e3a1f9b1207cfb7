import type { Element, TaggedPdf } from './tagged.ts';
import { breakLines, glyphsOf, type Line, widthOf } from './text.ts';

/** ISO 216 A4, upright, in points: a letter to be filed. */
export const page = { width: 595.28, height: 841.89 };
const margin = { left: 56, right: 56, top: 54, bottom: 62 };
export const sizes = { title: 19, heading: 11.5, text: 9.2, quote: 8.4, small: 7.2 };
const leading = 1.42;
const room = page.width - margin.left - margin.right;
/** Labels stand in a column of their own. */
const indent = 138;

type Look = { readonly size: number; readonly bold?: boolean; readonly grey?: number };

/** Lines from top to bottom, over as many pages as they need. */
export class Sheet {
  readonly #pdf: TaggedPdf;
  #y = margin.top;

  constructor(pdf: TaggedPdf) {
    this.#pdf = pdf;
    pdf.addPage();
  }

  space(points: number): void {
    this.#y += points;
  }

  keepTogether(points: number): void {
    if (this.#y + points > page.height - margin.bottom) this.turn();
  }

  /** Goes on at the top of a new page. */
  turn(): void {
    this.#pdf.addPage();
    this.#y = margin.top;
  }

  /** It does not stand alone at the foot of a page. */
  heading(tag: string, text: string, size = sizes.heading): void {
    this.keepTogether(size * leading + 3 * sizes.text * leading);
    this.paragraph(tag, text, { size, bold: true });
  }

  paragraph(tag: string, text: string, look: Look, inset = 0): void {
    const element = this.#pdf.addElement(this.#pdf.root, tag);
    for (const said of text.split('\n')) {
      const lines = breakLines(said, this.#pdf.fonts, look.size, room - inset);
      for (const line of lines) this.#line([{ line, x: margin.left + inset, look }], element);
      if (lines.length === 0) this.space(look.size * 0.7);
    }
    this.space(2);
  }

  /** A paragraph that begins with a mark before it: a number, or a dot. */
  item(mark: string, text: string, look: Look, inset: number): void {
    const element = this.#pdf.addElement(this.#pdf.root, 'P');
    const hang = Math.max(16, widthOf(glyphsOf(`${mark} `, this.#pdf.fonts), look.size));
    const lines = breakLines(text, this.#pdf.fonts, look.size, room - inset - hang);
    for (const [index, line] of lines.entries()) {
      const first = { line: glyphsOf(mark, this.#pdf.fonts), x: margin.left + inset, look };
      const rest = { line, x: margin.left + inset + hang, look };
      this.#line(index === 0 ? [first, rest] : [rest], element);
    }
    this.space(2);
  }

  fact(label: string, text: string): void {
    const { fonts } = this.#pdf;
    const look = { size: sizes.text };
    const labels = breakLines(`${label}:`, fonts, sizes.text, indent - 10);
    const values = breakLines(text, fonts, sizes.text, room - indent);
    const element = this.#pdf.addElement(this.#pdf.root, 'P');
    const count = Math.max(labels.length, values.length);
    for (let index = 0; index < count; index += 1)
      this.#line(
        [
          { line: labels[index] ?? [], x: margin.left, look: { ...look, grey: 0.35 } },
          { line: values[index] ?? [], x: margin.left + indent, look },
        ],
        element,
      );
  }

  #line(
    runs: readonly { readonly line: Line; readonly x: number; readonly look: Look }[],
    element: Element,
  ): void {
    const height = Math.max(...runs.map(({ look }) => look.size)) * leading;
    this.keepTogether(height);
    this.#y += height;
    this.#pdf.content(element, () => {
      for (const { line, x, look } of runs) this.#pdf.text(line, x, this.#y, look);
    });
  }
}

/** At the foot of every page: what it is, and which page of how many. */
export function writeFooters(pdf: TaggedPdf, text: string): void {
  const y = page.height - margin.bottom + 30;
  const look = { size: sizes.small, grey: 0.35 };
  for (let index = 0; index < pdf.pageCount; index += 1) {
    const number = glyphsOf(`Page ${index + 1} of ${pdf.pageCount}`, pdf.fonts);
    const width = room - widthOf(number, look.size) - 16;
    const [line = []] = breakLines(text, pdf.fonts, look.size, width);
    pdf.artifact(() => {
      pdf.rule(margin.left, y - 12, room, 0.4, 0.7, index);
      pdf.text(line, margin.left, y, look, index);
      pdf.text(number, margin.left + room - widthOf(number, look.size), y, look, index);
    }, index);
  }
}
