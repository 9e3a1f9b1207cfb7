import { Refusal } from '../core/errors.ts';
import type { Db } from '../db/client.ts';
import type { LinkTo, Published, Queried, RenderInput } from '../publication/representation.ts';
import type { Snapshot } from '../publication/model.ts';
import type { Edition, Listed } from './model.ts';
import { presentDocumentAlone, presentDocuments } from './present.ts';
import { listEarlier } from './service/reading.ts';

const documentsSchemaPath = '/schema/documents-1.json';

/** For page heads and `Link` headers. */
export const documentLinks: readonly LinkTo[] = [
  {
    rel: 'alternate',
    href: '/documents.json',
    type: 'application/json',
    title: 'The documents as JSON',
  },
];

/** The documents for machines. */
export const documentsJson: Published = {
  kind: 'published',
  path: '/documents.json',
  mediaType: 'application/json; charset=utf-8',
  links: [
    { rel: 'describedby', href: documentsSchemaPath, type: 'application/schema+json' },
    { rel: 'alternate', href: '/documents', type: 'text/html' },
  ],
  render: ({ snapshot, place }) => ({
    body: JSON.stringify(presentDocuments(snapshot, place, documentsSchemaPath)),
  }),
};

/** One document for machines, with the labels of its earlier versions. */
export const documentJson: Queried = {
  kind: 'queried',
  path: '/documents/:slug{[a-z0-9-]+\\.json}',
  mediaType: 'application/json; charset=utf-8',
  params: slugParam(),
  links: [
    {
      rel: 'describedby',
      href: `${documentsSchemaPath}#/$defs/documentAlone`,
      type: 'application/schema+json',
    },
    { rel: 'alternate', href: '/documents/{slug}', type: 'text/html' },
  ],
  render: async (input) => {
    const found = await findRequested(input);
    if (found === undefined) throw new Refusal('not_found', 'There is no document of this name.');
    const { document, earlier } = found;
    const { snapshot, place } = input;
    return { body: JSON.stringify(presentDocumentAlone(document, earlier, snapshot, place)) };
  },
};

/** Remembered of documents that are listed. */
export function slugParam(): { readonly slug: (value: string, snapshot: Snapshot) => boolean } {
  return {
    slug: (value, { documents }) => documents.some(({ slug }) => slug === slugIn(value)),
  };
}

type Input = RenderInput & { readonly db: Db };
type Requested = { readonly document: Listed; readonly earlier: readonly Edition[] };

/** Undefined of an unknown and of a hidden one: neither is in the snapshot, and the database is asked for neither. */
export async function findRequested({
  params,
  snapshot,
  db,
}: Input): Promise<Requested | undefined> {
  const name = slugIn(params['slug'] ?? '');
  const document = snapshot.documents.find(({ slug }) => slug === name);
  return document && { document, earlier: await listEarlier(db, document.id) };
}

function slugIn(value: string): string {
  return value.replace(/\.json$/, '');
}
