import type { Json } from '../core/canonical-json.ts';
import type { Published } from '../publication/representation.ts';
import { anchors, fates, grounds } from '../retention/model.ts';
import { head, schemaAt } from './json-schema.ts';
import {
  common,
  flag,
  instant,
  link,
  listOf,
  oneOf,
  record,
  slug,
  text,
  whole,
} from './json-schema-words.ts';

/** The shape of `/trust/retention.json`. Like that of the list it only ever grows. */
export const retentionSchema: Published = schemaAt('/schema/retention-1.json', (id) => ({
  ...head,
  $id: id,
  title: 'Trust centre, retention',
  description: 'How long each kind of record is kept, on what basis, and what becomes of it then.',
  ...record(['organisation', 'rules'], {
    $schema: link,
    language: text,
    organisation: { $ref: '#/$defs/publisher' },
    rules: listOf('retentionRule'),
    links: { type: 'object', additionalProperties: link },
  }),
  $defs: {
    ...parts,
    address: common['address'],
    country: common['country'],
    contact: common['contact'],
    publisher: common['publisher'],
  },
}));

const worded = { $ref: '#/$defs/worded' };

const parts: Readonly<Record<string, Json>> = {
  worded: { ...record(['en'], { en: text, de: text }), description: 'By language.' },
  retentionRule: record(
    ['id', 'record', 'from', 'ground', 'basis', 'fate', 'keptIn', 'asShipped', 'url'],
    {
      id: slug,
      record: worded,
      period: {
        type: 'string',
        pattern: '^P',
        description: 'ISO 8601; absent where `lasting` says it, and of what is kept for good.',
      },
      lasting: worded,
      from: { enum: anchors, description: 'From what the period counts.' },
      ground: oneOf(grounds),
      basis: { ...worded, description: 'With the article of the law.' },
      fate: { enum: fates, description: 'What becomes of it when the period is over.' },
      note: worded,
      order: whole,
      keptIn: {
        enum: ['annex', 'elsewhere'],
        description: 'Whether this trust centre keeps such records.',
      },
      asShipped: { ...flag, description: 'As Annex ships it.' },
      changedAt: { anyOf: [instant, { type: 'null' }] },
      url: link,
    },
  ),
};
