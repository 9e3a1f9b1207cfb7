import { serviceNames } from '../../changes/field-text.ts';
import type { Subscription } from '../../subscribers/model/subscription.ts';
import type { Block, Letter } from '../model/letter.ts';
import type { Sender } from '../model/told.ts';
import type { Words } from '../words/catalogue.ts';

/** Who speaks, in which words. */
export type Voice = { readonly words: Words; readonly sender: Sender };

export type Row = readonly [label: string, value: string];

/** Names of services; every service where none is named. */
export function audienceIn({ words, sender }: Voice, slugs: readonly string[]): string {
  if (slugs.length === 0) return words.everyService;
  return words.list(serviceNames(slugs, sender.services ?? []));
}

export function topicsIn({ words }: Voice, { topics }: Pick<Subscription, 'topics'>): string {
  return words.list(topics.map((topic) => words.topics[topic]));
}

export function instantIn({ words, sender }: Voice, at: Date): string {
  return words.instant(at, sender.timeZone);
}

/** Cut between words, and never within a character. */
export function shortened(text: string, most: number): string {
  const characters = [...text];
  if (characters.length <= most) return text;
  const start = characters.slice(0, most - 2).join('');
  const space = start.lastIndexOf(' ');
  return `${space > start.length / 2 ? start.slice(0, space) : start} …`;
}

/** A sentence that ends with the name of `Qluster Corp.` has its full stop already. */
function tidied(block: Block, { name }: Sender): Block {
  return block.kind === 'text' && name.endsWith('.')
    ? { ...block, text: block.text.replaceAll(`${name}.`, name) }
    : block;
}

/** A letter leads to pages in its own language; the site's first one has the plain addresses. */
function led(block: Block, { words: { language }, sender: { root, siteLanguage } }: Voice): Block {
  if (block.kind !== 'link' || language === siteLanguage) return block;
  const isPage = block.href === root || block.href.startsWith(`${root}/`);
  return isPage ? { ...block, href: `${root}/${language}${block.href.slice(root.length)}` } : block;
}

export function finishedBlocks(blocks: readonly Block[], voice: Voice): readonly Block[] {
  return blocks.map((block) => led(tidied(block, voice.sender), voice));
}

/** What phones and lists of mails show of a subject, and some more. */
const longestSubject = 120;

export function finished(
  voice: Voice,
  { subject, blocks }: Pick<Letter, 'subject' | 'blocks'>,
): Pick<Letter, 'subject' | 'blocks'> {
  return { subject: shortened(subject, longestSubject), blocks: finishedBlocks(blocks, voice) };
}

export function text(said: string): Block {
  return { kind: 'text', text: said };
}
