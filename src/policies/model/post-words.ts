import type { Day } from '../../core/day.ts';
import { escapeMarkdown } from '../../core/markdown-text.ts';
import type { Language } from '../../core/language.ts';
import type { Announcement } from '../model.ts';

/** What an update says of a version, in the language of the organisation. */
export type Told = {
  readonly title: string;
  readonly number: number;
  /** Where it stands, and where what changes does; the second is absent of the first version. */
  readonly url: string;
  readonly differenceUrl?: string | undefined;
};

/** A new post of the topic policy: what changes, from when, and where to read it. */
export function announcementPost(
  told: Told,
  {
    effectiveOn,
    summary,
    isMaterial,
  }: Pick<Announcement, 'effectiveOn' | 'summary' | 'isMaterial'>,
  language: Language,
): { readonly title: string; readonly body: string } {
  const { title, number, url, differenceUrl } = told;
  const day = dayInWords(effectiveOn, language);
  const words = language === 'de' ? german : english;
  return {
    title: words.title(title, number, day).slice(0, 200),
    body: [
      summary,
      words.from(escapeMarkdown(title), number, day, isMaterial),
      [
        words.read(url),
        ...(differenceUrl === undefined ? [] : [words.compare(differenceUrl)]),
      ].join('\n\n'),
    ].join('\n\n'),
  };
}

/** A follow-up to it, or a post of its own where that was withdrawn. */
export function withdrawalPost(
  { title, number, url }: Told,
  reason: string,
  language: Language,
): { readonly title: string; readonly body: string } {
  const words = language === 'de' ? german : english;
  return {
    title: words.withdrawnTitle(title, number).slice(0, 200),
    body: [reason, words.withdrawn(escapeMarkdown(title), number), words.read(url)].join('\n\n'),
  };
}

const english = {
  title: (title: string, number: number, day: string) => `${title}: version ${number} from ${day}`,
  from: (title: string, number: number, day: string, isMaterial: boolean) =>
    `Version ${number} of “${title}” is in effect from ${day}. ${isMaterial ? 'It is a material change.' : 'It is no material change.'}`,
  read: (url: string) => `Read it: ${url}`,
  compare: (url: string) => `What changes, word by word: ${url}`,
  withdrawnTitle: (title: string, number: number) => `${title}: version ${number} is withdrawn`,
  withdrawn: (title: string, number: number) =>
    `Version ${number} of “${title}”, which we announced, does not take effect. What was in effect before still is.`,
};

const german: typeof english = {
  title: (title, number, day) => `${title}: Fassung ${number} ab dem ${day}`,
  from: (title, number, day, isMaterial) =>
    `Fassung ${number} von „${title}“ gilt ab dem ${day}. ${isMaterial ? 'Die Änderung ist wesentlich.' : 'Die Änderung ist nicht wesentlich.'}`,
  read: (url) => `Zum Text: ${url}`,
  compare: (url) => `Was sich ändert, Wort für Wort: ${url}`,
  withdrawnTitle: (title, number) => `${title}: Fassung ${number} ist zurückgezogen`,
  withdrawn: (title, number) =>
    `Die angekündigte Fassung ${number} von „${title}“ tritt nicht in Kraft. Es gilt weiter, was bisher galt.`,
};

function dayInWords(day: Day, language: Language): string {
  const form = new Intl.DateTimeFormat(language === 'de' ? 'de-DE' : 'en-GB', {
    dateStyle: 'long',
    timeZone: 'UTC',
  });
  return form.format(new Date(`${day}T00:00:00Z`));
}
