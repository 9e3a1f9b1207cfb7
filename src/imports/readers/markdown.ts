import { Lexer, Parser } from 'marked';
import { Refusal } from '../../core/errors.ts';
import type { Reading } from '../model/reading.ts';
import { readPage } from './html.ts';
import { maxMarkdownCharacters, tooLongPage } from './limits.ts';

// Emphasis and brackets are matched in time that grows with the square of a paragraph's length. A longer
// one than any field of an entry keeps its marks, and so does the rest once a page has had its share.
const longestParagraph = 8_200;
const share = 4e9;

/** GitHub's Markdown becomes HTML, which lists in Markdown are half written in anyway, and is read as that. */
export function readMarkdown(text: string): Reading {
  if (text.length > maxMarkdownCharacters) throw tooLongPage('Markdown', maxMarkdownCharacters);
  return { ...readPage(toHtml(withoutFrontMatter(text))), format: 'markdown' };
}

class BoundedLexer extends Lexer {
  #spent = 0;

  override inlineTokens(...args: Parameters<Lexer['inlineTokens']>) {
    const [text, tokens = []] = args;
    this.#spent += text.length ** 2;
    if (text.length <= longestParagraph && this.#spent <= share) return super.inlineTokens(...args);
    tokens.push({ type: 'text', raw: text, text, escaped: false });
    return tokens;
  }
}

function toHtml(text: string): string {
  try {
    return Parser.parse(new BoundedLexer({ gfm: true }).lex(text));
  } catch (error) {
    throw new Refusal('invalid', 'The Markdown is nested too deeply to be read.', { cause: error });
  }
}

function withoutFrontMatter(text: string): string {
  return text.replace(/^---\r?\n[\s\S]{0,20000}?\r?\n---\r?\n/, '');
}
