import { changeClasses, changeStates } from '../changes/model.ts';
import { attestationForms, attestationStatuses } from '../controls/model.ts';
import type { Json } from '../core/canonical-json.ts';
import type { Place } from '../publication/model.ts';
import { policiesInBrief } from './policy-schema-parts.ts';
import type { Published } from '../publication/representation.ts';
import { annexThreeItems } from '../subprocessors/model/completeness.ts';
import { severities, statuses, topics } from '../updates/model.ts';
import { facts, partsOfAnEntry } from './entry-schema-parts.ts';
import {
  text,
  whole,
  texts,
  day,
  instant,
  link,
  slug,
  oneOf,
  listOf,
  record,
  changeLink,
  common,
  documentsInBrief,
  noticeParts,
  translationsOf,
} from './json-schema-words.ts';

/**
 * The shape of Annex's list document, JSON Schema 2020-12. Its address is permanent, so it only
 * ever grows: no object forbids further members, and none that is required now may go away.
 */
export const listSchema: Published = schemaAt('/schema/subprocessor-list-1.json', listShape);

/** The shape of the overview, `/trust.json`. */
export const overviewSchema: Published = schemaAt('/schema/trust-1.json', overviewShape);

export function schemaAt(path: string, shape: (id: string) => Json | Promise<Json>): Published {
  return {
    kind: 'published',
    path,
    mediaType: 'application/schema+json; charset=utf-8',
    render: async ({ place }) => ({
      body: JSON.stringify(await shape(idOf(path, place)), null, 2),
    }),
  };
}

function idOf(path: string, place: Place): string {
  return `${place.origin}${place.base}${path}`;
}

const entryRequired = ['id', 'slug', 'url', 'state', 'name', 'kind', 'description', 'completeness'];

const subprocessor = record([...entryRequired, 'listedAt', 'changedAt', 'lastChange'], {
  id: text,
  slug,
  url: link,
  state: {
    enum: ['announced', 'current', 'ended', 'withdrawn'],
    description: 'While announced, the facts are those it will have.',
  },
  ...facts,
  contactPerson: { $ref: '#/$defs/person' },
  completeness: record(['percent', 'missing'], {
    percent: { type: 'integer', minimum: 0, maximum: 100 },
    missing: {
      type: 'array',
      items: oneOf(annexThreeItems),
      description: 'What a row of Annex III asks for and this one does not state.',
    },
  }),
  listedAt: instant,
  changedAt: instant,
  lastChange: { $ref: '#/$defs/changeLink' },
  pendingChange: record(['id', 'url', 'effectiveOn'], {
    ...changeLink,
    effectiveOn: day,
    window: { $ref: '#/$defs/objectionWindow' },
  }),
  replaces: slug,
  replacedBy: slug,
  view: { $ref: '#/$defs/view' },
});

export const head = { $schema: 'https://json-schema.org/draft/2020-12/schema' };

function listShape(id: string): Json {
  const required = ['schemaVersion', 'language', 'publisher', 'listVersion'];
  return {
    ...head,
    $id: id,
    title: 'Sub-processor list',
    description: 'The sub-processors of one company. A member that is absent is not stated.',
    ...record([...required, 'services', 'subprocessors', 'pending', 'links'], {
      $schema: link,
      schemaVersion: { const: '1' },
      view: { $ref: '#/$defs/view' },
      language: text,
      publisher: { $ref: '#/$defs/publisher' },
      listVersion: { type: 'integer', minimum: 0 },
      publishedAt: { ...instant, description: 'Absent before the first publication.' },
      noticePolicy: { $ref: '#/$defs/noticePolicy' },
      services: listOf('service'),
      filter: {
        ...Object(record([], { service: text, country: text, category: text, q: text })),
        description: 'Present when the document holds a part of the list only.',
      },
      subprocessors: listOf('subprocessor'),
      pending: listOf('pendingChange'),
      links: { type: 'object', additionalProperties: link },
    }),
    $defs: { ...common, ...partsOfAnEntry, subprocessor },
  };
}

function overviewShape(id: string): Json {
  const counts = { announced: whole, current: whole, ended: whole };
  const required = ['organisation', 'services', 'commitments', 'register'];
  return {
    ...head,
    $id: id,
    title: 'Trust centre, overview',
    ...record([...required, 'pending', 'recentChanges', 'feeds', 'links'], {
      $schema: link,
      view: { $ref: '#/$defs/view' },
      language: text,
      organisation: { $ref: '#/$defs/publisher' },
      services: listOf('service'),
      commitments: texts,
      intro: { ...text, description: 'Markdown; HTML in it is text. Absent from a past.' },
      translations: translationsOf({ commitments: texts, intro: text }),
      noticePolicy: { $ref: '#/$defs/noticePolicy' },
      register: record(['url', 'listVersion', 'counts'], {
        url: link,
        json: link,
        csv: link,
        versions: link,
        listVersion: { type: 'integer', minimum: 0 },
        publishedAt: instant,
        counts: record(['announced', 'current', 'ended'], counts),
      }),
      pending: listOf('pendingChange'),
      recentChanges: { type: 'array', items: recentChange },
      updates: record(['url', 'json', 'openIncidents', 'recent'], {
        url: link,
        json: link,
        openIncidents: { type: 'array', items: update },
        recent: { type: 'array', items: update },
      }),
      controls: {
        ...record(['url', 'json', 'counts', 'attestations'], {
          url: link,
          json: link,
          csv: link,
          counts: record([], { inPlace: whole, inPart: whole, planned: whole }),
          attestations: { type: 'array', items: attestationInBrief },
        }),
        description: 'Absent from a past: controls have no part in it.',
      },
      documents: documentsInBrief,
      policies: policiesInBrief,
      feeds: { type: 'object', additionalProperties: link },
      follow: { type: 'array', items: record(['by', 'url'], { by: text, url: link, about: text }) },
      subscribe: {
        ...Object(record(['url'], { url: link, json: link, channels: texts })),
        description: 'Where to subscribe, and by which channels; POST JSON or a form to it.',
      },
      links: { type: 'object', additionalProperties: link },
    }),
    $defs: common,
  };
}

const update = record(
  ['number', 'url', 'json', 'topic', 'title', 'services', 'publishedAt', 'changedAt', 'posts'],
  {
    number: whole,
    url: link,
    json: link,
    topic: oneOf(topics),
    title: text,
    translations: translationsOf({ title: text }),
    services: { ...texts, description: 'Slugs; none means every service.' },
    severity: oneOf(severities),
    status: oneOf(statuses),
    publishedAt: instant,
    changedAt: { ...instant, description: 'When something was last added or withdrawn.' },
    posts: whole,
    withdrawn: { const: true },
  },
);

const attestationInBrief = record(['id', 'name', 'form', 'status'], {
  id: text,
  name: text,
  form: oneOf(attestationForms),
  status: oneOf(attestationStatuses),
  validUntil: day,
  expectedOn: day,
});

const recentChange = record(['id', 'url', 'title', 'class', 'effectiveOn', 'publishedAt'], {
  ...changeLink,
  title: text,
  class: oneOf(changeClasses),
  state: oneOf(changeStates),
  effectiveOn: day,
  ...noticeParts,
  publishedAt: { ...instant, description: 'When it was recorded here.' },
  imported: { const: true, description: 'Present where it comes from an imported history.' },
  claimedAt: { ...instant, description: 'When that history says it was published.' },
});
