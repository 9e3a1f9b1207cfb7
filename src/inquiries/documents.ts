import { isRequestable } from '../access/model/requesting.ts';
import type { Published } from '../publication/representation.ts';
import type { Place, Snapshot } from '../publication/model.ts';
import { languages } from '../core/language.ts';
import { keptInWords } from './kept.ts';
import { topics } from './model.ts';
import { attachableTypes, mostBytesEach, mostBytesTogether, mostFiles } from './model/attaching.ts';

import { topicWords } from './words.ts';

/** `/trust/contact.json`: what the contact form takes, for programs that will. */
export const contactJson: Published = {
  kind: 'published',
  path: '/contact.json',
  mediaType: 'application/json; charset=utf-8',
  links: [
    { rel: 'describedby', href: '/schema/contact-1.json', type: 'application/schema+json' },
    { rel: 'alternate', href: '/contact', type: 'text/html' },
  ],
  render: ({ snapshot, place }) => ({ body: JSON.stringify(presentForm(snapshot, place)) }),
};

function presentForm(snapshot: Snapshot, place: Place) {
  const root = `${place.origin}${place.base}`;
  return {
    topics: topics.map((topic) => ({ topic, title: topicWords[topic] })),
    documents: snapshot.documents.filter(isRequestable).map(({ slug, title }) => ({ slug, title })),
    changes: snapshot.pending.map(({ id }) => ({
      change: id,
      page: `${root}/changes/${id}`,
    })),
    attachments: {
      available: place.keepsFiles === true,
      most: mostFiles,
      mostBytesEach,
      mostBytesTogether,
      mediaTypes: attachableTypes,
    },
    languages,
    sendsMail: place.sendsMail === true,
    kept: keptInWords(snapshot.organisation).map(({ title, text }) => `${title}: ${text}`),
    page: `${root}/contact`,
    post: `${root}/contact`,
  };
}
