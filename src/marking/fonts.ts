import {
  type PDFContext,
  PDFDict,
  PDFName,
  PDFObjectParser,
  type PDFObject,
  PDFRef,
} from '@cantoo/pdf-lib';
import { embedFont, type UsedGlyphs } from '../pdf/embed-font.ts';
import type { Font } from '../pdf/font.ts';
import { openSans } from '../pdf/open-sans.ts';
import { type Glyph, glyphsOf } from '../pdf/text.ts';

/** A text or part of one in a single font. */
export type Run = {
  /** Its name among the mark's resources. */
  readonly font: string;
  /** As it stands before `Tj`. */
  readonly shown: string;
  /** In thousandths of the type size. */
  readonly width: number;
};

const courierWidth = 600;
let fonts: readonly Font[] | undefined;

/** The fonts of one mark. The reference is in Courier, plain codes that any tool keeps and any program finds. */
export class MarkFonts {
  readonly #fonts = (fonts ??= openSans());
  readonly #used = this.#fonts.map(() => new Map<number, string>());

  reference(text: string): Run {
    return { font: 'R', shown: `(${text} )`, width: (text.length + 1) * courierWidth };
  }

  /** Characters that the fonts lack are drawn as a replacement. */
  text(text: string): readonly Run[] {
    const runs: Glyph[][] = [];
    for (const glyph of glyphsOf(text.replace(/\s+/g, ' ').trim(), this.#fonts)) {
      const last = runs.at(-1);
      if (last?.[0]?.font === glyph.font) last.push(glyph);
      else runs.push([glyph]);
      this.#used[glyph.font]?.set(glyph.id, glyph.missing ? '\u{FFFD}' : glyph.char);
    }
    return runs.map((run) => ({
      font: `F${run[0]?.font ?? 0}`,
      shown: `<${run.map(({ id }) => id.toString(16).padStart(4, '0')).join('')}>`,
      width: run.reduce((sum, glyph) => sum + glyph.width, 0),
    }));
  }

  /** Puts those that were drawn with into the file; what a resources dictionary says under `Font`. */
  embed(context: PDFContext): PDFDict {
    const dict = context.obj({
      R: { Type: 'Font', Subtype: 'Type1', BaseFont: 'Courier-Bold', Encoding: 'WinAnsiEncoding' },
    });
    for (const [index, used] of this.#used.entries()) {
      const font = this.#fonts[index];
      if (font === undefined || used.size === 0) continue;
      dict.set(PDFName.of(`F${index}`), embedInto(context, font, used));
    }
    return dict;
  }
}

/** The same objects that our own documents hold, read back for the library. */
function embedInto(context: PDFContext, font: Font, used: UsedGlyphs): PDFRef {
  const objects = {
    add: (body: string) => context.register(parse(body, context)).objectNumber,
    addStream(entries: string, content: string | Uint8Array) {
      const stream = context.flateStream(content);
      const given = parse(`<< ${entries} >>`, context);
      if (given instanceof PDFDict)
        for (const [key, value] of given.entries()) stream.dict.set(key, value);
      return context.register(stream).objectNumber;
    },
  };
  return PDFRef.of(embedFont(objects, font, used));
}

function parse(body: string, context: PDFContext): PDFObject {
  return PDFObjectParser.forBytes(new TextEncoder().encode(body), context).parseObject();
}
