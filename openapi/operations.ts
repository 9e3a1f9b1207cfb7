import { kinds as searchKinds } from '../src/search/model.ts';
import { languages } from '../src/core/language.ts';
import { markdownOf } from '../src/publication/markdown.ts';
import type { Representation } from '../src/publication/representation.ts';
import { topics as inquiryTopics } from '../src/inquiries/model.ts';
import { representations, rootRepresentations } from '../src/representations.ts';
import { residences } from '../src/rights/model.ts';
import { topics } from '../src/updates/model.ts';
import type { PublicPath } from './public-paths.ts';
import { publicPaths } from './public-paths.ts';
import type { Components, Json } from './schemas.ts';
import { object } from './schemas.ts';

/** `/trust` where nothing else is configured; the overview stands at the base path itself. */
export const base = '/trust';

const atRoot = [{ url: '/', description: 'The address is the base path itself' }];
const everywhere = [{ url: base }, { url: '/', description: 'The same at the root of the host' }];

/** Every public address with its GET; fails for one that nobody has described. */
export function publicOperations(components: Components): Json {
  const undescribed = [...representations, ...rootRepresentations].filter(
    (row) => !publicPaths.some((each) => each.row === row),
  );
  if (undescribed.length > 0)
    throw new Error(
      `Describe in openapi/public-paths.ts: ${undescribed.map(({ path }) => path).join(', ')}`,
    );
  const paths = publicPaths.flatMap((each): [string, Json][] => {
    if (representations.includes(each.row)) {
      const path = addressOf(each.row);
      const isBase = path === '' || path.startsWith('.');
      const get = describe(each, components);
      return [isBase ? [`${base}${path}`, { servers: atRoot, get }] : [path, { get }]];
    }
    if (!rootRepresentations.some((row) => row === each.row)) return [];
    return [[addressOf(each.row), { servers: everywhere, get: describe(each, components) }]];
  });
  return Object.fromEntries([...paths, ...plainOperations()]);
}

/** `/subprocessors/:slug{[a-z0-9-]+\\.json}` becomes `/subprocessors/{slug}.json`. */
export function templateOf(pattern: string): string {
  return pattern.replaceAll(
    /:(\w+)(\{(?:[^{}]|\{[^}]*\})*\})?/g,
    (_, name: string, form = '') => `{${name}}${endingOf(String(form))}`,
  );
}

/** `{[0-9]+\\.cdx\\.json}` ends in `.cdx.json`. */
function endingOf(form: string): string {
  const [, ending = ''] = /((?:\\\.\w+)+)\}$/.exec(form) ?? [];
  return ending.replaceAll('\\', '');
}

function addressOf({ path }: Representation): string {
  // Their names hold a digest, which must not make a new document of every change of style.
  if (path.includes('style-')) return '/style-{digest}.css';
  return path.includes('narrow-') ? '/narrow-{digest}.js' : templateOf(path);
}

