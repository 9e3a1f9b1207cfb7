import type { Json } from '../core/canonical-json.ts';
import { documentKinds, listedVisibilities } from '../documents/model.ts';
import type { Published } from '../publication/representation.ts';
import { head, schemaAt } from './json-schema.ts';
import {
  common,
  day,
  flag,
  instant,
  link,
  listOf,
  oneOf,
  record,
  slug,
  text,
  translationsOf,
  whole,
} from './json-schema-words.ts';

const earlierParts: Readonly<Record<string, Json>> = {
  number: { type: 'integer', minimum: 1 },
  label: text,
  asOf: { ...day, description: 'The day of which it tells, instead of a period.' },
  periodFrom: day,
  periodUntil: day,
  issuedOn: { ...day, description: 'By its maker.' },
  publishedAt: { ...instant, description: 'When it was put in force here.' },
};

const documentParts: Readonly<Record<string, Json>> = {
  slug,
  title: text,
  kind: oneOf(documentKinds),
  description: { ...text, description: 'Markdown; HTML in it is text.' },
  translations: translationsOf({ title: text, description: text }),
  access: {
    enum: listedVisibilities,
    description: 'Who may have it: everybody, whoever is approved, or also accepts the NDA.',
  },
  isMarked: { ...flag, description: 'Each copy carries the name of whoever got it.' },
  bridgeOf: { ...slug, description: 'Of a bridge letter: the report whose period it continues.' },
  bridgeLetters: { type: 'array', items: slug },
  version: { $ref: '#/$defs/documentVersion' },
  url: link,
  json: link,
  file: { ...link, description: 'Of a public document.' },
  request: { ...link, description: 'Where to ask for it.' },
  changedAt: instant,
};

const required = ['slug', 'title', 'kind', 'access', 'isMarked', 'bridgeLetters', 'url', 'json'];

/** The shape of `/trust/documents.json`. Like that of the list it only ever grows. */
export const documentsSchema: Published = schemaAt('/schema/documents-1.json', (id) => ({
  ...head,
  $id: id,
  title: 'Trust centre, documents',
  description:
    'Which documents there are, and who may have them. A member that is absent is not stated.',
  ...record(['organisation', 'documents'], {
    $schema: link,
    language: text,
    organisation: { $ref: '#/$defs/publisher' },
    documents: listOf('document'),
    links: { type: 'object', additionalProperties: link },
  }),
  $defs: {
    document: record(required, documentParts),
    documentAlone: {
      ...record([...required, 'earlierVersions'], {
        ...documentParts,
        earlierVersions: listOf('earlierDocumentVersion'),
      }),
      description: 'At the `json` of a document.',
    },
    documentVersion: {
      ...record(['number', 'mediaType', 'size'], {
        ...earlierParts,
        validUntil: { ...day, description: 'The last day.' },
        mediaType: text,
        size: { ...whole, description: 'Bytes.' },
        pages: { ...whole, description: 'Of a PDF.' },
        sha256: {
          type: 'string',
          pattern: '^[0-9a-f]{64}$',
          description: 'Of the file, where it is public.',
        },
      }),
      description: 'The version in force. Absent: none is available yet.',
    },
    earlierDocumentVersion: {
      ...record(['number'], earlierParts),
      description: 'It was in force before; newest first.',
    },
    address: common['address'],
    country: common['country'],
    contact: common['contact'],
    publisher: common['publisher'],
  },
}));
