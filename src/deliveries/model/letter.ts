import type { Language } from '../../core/language.ts';

/** A piece of a letter; the same pieces become plain text, HTML, Slack blocks and a Teams card. */
export type Block =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'heading'; readonly text: string }
  /** Label and value, e.g. "In effect from" and a day. */
  | { readonly kind: 'facts'; readonly rows: readonly (readonly [label: string, value: string])[] }
  /** One field of an entry, before and after; absent where it was not stated. */
  | {
      readonly kind: 'field';
      readonly label: string;
      readonly before?: string;
      readonly after?: string;
    }
  | { readonly kind: 'link'; readonly text: string; readonly href: string }
  /** Markdown of a post. */
  | { readonly kind: 'markdown'; readonly source: string };

/** What is said, in one language; how it looks is the channel's. */
export type Letter = {
  readonly language: Language;
  /** One line, of at most some 100 characters. */
  readonly subject: string;
  readonly blocks: readonly Block[];
  /** Why you get this, and how to end or change it. */
  readonly footer: readonly Block[];
};