function describe(each: PublicPath, components: Components): Json {
  const { operationId, row, tag, summary, description, refuses = [] } = each;
  const shown = [row, row.json, markdownOf(row)].filter((each) => each !== undefined);
  const names = [...addressOf(row).matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  const query = shown
    .flatMap(({ params = {}, freeParams = [] }) => [...Object.keys(params), ...freeParams])
    .filter((name) => !names.includes(name));
  const parameters = [
    ...names.map((name) => parameter(name, 'path', operationId)),
    ...[...new Set(query)].map((name) => parameter(name, 'query', operationId)),
  ];
  return {
    operationId,
    summary,
    ...(description !== undefined && { description }),
    tags: [tag],
    security: [],
    ...(parameters.length > 0 && { parameters }),
    responses: {
      200: {
        description: 'As it stands now',
        headers: headersFor(row, shown),
        content: Object.fromEntries(
          shown.map(({ mediaType }) => contentOf(mediaType, each, components)),
        ),
      },
      304: { $ref: '#/components/responses/NotModified' },
      ...Object.fromEntries(
        refuses.map((status) => [status, refusal(status, shown, addressOf(row))]),
      ),
      503: { $ref: '#/components/responses/Busy' },
    },
  };
}

function headersFor(row: Representation, shown: readonly Representation[]): Json {
  const names = ['ETag', 'Last-Modified', 'Cache-Control', 'Vary'];
  const isLinked = (each: Representation) => Boolean(each.links?.length) || markdownOf(each);
  const linked = shown.every(isLinked) ? ['Link'] : [];
  const attached = row.mediaType.startsWith('text/csv') ? ['Content-Disposition'] : [];
  return Object.fromEntries(
    [...names, ...linked, ...attached].map((name) => [
      name,
      { $ref: `#/components/headers/${name}` },
    ]),
  );
}

function contentOf(mediaType: string, { shape }: PublicPath, components: Components) {
  const isJson = /json/.test(mediaType);
  const schema = isJson && shape ? shape(components) : { type: 'string' };
  if (isJson && !shape) throw new Error(`A JSON body has no shape: ${mediaType}`);
  return [bare(mediaType), { schema }] as const;
}

/** A page for people, a problem for programs. */
function refusal(status: number, shown: readonly Representation[], address: string): Json {
  const types = shown.map(({ mediaType }) => bare(mediaType));
  // What is not there is a problem in Markdown too; a page that says why not is a page.
  const asPage = ['text/html', 'text/plain', ...(status === 404 ? [] : ['text/markdown'])];
  // An address that nothing answers to leads people on, unless its ending says that it is for programs.
  const isAnyPage = status === 404 && !/\.(json|csv|md|pdf|xml|atom|rss|txt)$/.test(address);
  const page = [
    ...types.filter((type) => asPage.includes(type)),
    ...(isAnyPage ? ['text/html'] : []),
  ];
  const isOnlyText = types.every((type) => type === 'text/plain');
  return {
    description: refusalWords[status] ?? 'A parameter is not understood',
    content: {
      ...Object.fromEntries(page.map((type) => [type, { schema: { type: 'string' } }])),
      ...(!isOnlyText && {
        'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
      }),
    },
  };
}

const refusalWords: Readonly<Record<number, string>> = {
  404: 'Nothing is published there',
  409: 'It stands otherwise',
};

function bare(mediaType: string): string {
  return mediaType.split(';')[0] ?? mediaType;
}

/** What is no representation: it tells of the process. */
function plainOperations(): readonly [string, Json][] {
  const text = { 'text/plain': { schema: { type: 'string' } } };
  const site = { tags: ['Site'], security: [] };
  const healthz = {
    operationId: 'getHealth',
    summary: 'Whether the process lives',
    ...site,
    responses: { 200: { description: 'It does', content: text } },
  };
  const readyz = {
    operationId: 'getReadiness',
    summary: 'Whether the database answers and takes writes',
    ...site,
    responses: {
      200: { description: 'It does', content: text },
      503: { description: 'It does not, and why; what is published is served', content: text },
    },
  };
  return [
    ['/healthz', { servers: everywhere, get: healthz }],
    ['/readyz', { servers: everywhere, get: readyz }],
  ];
}

type Said = { readonly description: string; readonly schema: Json; readonly example?: unknown };

const text = { type: 'string' };
const serviceSlug = { schema: text, example: 'qluster-service' };

const words: Readonly<Record<string, Said>> = {
  slug: {
    description: 'Short name of the entry, which never changes',
    schema: { type: 'string', pattern: '^[a-z0-9-]+$' },
    example: 'amazon-web-services',
  },
  id: {
    description: 'Number of the change',
    schema: { type: 'integer', minimum: 1 },
    example: 3,
  },
  version: {
    description: 'Number of a version of the list',
    schema: { type: 'integer', minimum: 1 },
    example: 2,
  },
  as_of: {
    description:
      'What was in effect on this day, in the organisation’s time zone, or at this instant; by what is known now, or with `known_at` by what was known then',
    schema: text,
    example: '2026-03-01',
  },
  known_at: {
    description:
      'What had been published by the end of this day, in the organisation’s time zone, or by this instant; before the first record here by the word of an imported history',
    schema: text,
    example: '2026-03-01T10:00:00Z',
  },
  digest: {
    description: 'Names the content; take the address from a page',
    schema: text,
    example: '0123456789ab',
  },
  service: {
    description:
      'Only what concerns the service of this slug; the list takes several with commas between them',
    ...serviceSlug,
  },
  country: {
    description: 'Only entries that process in this country, ISO 3166-1 alpha-2',
    schema: text,
    example: 'DE',
  },
  category: {
    description: 'Only entries of this category',
    schema: text,
    example: 'Infrastructure',
  },
  q: { description: 'Only entries with these words', schema: text, example: 'e-mail' },
  'q of a search': {
    description: 'What to look for, at most 200 characters',
    schema: { type: 'string', maxLength: 200 },
    example: 'germany',
  },
  'kind of a search': {
    description: 'Only what is of this kind',
    schema: { enum: [...searchKinds] },
    example: 'control',
  },
  badge: {
    description: '`last-changed`, `subprocessors`, or the key of an attestation',
    schema: text,
    example: 'subprocessors',
  },
  'language of a badge': {
    description: 'In which language; the first of the site where left out',
    schema: { enum: [...languages] },
    example: 'de',
  },
  sort: { description: 'Order of the rows', schema: text, example: 'name' },
  raw: {
    description: '1 leaves cells as they are, for programs: nothing is neutralised',
    schema: { const: '1' },
  },
  bom: {
    description: '1 puts the byte order mark in front, by which Excel knows UTF-8',
    schema: { const: '1' },
  },
  state: {
    description: 'Only changes that stand so',
    schema: { enum: ['announced', 'in-effect', 'withdrawn', 'superseded'] },
    example: 'announced',
  },
  kind: {
    description: 'Only changes with an item of this kind',
    schema: { enum: ['added', 'removed', 'replaced', 'amended'] },
    example: 'added',
  },
  class: {
    description: 'Only changes of this class',
    schema: { enum: ['substantive', 'correction'] },
    example: 'substantive',
  },
  'class in a feed': {
    description: '`all` adds corrections, which the feed leaves out otherwise',
    schema: { enum: ['all', 'substantive'], default: 'substantive' },
    example: 'all',
  },
  entry: {
    description: 'Only changes that touch the entry of this slug',
    schema: text,
    example: 'amazon-web-services',
  },
  since: {
    description: 'Published on this day (UTC) or later',
    schema: { type: 'string', format: 'date' },
    example: '2026-01-01',
  },
  from: {
    description:
      'The first list: the number of a version, a day (its end, in the organisation’s time zone) or an instant; the version before `to` where left out',
    schema: text,
    example: '2026-01-01',
  },
  file: {
    description: 'Name of the file: it holds a part of its SHA-256',
    schema: { type: 'string', pattern: '^logo-[0-9a-f]{12}$' },
    example: 'logo-0f3c5b7a9d1e',
  },
  policy: {
    description: 'Short name of the policy',
    schema: { type: 'string', pattern: '^[a-z0-9-]+$' },
    example: 'privacy-policy',
  },
  number: {
    description: 'Number of a version of the policy; of a difference, the older one',
    schema: { type: 'integer', minimum: 1 },
    example: 1,
  },
  'to of a policy': {
    description: 'Number of the version with which it is compared',
    schema: { type: 'integer', minimum: 1 },
    example: 2,
  },
  language: {
    description:
      'In which language the text is shown, where the version has it; that of the organisation where left out',
    schema: { enum: ['en', 'de'] },
    example: 'de',
  },
  to: {
    description: 'The second list, named likewise; the newest version where left out',
    schema: text,
    example: '2026-11-22',
  },
  cursor: { description: 'Where to continue: `next` of the page before', schema: text },
  limit: {
    description: 'How many at most; in JSON',
    schema: { type: 'integer', minimum: 1, maximum: 100, default: 50 },
  },
  tile: {
    description: 'Level and number, or `entries` and number, of C2SP tlog-tiles; it holds slashes',
    schema: text,
    example: 'entries/000',
  },
  index: {
    description: 'Number of the leaf, from 0',
    schema: { type: 'integer', minimum: 0 },
    example: 0,
  },
  for: {
    description:
      'Token of the page with a customer’s terms: the objection is matched to that customer',
    schema: { type: 'string', pattern: '^[A-Za-z0-9_-]{43}$' },
    example: 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
  },
  residence: {
    description: 'Where the person lives: it says which law is applied',
    schema: { enum: [...residences] },
    example: 'eu',
  },
  topic: {
    description: 'Only updates of this topic',
    schema: { enum: [...topics] },
    example: 'incident',
  },
  'topic in a feed': {
    description:
      'What the feed tells of: changes to the sub-processors where left out, `controls` statuses of controls and attestations, `policies` versions of policies, `updates` all posts, or the posts of one topic',
    schema: {
      enum: ['subprocessors', 'controls', 'policies', 'updates', ...topics],
      default: 'subprocessors',
    },
    example: 'updates',
  },
  'topic of the contact form': {
    description: 'What is chosen beforehand',
    schema: { enum: [...inquiryTopics] },
    example: 'security',
  },
  document: {
    description: 'Slug of a document that is ticked beforehand',
    schema: text,
    example: 'soc-2-type-i-report',
  },
  'slug of a document': {
    description: 'Short name of the document, which never changes',
    schema: { type: 'string', pattern: '^[a-z0-9-]+$' },
    example: 'soc-2-report',
  },
  'id of an update': {
    description: 'Number of the update',
    schema: { type: 'integer', minimum: 1 },
    example: 1,
  },
  archive: {
    description: 'Number of an archive page, which never changes; feeds link to theirs',
    schema: { type: 'integer', minimum: 1 },
  },
};

function whereIn(operationId: string): string {
  if (operationId.startsWith('search')) return 'of a search';
  if (operationId === 'badge') return 'of a badge';
  if (operationId.startsWith('feed')) return 'in a feed';
  if (/^(document|requestForm)/.test(operationId)) return 'of a document';
  if (operationId.startsWith('contact')) return 'of the contact form';
  if (operationId.startsWith('policy')) return 'of a policy';
  return operationId.startsWith('update') ? 'of an update' : '';
}

function parameter(name: string, where: 'path' | 'query', operationId: string): Json {
  const said = words[`${name} ${whereIn(operationId)}`] ?? words[name];
  if (said === undefined) throw new Error(`Describe the parameter "${name}" of ${operationId}`);
  return { name, in: where, required: where === 'path', ...object(said) };
}
