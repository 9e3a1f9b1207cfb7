import type { Json } from '../core/canonical-json.ts';
import type { Published } from '../publication/representation.ts';
import { head, schemaAt } from './json-schema.ts';
import {
  common,
  flag,
  instant,
  link,
  listOf,
  record,
  slug,
  text,
  texts,
  whole,
} from './json-schema-words.ts';

/** The shape of `data.json` in a copy of somebody's data. Like that of the list it only ever grows. */
export const personalDataCopySchema: Published = schemaAt(
  '/schema/personal-data-copy-1.json',
  (id) => ({
    ...head,
    $id: id,
    title: 'Trust centre, copy of personal data',
    description:
      'All that is held about a person, with what Article 15(1) GDPR and Civ. Code § 1798.110 want to be told of it.',
    ...record(
      [
        '$schema',
        'reference',
        'law',
        'madeAt',
        'organisation',
        'addresses',
        'kinds',
        'automatedDecisions',
        'links',
        'records',
        'counts',
      ],
      {
        $schema: link,
        reference: { ...text, description: 'Of the privacy request.' },
        law: text,
        madeAt: instant,
        organisation: { $ref: '#/$defs/publisher' },
        addresses: { ...texts, description: 'By which the data was looked for.' },
        kinds: listOf('kind'),
        automatedDecisions: {
          ...flag,
          description: 'Whether a machine alone decides anything about the person.',
        },
        links: { type: 'object', additionalProperties: link },
        records: listOf('record'),
        counts: {
          type: 'object',
          additionalProperties: whole,
          description: 'Records by kind: fewer than are listed means that the file is cut off.',
        },
      },
    ),
    $defs: {
      ...parts,
      address: common['address'],
      country: common['country'],
      contact: common['contact'],
      publisher: common['publisher'],
    },
  }),
);

const worded = { $ref: '#/$defs/worded' };

const parts: Readonly<Record<string, Json>> = {
  worded: { ...record(['en'], { en: text, de: text }), description: 'By language.' },
  kind: {
    ...record(['record', 'rule', 'keptFor', 'ground', 'basis', 'collected'], {
      record: worded,
      rule: { ...slug, description: 'Of retention.json; records name it.' },
      keptFor: worded,
      ground: worded,
      basis: worded,
      collected: listOf('collected'),
    }),
    description: 'What is to be known of all records of a rule.',
  },
  collected: record(['purpose', 'sources', 'categories'], {
    purpose: worded,
    sources: { type: 'array', items: worded },
    categories: {
      type: 'array',
      items: record(['category', 'what'], {
        category: worded,
        what: { type: 'array', items: worded },
      }),
    },
  }),
  record: record(['kind', 'rule', 'id', 'title', 'data', 'files'], {
    kind: slug,
    rule: slug,
    id: text,
    title: worded,
    data: { description: 'As its kind has it.' },
    files: {
      type: 'array',
      items: record(['name', 'mediaType', 'path'], {
        name: text,
        mediaType: text,
        path: {
          ...text,
          description:
            'In the archive. Those that are not in it are named in `left-out.json` there.',
        },
      }),
    },
  }),
};
