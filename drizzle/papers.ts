import { openSans } from '../src/pdf/open-sans.ts';
import { page, Sheet, sizes, writeFooters } from '../src/pdf/sheet.ts';
import { TaggedPdf } from '../src/pdf/tagged.ts';

/** A document of the story, as its company would write it. */
export type Paper = {
  readonly title: string;
  readonly author: string;
  /** Under the title. */
  readonly lead: string;
  readonly chapters: readonly PaperChapter[];
  /** Begins each chapter on a page of its own. */
  readonly isLong?: true;
};

export type PaperChapter = {
  readonly heading: string;
  readonly parts: readonly PaperPart[];
};

export type PaperPart =
  | string
  | { readonly heading: string }
  | { readonly facts: readonly (readonly [label: string, text: string])[] }
  | { readonly items: readonly (readonly [mark: string, text: string])[] };

const note =
  'This is a demonstration. The company, its auditor and everything said here are invented.';

/** The paper as PDF, dated by `at` alone. */
export function writePaper({ title, author, lead, chapters, isLong }: Paper, at: Date): Uint8Array {
  const pdf = new TaggedPdf(openSans(), { ...page, title, author, at });
  const sheet = new Sheet(pdf);
  if (isLong) sheet.space(150);
  sheet.paragraph('H1', title, { size: sizes.title, bold: true });
  sheet.space(6);
  sheet.paragraph('P', lead, { size: sizes.heading });
  sheet.space(6);
  sheet.paragraph('P', note, { size: sizes.text, grey: 0.35 });
  for (const { heading, parts } of chapters) {
    if (isLong) sheet.turn();
    else sheet.space(12);
    sheet.heading('H2', heading, isLong ? 14 : sizes.heading);
    sheet.space(3);
    for (const part of parts) writePart(sheet, part);
  }
  writeFooters(pdf, `${author} · ${title} · Demonstration`);
  return pdf.finish();
}

function writePart(sheet: Sheet, part: PaperPart): void {
  const look = { size: sizes.text };
  if (typeof part === 'string') {
    sheet.paragraph('P', part, look);
    return sheet.space(3);
  }
  if ('heading' in part) {
    sheet.space(5);
    return sheet.heading('H3', part.heading, 10);
  }
  if ('facts' in part) for (const [label, text] of part.facts) sheet.fact(label, text);
  else for (const [mark, text] of part.items) sheet.item(mark, text, look, 6);
  sheet.space(3);
}
