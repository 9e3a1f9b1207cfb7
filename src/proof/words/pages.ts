import type { Catalogue } from '../../core/language.ts';

/** Around a packet on its page; the packet itself is evidence and stays in the language of the signed file. */
const en = {
  title: 'Proof of notice',
  signed: 'The signed file (JSON)',
  terms: 'Your terms and deadlines',
  /** Above what is in English, on a page that is not. */
  inEnglish: '',
};

const de: typeof en = {
  title: 'Nachweis der Mitteilung',
  signed: 'Die signierte Datei (JSON)',
  terms: 'Ihre Bedingungen und Fristen',
  inEnglish:
    'Der Nachweis steht hier so, wie ihn die signierte Datei und das PDF enthalten: auf Englisch.',
};

export const packetWords: Catalogue<typeof en> = { en, de };
