import type { ReplyTemplateId } from '../core/ids.ts';
import type { Language } from '../core/language.ts';

/** A text that staff begin an answer with. It is for many cases, so it names nobody. */
export type ReplyTemplate = {
  readonly id: ReplyTemplateId;
  /** By which staff find it. */
  readonly name: string;
  readonly language: Language;
  readonly text: string;
  readonly changedAt: Date;
  readonly version: number;
};

/** What stands in braces and becomes what the case says. */
export const placeholders = ['name', 'reference'] as const;
type Placeholder = (typeof placeholders)[number];

const inBraces = /\{([^{}]*)\}/g;

/** Words in braces that become nothing; a typing error would be mailed as it is. */
export function unknownIn(text: string): readonly string[] {
  return [...text.matchAll(inBraces)].flatMap(([, word = '']) => (isKnown(word) ? [] : [word]));
}

/** The text for one case. What the case says is put in once: braces of its own become nothing. */
export function fill(text: string, values: Readonly<Record<Placeholder, string>>): string {
  return text.replaceAll(inBraces, (whole, word: string) => (isKnown(word) ? values[word] : whole));
}

function isKnown(word: string): word is Placeholder {
  return placeholders.some((each) => each === word);
}
