import type { Font } from '../pdf/font.ts';
import { page, Sheet, sizes, writeFooters } from '../pdf/sheet.ts';
import { TaggedPdf } from '../pdf/tagged.ts';
import { instantInWords } from '../proof/readable.ts';
import { literalOf, type Part, partsOf, plainText, readMarkdown } from '../updates/markdown.ts';
import type { Nda, Signer } from './model.ts';

/** What stands in the copy of an acceptance. */
export type AcceptedText = {
  readonly nda: Nda;
  readonly acceptance: { readonly id: string; readonly acceptedAt: Date };
  readonly signer: Signer;
  /** Of the request. */
  readonly reference: string;
  /** Titles of what it was for. */
  readonly documents: readonly string[];
  /** Who publishes the text. */
  readonly publisher: string;
};

/** The text as it was accepted, and a last page that says by whom, when and for what. Its bytes are decided by what it says alone. */
export function writeCopy(accepted: AcceptedText, fonts: readonly Font[]): Uint8Array {
  const { nda, acceptance, publisher } = accepted;
  const at = acceptance.acceptedAt;
  const title = `${nda.title}, accepted ${at.toISOString().slice(0, 10)}`;
  const pdf = new TaggedPdf(fonts, { ...page, title, author: publisher, at });
  const sheet = new Sheet(pdf);
  writeText(sheet, nda, publisher);
  writeCompletion(sheet, accepted);
  writeFooters(pdf, `${footerOf(nda)}. Acceptance ${acceptance.id}`);
  return pdf.finish();
}

/** The text alone. */
export function writeNda(nda: Nda, publisher: string, fonts: readonly Font[]): Uint8Array {
  const info = { ...page, title: nda.title, author: publisher, at: nda.publishedAt };
  const pdf = new TaggedPdf(fonts, info);
  writeText(new Sheet(pdf), nda, publisher);
  writeFooters(pdf, `${footerOf(nda)}. SHA-256 of the text: ${nda.sha256}`);
  return pdf.finish();
}

function writeText(sheet: Sheet, nda: Nda, publisher: string): void {
  sheet.paragraph('H1', nda.title, { size: sizes.title, bold: true });
  sheet.paragraph('P', `${publisher}, version ${nda.number}`, { size: sizes.text, grey: 0.35 });
  sheet.space(6);
  for (const part of readMarkdown(nda.text)) if (part.type !== 'space') writePart(sheet, part);
}

function footerOf({ title, number }: Nda): string {
  return `${title}, version ${number}`;
}

function writeCompletion(
  sheet: Sheet,
  { nda, acceptance, signer, reference, documents, publisher }: AcceptedText,
): void {
  sheet.turn();
  sheet.heading('H1', 'Completion', sizes.title);
  sheet.paragraph(
    'P',
    `The text before this page was shown as a whole and accepted electronically, for ${publisher} and for whoever stands below.`,
    { size: sizes.text },
  );
  sheet.space(8);
  sheet.heading('H2', 'Accepted by');
  sheet.fact('Full name', signer.fullName);
  sheet.fact('Title', signer.title);
  sheet.fact('Company', signer.company);
  sheet.fact('E-mail', signer.email);
  sheet.fact('Shown by', 'a link that was sent to this address, and a button pressed there');
  sheet.space(8);
  sheet.heading('H2', 'What was accepted');
  sheet.fact('Text', `${nda.title} (${nda.name}), version ${nda.number}`);
  sheet.fact('SHA-256 of the text', nda.sha256);
  sheet.fact('Published', instantInWords(nda.publishedAt.toISOString()));
  sheet.fact('Accepted', instantInWords(acceptance.acceptedAt.toISOString()));
  sheet.fact('How', 'full name, title and company typed in; the box of acceptance ticked');
  sheet.space(8);
  sheet.heading('H2', 'What for');
  sheet.fact('Request', reference);
  for (const title of documents) sheet.fact('Document', title);
  sheet.fact('Acceptance', acceptance.id);
}

const look = { size: sizes.text };
const step = 14;

function writePart(sheet: Sheet, part: Part, inset = 0): void {
  switch (part.type) {
    case 'hr':
      return sheet.space(8);
    case 'heading':
      sheet.space(6);
      return sheet.heading('H2', wordsOf(part), part.depth === 1 ? 13 : sizes.heading);
    case 'list':
      return writeList(sheet, part, inset);
    case 'blockquote':
      return partsOf(part.tokens).forEach((each) => writePart(sheet, each, inset + step));
    case 'table':
      return rowsOf(part).forEach((row) => sheet.paragraph('P', row, look, inset));
    case 'code':
      return sheet.paragraph('P', part.text, { size: sizes.quote }, inset + step);
    default:
      return sheet.paragraph('P', wordsOf(part), look, inset);
  }
}

function rowsOf({ header, rows }: Extract<Part, { type: 'table' }>): readonly string[] {
  return [header, ...rows].map((row) => row.map(({ tokens }) => wordsIn(tokens)).join(' | '));
}

function writeList(sheet: Sheet, list: Extract<Part, { type: 'list' }>, inset: number): void {
  const first = typeof list.start === 'number' ? list.start : 1;
  for (const [place, item] of list.items.entries()) {
    const [head, ...rest] = partsOf(item.tokens).filter(({ type }) => type !== 'space');
    const mark = list.ordered ? `${first + place}.` : '\u2022';
    sheet.item(mark, head === undefined ? '' : wordsOf(head), look, inset);
    for (const each of rest) writePart(sheet, each, inset + step + 2);
  }
}

/** Without marks; what a line break in the source parts is one line here. */
function wordsOf(part: Part): string {
  const within = 'tokens' in part ? partsOf(part.tokens) : [];
  const words = within.length > 0 ? plainText([part]) : (literalOf(part) ?? '');
  return words.replaceAll(/\s+/g, ' ').trim();
}

function wordsIn(tokens: Parameters<typeof partsOf>[0]): string {
  return plainText(partsOf(tokens)).replaceAll(/\s+/g, ' ').trim();
}
