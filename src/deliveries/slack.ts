import { shorten } from '../core/shorten.ts';
import type { Block, Letter } from './model/letter.ts';

// https://docs.slack.dev/reference/block-kit/blocks: 50 blocks a message, 150 characters a heading, 3,000
// a section, 10 fields of 2,000 in one, 10 elements of a context. What staff wrote is `plain_text`, in
// which nothing means anything; `mrkdwn` is for labels and links, escaped as Slack asks (& < >).
const maxBlocks = 50;
const maxHeading = 150;
const maxText = 3_000;
const maxField = 2_000;
const rowsPerSection = 5;

type SlackText = Readonly<Record<string, unknown>>;
type SlackBlock = {
  readonly type: string;
  readonly text?: SlackText;
  readonly fields?: readonly SlackText[];
  readonly elements?: readonly SlackText[];
};

/** The body for an incoming webhook of Slack; its text is what a notification shows. */
export function slackBody({ subject, blocks, footer }: Letter): string {
  const said = blocks.flatMap(sectionsOf);
  const small = contextOf(footer);
  const closing = small.elements.length === 0 ? [] : [{ type: 'divider' }, small];
  const room = maxBlocks - 1 - closing.length;
  const fitting = said.length <= room ? said : [...said.slice(0, room - 1), section(plain('…'))];
  return JSON.stringify({
    text: escaped(shorten(subject, maxField)),
    unfurl_links: false,
    unfurl_media: false,
    blocks: [{ type: 'header', text: plain(subject, maxHeading) }, ...fitting, ...closing],
  });
}

function sectionsOf(block: Block): readonly SlackBlock[] {
  switch (block.kind) {
    case 'text':
      return [section(plain(block.text))];
    case 'markdown':
      return [section(plain(block.source))];
    case 'heading':
      return [section(bold(block.text))];
    case 'link':
      return [section(link(block.text, block.href))];
    case 'field':
      return [rowsSection([[block.label, fieldInWords(block)]])];
    case 'facts':
      return inGroups(block.rows, rowsPerSection).map(rowsSection);
  }
}

function contextOf(footer: readonly Block[]) {
  const elements = footer.flatMap(sectionsOf).flatMap(({ text, fields }) => text ?? fields ?? []);
  return { type: 'context', elements: elements.slice(0, 10) };
}

function section(text: SlackText): SlackBlock {
  return { type: 'section', text };
}

function rowsSection(rows: readonly (readonly [string, string])[]): SlackBlock {
  const fields = rows.flatMap(([label, value]) => [bold(label), plain(value, maxField)]);
  return { type: 'section', fields };
}

function plain(text: string, limit = maxText): SlackText {
  // Slack refuses an empty text.
  return { type: 'plain_text', text: shorten(text, limit).trim() || '–', emoji: false };
}

function bold(text: string): SlackText {
  const shown = escaped(shorten(text.replaceAll(/[\s*]+/g, ' ').trim(), maxField / 10));
  return { type: 'mrkdwn', text: `*${shown || '–'}*`, verbatim: true };
}

function link(text: string, href: string): SlackText {
  const url = escaped(new URL(href).href.replaceAll('|', '%7C'));
  const shown = escaped(shorten(text.replaceAll(/[\s|]+/g, ' ').trim(), 150));
  // An address is cut by nobody: one too long is left out.
  return url.length > maxField
    ? plain(text)
    : { type: 'mrkdwn', text: `<${url}|${shown || url}>`, verbatim: true };
}

/** https://docs.slack.dev/messaging/formatting-message-text: these three, and no others. */
function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function fieldInWords({ before, after }: { before?: string; after?: string }): string {
  const half = maxField / 2 - 10;
  if (before === undefined) return shorten(after ?? '–', maxField);
  return `${shorten(before, half)} → ${shorten(after ?? '–', half)}`;
}

function inGroups<Item>(items: readonly Item[], size: number): readonly (readonly Item[])[] {
  const count = Math.ceil(items.length / size);
  return Array.from({ length: count }, (_, index) =>
    items.slice(index * size, index * size + size),
  );
}
