import type { Json } from '../core/canonical-json.ts';
import { sectionNames } from '../policies/model/configuration.ts';
import type { Published } from '../publication/representation.ts';
import { head, schemaAt } from './json-schema.ts';
import {
  headMembers,
  headRequired,
  namedMembers,
  policyRequired,
  policyVersionHead,
} from './policy-schema-parts.ts';
import { common, flag, link, listOf, oneOf, record, slug, text } from './json-schema-words.ts';

// The shapes of the documents of policies. Like that of the list they only ever grow.

const language = oneOf(['en', 'de']);
const versionHead = { $ref: '#/$defs/policyVersionHead' };
const side = oneOf(['both', 'before', 'after']);

/** Members that hold a version refer to its one definition. */
const policyMembers = { ...namedMembers, current: versionHead, announced: versionHead };

const textMembers = {
  language,
  title: text,
  description: text,
  sha256: {
    type: 'string',
    pattern: '^[0-9a-f]{64}$',
    description: 'Of `markdown` in UTF-8; the transparency log holds it.',
  },
  generated: {
    type: 'array',
    items: oneOf(sectionNames),
    description: 'Sections written from the running configuration.',
  },
  markdown: { ...text, description: 'With front matter; HTML in it is text.' },
  html: { type: 'string' },
};

const versionParts: Readonly<Record<string, Json>> = {
  policyVersionHead,
};

const textParts: Readonly<Record<string, Json>> = {
  policyText: record(['language', 'sha256', 'generated', 'markdown', 'html'], textMembers),
};

export const policiesSchema: Published = schemaAt('/schema/policies-1.json', (id) => ({
  ...head,
  $id: id,
  title: 'Trust centre, policies',
  description: 'The policies, with the version of each in effect and the one announced.',
  ...record(['organisation', 'policies'], {
    $schema: link,
    language: text,
    organisation: { $ref: '#/$defs/publisher' },
    policies: listOf('policy'),
    feeds: { type: 'object', additionalProperties: link },
    links: { type: 'object', additionalProperties: link },
  }),
  $defs: {
    ...versionParts,
    policy: record(policyRequired, policyMembers),
    address: common['address'],
    country: common['country'],
    contact: common['contact'],
    publisher: common['publisher'],
  },
}));

const versionShape = record(['policy', ...headRequired, 'texts'], {
  $schema: link,
  policy: slug,
  ...headMembers,
  texts: listOf('policyText'),
});

export const policySchema: Published = schemaAt('/schema/policy-1.json', (id) => ({
  ...head,
  $id: id,
  title: 'Trust centre, a policy',
  description: 'A policy with the text that is shown at its address, and every version.',
  ...record([...policyRequired, 'version', 'versions'], {
    $schema: link,
    ...policyMembers,
    version: {
      ...versionShape,
      description: 'In effect, or announced where none is.',
    },
    versions: listOf('policyVersionHead'),
  }),
  $defs: { ...versionParts, ...textParts },
}));

export const policyVersionSchema: Published = schemaAt('/schema/policy-version-1.json', (id) => ({
  ...head,
  $id: id,
  title: 'Trust centre, a version of a policy',
  description: 'From its announcement on its texts never change.',
  ...versionShape,
  $defs: { ...versionParts, ...textParts },
}));

export const policyDifferenceSchema: Published = schemaAt(
  '/schema/policy-difference-1.json',
  (id) => ({
    ...head,
    $id: id,
    title: 'Trust centre, what changed between two versions of a policy',
    description: 'Section by section, block by block, and there word by word.',
    ...record(['policy', 'title', 'url', 'from', 'to', 'languages', 'sections'], {
      $schema: link,
      policy: slug,
      title: text,
      url: link,
      from: versionHead,
      to: versionHead,
      languages: record(['from', 'to'], { from: language, to: language }),
      sections: listOf('changedSection'),
    }),
    $defs: {
      ...versionParts,
      changedSection: record(['changed', 'blocks'], {
        heading: text,
        changed: flag,
        blocks: listOf('changedBlock'),
      }),
      changedBlock: record(['kind', 'in', 'runs'], {
        kind: oneOf(['heading', 'paragraph', 'item', 'row', 'code']),
        in: { enum: ['both', 'before', 'after'], description: 'In which of the versions it is.' },
        runs: {
          type: 'array',
          items: record(['in', 'text'], { in: side, text: { type: 'string' } }),
        },
      }),
    },
  }),
);
