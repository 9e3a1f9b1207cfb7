import { Lexer, Parser } from 'marked';
import { Refusal } from '../../core/errors.ts';
import type { Reading } from '../model/reading.ts';
import { readHtml } from './html.ts';
import { maxPageCharacters, tooLongPage } from './limits.ts';

/** Emphasis and brackets are matched in time that grows with the square of a paragraph's length. */
const longestParagraph = 8_000;

/** GitHub's Markdown becomes HTML, which lists in Markdown are half written in anyway, and is read as that. */
export function readMarkdown(text: string): Reading {
  if (text.length > maxPageCharacters) throw tooLongPage('Markdown');
  return { ...readHtml(toHtml(withoutFrontMatter(text))), format: 'markdown' };
}

class BoundedLexer extends Lexer {
  override inlineTokens(...args: Parameters<Lexer['inlineTokens']>) {
    if (args[0].length > longestParagraph)
      throw new Refusal(
        'invalid',
        `A paragraph or cell has more than ${longestParagraph.toLocaleString('en')} characters; it begins “${args[0].slice(0, 60)}”.`,
      );
    return super.inlineTokens(...args);
  }
}

function toHtml(text: string): string {
  try {
    return Parser.parse(new BoundedLexer({ gfm: true }).lex(text));
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal('invalid', 'The Markdown is nested too deeply to be read.', { cause: error });
  }
}

function withoutFrontMatter(text: string): string {
  return text.replace(/^---\r?\n[\s\S]{0,20000}?\r?\n---\r?\n/, '');
}
