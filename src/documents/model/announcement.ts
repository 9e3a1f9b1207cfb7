import type { Draft } from '../../updates/model.ts';
import type { Document, Edition } from '../model.ts';

/** The post that tells of a version that was issued. `root`: address of the trust centre. */
export function announcementOf(document: Document, edition: Edition, root: string): Draft {
  const { title, slug, visibility } = document;
  const said = edition.label === undefined ? title : `${title} (${edition.label})`;
  const how = visibility === 'public' ? 'Read it' : 'See how to get it';
  const what = edition.number === 1 ? 'is available' : 'is available in a new version';
  return {
    topic: 'document',
    title: `New: ${title}`.slice(0, 200).toWellFormed(),
    body: `${escaped(said)} ${what}.\n\n[${how}](${root}/documents/${slug})`,
  };
}

/** What is Markdown in a title is meant as it is typed. */
function escaped(text: string): string {
  return text.replaceAll(/[\\`*_{}[\]()#+\-.!|<>~&]/g, (char) => `\\${char}`);
}
