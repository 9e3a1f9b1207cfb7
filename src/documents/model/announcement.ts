import { type Catalogue, type Language, languages } from '../../core/language.ts';
import { translated } from '../../core/translating.ts';
import type { Draft } from '../../updates/model.ts';
import type { Document, Edition } from '../model.ts';

type Place = {
  /** Address of the trust centre. */
  readonly root: string;
  /** In which the organisation writes; pages in others stand below their tag. */
  readonly first: Language;
};

type Words = {
  readonly title: (title: string) => string;
  readonly isAvailable: (what: string, isFirst: boolean) => string;
  /** Where it is, and where it says how it is had. */
  readonly ways: readonly [read: string, ask: string];
};

const words: Catalogue<Words> = {
  en: {
    title: (title) => `New: ${title}`,
    isAvailable: (what, isFirst) => `${what} is available${isFirst ? '' : ' in a new version'}.`,
    ways: ['Read it', 'See how to get it'],
  },
  de: {
    title: (title) => `Neu: ${title}`,
    isAvailable: (what, isFirst) =>
      `Jetzt verfügbar${isFirst ? '' : ', in neuer Fassung'}: ${what}.`,
    ways: ['Zum Dokument', 'So erhalten Sie es'],
  },
};

/** The post that tells of a version that was issued, in every language: its words are ours. */
export function announcementOf(document: Document, edition: Edition, place: Place): Draft {
  const { first } = place;
  const others = languages
    .filter((language) => language !== first)
    .map((language) => [language, wordsIn(language, document, edition, place)] as const);
  return {
    topic: 'document',
    ...wordsIn(first, document, edition, place),
    translations: Object.fromEntries(others),
  };
}

function wordsIn(
  language: Language,
  document: Document,
  { label, number }: Edition,
  { root, first }: Place,
) {
  const { title, slug, visibility } = translated(document, language);
  const said = words[language];
  const [read, ask] = said.ways;
  const what = escaped(label === undefined ? title : `${title} (${label})`);
  const pages = language === first ? root : `${root}/${language}`;
  return {
    title: said.title(title).slice(0, 200).toWellFormed(),
    body: `${said.isAvailable(what, number === 1)}\n\n[${visibility === 'public' ? read : ask}](${pages}/documents/${slug})`,
  };
}

/** What is Markdown in a title is meant as it is typed. */
function escaped(text: string): string {
  return text.replaceAll(/[\\`*_{}[\]()#+\-.!|<>~&]/g, (char) => `\\${char}`);
}
