import type { Block } from '../../deliveries/model/letter.ts';
import type { WrittenLetter } from '../../deliveries/model/written-letter.ts';
import type { Language } from '../../core/language.ts';
import type { Inquiry } from '../model.ts';
import { type InquiryWords, inGerman, inEnglish } from './letter-words.ts';

const words: Readonly<Record<Language, InquiryWords>> = { en: inEnglish, de: inGerman };

type Telling = {
  readonly language: Language;
  /** Of the inquiry's page, below the address of the trust centre. */
  readonly path: string;
  readonly answer: string | undefined;
};

/**
 * To whoever wrote. Nobody has shown that the mailbox is theirs, so a letter repeats nothing of what was
 * typed: the form sends nobody's words to others.
 */
export function letterOf(
  { reference, topic, source, confirmedAt }: Inquiry,
  what: 'received' | 'message' | 'closed',
  { language, path, answer }: Telling,
): WrittenLetter {
  const said = words[language];
  const next = said.next[topic] ?? said.usualNext;
  const texts = {
    received: [
      source === 'form' ? said.received(said.topics[topic]) : said.recorded(said.topics[topic]),
      said.quote(reference),
      next,
      ...(confirmedAt === undefined ? [said.notYours] : []),
    ],
    message: [said.message, ...(answer === undefined ? [] : [answer])],
    closed: [said.closed],
  }[what];
  return {
    subject: said.subject[what](reference),
    blocks: [
      ...texts.map((text): Block => ({ kind: 'text', text })),
      { kind: 'link', text: said.page, href: path },
    ],
  };
}
