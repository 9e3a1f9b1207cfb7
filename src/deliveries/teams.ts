import { shorten } from '../core/shorten.ts';
import type { Block, Letter } from './model/letter.ts';

// An Adaptive Card 1.4 in the message that "When a Teams webhook request is received" of Workflows takes:
// https://learn.microsoft.com/connectors/teams. A RichTextBlock, other than a TextBlock or a FactSet,
// reads no Markdown: what staff wrote is shown as it is.
const maxText = 4_000;
const maxTitle = 150;
/** Microsoft says about 28 kB with all that Teams adds; cards of 21 kB have been refused. */
const maxBytes = 20_000;

type Element = Readonly<Record<string, unknown>>;
type Run = Readonly<Record<string, unknown>>;

/** The body for a workflow of Teams. What is too long ends in `…`; the footer, with its links, stays. */
export function teamsBody({ language, subject, blocks, footer }: Letter): string {
  const title = paragraph([run(shorten(subject, maxTitle), { size: 'Large', weight: 'Bolder' })]);
  const small = footer.flatMap((block) => elementsOf(block, { size: 'Small', isSubtle: true }));
  const closing = beginningOf(small, maxBytes / 4).map((element, index) =>
    index === 0 ? { ...element, separator: true } : element,
  );
  const said = blocks.flatMap((block) => elementsOf(block));
  const bodyOf = (middle: readonly Element[]) =>
    messageOf(language, subject, [title, ...middle, ...closing]);
  const whole = bodyOf(said);
  if (Buffer.byteLength(whole) <= maxBytes) return whole;
  const end = paragraph([run('…')]);
  const room = maxBytes - Buffer.byteLength(bodyOf([end]));
  return bodyOf([...beginningOf(said, room), end]);
}

/** As many elements as have room in so many bytes. */
function beginningOf(elements: readonly Element[], bytes: number): readonly Element[] {
  let room = bytes;
  const end = elements.findIndex((element) => {
    room -= Buffer.byteLength(JSON.stringify(element)) + 1;
    return room < 0;
  });
  return end < 0 ? elements : elements.slice(0, end);
}

function messageOf(language: string, subject: string, body: readonly Element[]): string {
  const content = {
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    type: 'AdaptiveCard',
    version: '1.4',
    lang: language,
    fallbackText: shorten(subject, maxTitle),
    msteams: { width: 'Full' },
    body,
  };
  const contentType = 'application/vnd.microsoft.card.adaptive';
  return JSON.stringify({
    type: 'message',
    attachments: [{ contentType, contentUrl: null, content }],
  });
}

function elementsOf(block: Block, style: Run = {}): readonly Element[] {
  switch (block.kind) {
    case 'text':
      return linesOf(block.text, style);
    case 'markdown':
      return linesOf(block.source, style);
    case 'heading':
      return [paragraph([run(block.text, { ...style, weight: 'Bolder' })], 'Large')];
    case 'link':
      return [button(block.text, block.href)];
    case 'field':
      return [paragraph([label(block.label, style), ...beforeAndAfter(block, style)])];
    case 'facts':
      return block.rows.map(([name, value]) => paragraph([label(name, style), run(value, style)]));
  }
}

function beforeAndAfter({ before, after }: { before?: string; after?: string }, style: Run) {
  const old = before === undefined ? [] : [run(before, { ...style, strikethrough: true })];
  const arrow = before === undefined ? [] : [run(' → ', style)];
  return [...old, ...arrow, run(after ?? '–', style)];
}

/** A RichTextBlock breaks no line by itself. */
function linesOf(text: string, style: Run): readonly Element[] {
  const lines = shorten(text, maxText).split('\n');
  return lines.flatMap((line) => (line.trim() === '' ? [] : [paragraph([run(line, style)])]));
}

function paragraph(inlines: readonly Run[], spacing = 'Small'): Element {
  return { type: 'RichTextBlock', spacing, inlines };
}

function run(text: string, style: Run = {}): Run {
  return { type: 'TextRun', text: shorten(text, maxText), ...style };
}

function label(text: string, style: Run): Run {
  return run(`${text}: `, { ...style, weight: 'Bolder' });
}

function button(text: string, href: string): Element {
  const title = shorten(text, maxTitle);
  return {
    type: 'ActionSet',
    spacing: 'Small',
    actions: [{ type: 'Action.OpenUrl', title, url: new URL(href).href }],
  };
}
