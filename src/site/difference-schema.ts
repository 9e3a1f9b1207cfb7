import { fieldOrder } from '../changes/model.ts';
import type { Json } from '../core/canonical-json.ts';
import { differenceKinds } from '../differences/model/entry-difference.ts';
import { schemaPath } from '../differences/present.ts';
import type { Published } from '../publication/representation.ts';
import { day, instant, link, oneOf, record, slug, text } from './json-schema-words.ts';
import { head, schemaAt } from './json-schema.ts';

/** The shape of a difference, `/diff.json`. Like that of the list it only ever grows. */
export const differenceSchema: Published = schemaAt(schemaPath, differenceShape);

const version = { type: 'integer', minimum: 0 };
const change = { type: 'integer', minimum: 1 };
const states = ['announced', 'current', 'ended'] as const;
const patch = { type: 'object', additionalProperties: true };

const parts: Readonly<Record<string, Json>> = {
  comparedList: record(['listVersion', 'url', 'json'], {
    asked: { ...text, description: 'What was asked for; absent where it was left out.' },
    listVersion: { ...version, description: '0: the empty list before the first publication.' },
    publishedAt: instant,
    imported: { const: true, description: 'Published then by the word of an imported history.' },
    recordsSince: { ...day, description: 'Of an empty list: when the first one was published.' },
    url: link,
    json: { ...link, description: 'The list document to which the patches belong.' },
  }),
  changedEntry: record(
    ['id', 'slug', 'url', 'name', 'kind', 'state', 'fields', 'changes', 'patch'],
    {
      id: text,
      slug,
      url: link,
      name: text,
      kind: {
        enum: differenceKinds,
        description:
          'in-effect: announced on the first list, processing on the second. announced: it says the same, and a change of it is announced.',
      },
      state: record(['before', 'after'], {
        before: { enum: [...states, null], description: 'Null where it was not on the list.' },
        after: oneOf(states),
      }),
      counterpart: { ...slug, description: 'The other end of a replacement in between.' },
      fields: { type: 'array', items: { $ref: '#/$defs/differingField' } },
      changes: {
        type: 'array',
        items: { $ref: '#/$defs/changeBehind' },
        description: 'Published or in effect in between, newest first.',
      },
      more: { const: true, description: 'Present where older changes are left out.' },
      patch: {
        ...patch,
        description: 'JSON Merge Patch (RFC 7396) of the entry; of a new one the whole entry.',
      },
    },
  ),
  differingField: record(['field', 'label', 'before', 'after', 'change'], {
    field: oneOf(fieldOrder),
    label: text,
    before: { description: 'Null where it was not stated.' },
    after: { description: 'Null where it is not stated.' },
    change: {
      anyOf: [change, { type: 'null' }],
      description:
        'The change that gave it its second value; null where it is among those left out.',
    },
  }),
  changeBehind: record(['id', 'url', 'title', 'reason', 'effectiveOn'], {
    id: change,
    url: link,
    title: text,
    reason: { type: 'string' },
    effectiveOn: day,
  }),
};

function differenceShape(id: string): Json {
  const required = ['$schema', 'schemaVersion', 'url', 'from', 'to', 'items', 'order', 'document'];
  return {
    ...head,
    $id: id,
    title: 'Difference between two sub-processor lists',
    description:
      'Applied to the first list document it gives the second: apply `document` to its members other than `subprocessors`, each `patch` to the entry of its slug (to nothing where there is none), and put the entries into the order of `order`.',
    ...record(required, {
      $schema: link,
      schemaVersion: { const: '1' },
      url: { ...link, description: 'The permanent address of this difference.' },
      from: { $ref: '#/$defs/comparedList' },
      to: { $ref: '#/$defs/comparedList' },
      items: { type: 'array', items: { $ref: '#/$defs/changedEntry' } },
      order: { type: 'array', items: slug, description: 'The slugs of the second list.' },
      document: {
        ...patch,
        description: 'JSON Merge Patch (RFC 7396) of every member but `subprocessors`.',
      },
    }),
    $defs: parts,
  };
}
