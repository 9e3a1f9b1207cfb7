import type { Aspect } from '../changes/model.ts';

/** What an amendment can touch, in the words of those who read it. */
export const aspectWords: Readonly<Record<Aspect, string>> = {
  entity: 'who processes',
  location: 'where',
  purpose: 'what for',
  data: 'which data',
  transfer: 'transfers to third countries',
};

/** Whom the profile names, with what asks for each. */
export const deskWords = [
  {
    desk: 'dpo',
    title: 'Data protection officer',
    law: 'Articles 13(1)(b) and 37(7) GDPR, and Annex I.A of the EU clauses',
    hint: 'Without one: whom to ask about data protection. Objections by mail are sent there.',
  },
  {
    desk: 'euRepresentative',
    title: 'Representative in the European Union',
    law: 'Article 27 GDPR, of who is established outside the EEA',
    hint: undefined,
  },
  {
    desk: 'ukRepresentative',
    title: 'Representative in the United Kingdom',
    law: 'Article 27 UK GDPR, of who is established outside the United Kingdom',
    hint: undefined,
  },
  {
    desk: 'securityContact',
    title: 'Security',
    law: 'RFC 9116: it is what security.txt says',
    hint: 'Where researchers report a vulnerability.',
  },
] as const;

/** `German (de)`. */
export function languageName(tag: string): string {
  const name = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' }).of(tag);
  return name === undefined ? tag : `${name} (${tag})`;
}
