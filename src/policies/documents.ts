import { Refusal } from '../core/errors.ts';
import { parseNumber } from '../core/number.ts';
import type { Db } from '../db/client.ts';
import type { Snapshot } from '../publication/model.ts';
import type { LinkTo, Published, Queried, RenderInput } from '../publication/representation.ts';
import { languages } from '../core/language.ts';
import { languageShown, mostVersions, type Version } from './model.ts';
import {
  presentDifference,
  presentPolicies,
  presentPolicy,
  presentVersion,
  type Shown,
  type ShownDifference,
} from './present.ts';
import { findPublished, listPublished } from './service.ts';

const schemas = {
  list: '/schema/policies-1.json',
  policy: '/schema/policy-1.json',
  version: '/schema/policy-version-1.json',
  difference: '/schema/policy-difference-1.json',
};

/** For page heads and `Link` headers. */
export const policyFeedLinks: readonly LinkTo[] = (
  [
    ['atom', 'application/atom+xml'],
    ['rss', 'application/rss+xml'],
    ['json', 'application/feed+json'],
  ] as const
).map(([ending, type]) => ({
  rel: 'alternate',
  href: `/feed.${ending}?topic=policies`,
  type,
  title: 'Changes of policies',
}));

const mediaType = 'application/json; charset=utf-8';

export const policiesJson: Published = {
  kind: 'published',
  path: '/policies.json',
  mediaType,
  links: [described(schemas.list), { rel: 'alternate', href: '/policies', type: 'text/html' }],
  render: ({ snapshot, place }) => ({
    body: JSON.stringify(presentPolicies(snapshot, place, schemas.list)),
  }),
};

export const policyJson: Queried = {
  kind: 'queried',
  path: '/policies/:policy{[a-z0-9-]+\\.json}',
  mediaType,
  params: { policy: isListed },
  links: [
    described(schemas.policy),
    { rel: 'alternate', href: '/policies/{policy}', type: 'text/html' },
  ],
  render: async (input) => {
    const shown = await findShown(input);
    if (shown === undefined) throw nothingThere();
    const html = await loadHtml(input);
    return { body: JSON.stringify(presentPolicy(shown, input.place, schemas.policy, html)) };
  },
};

export const policyVersionJson: Queried = {
  kind: 'queried',
  path: '/policies/:policy{[a-z0-9-]+}/versions/:number{[0-9]+\\.json}',
  mediaType,
  params: { policy: isListed, number: isNumber },
  links: [
    described(schemas.version),
    { rel: 'alternate', href: '/policies/{policy}/versions/{number}', type: 'text/html' },
  ],
  render: async (input) => {
    const version = await findRequestedVersion(input);
    if (version === undefined) throw nothingThere();
    const { origin, base } = input.place;
    const presented = presentVersion(version, input.place, await loadHtml(input));
    const body = { $schema: `${origin}${base}${schemas.version}`, ...presented };
    return { body: JSON.stringify(body) };
  },
};

export const policyDiffJson: Queried = {
  kind: 'queried',
  path: '/policies/:policy{[a-z0-9-]+}/versions/:number{[0-9]+}/diff/:to{[0-9]+\\.json}',
  mediaType,
  params: { policy: isListed, number: isNumber, to: isNumber, language: isLanguage },
  links: [
    described(schemas.difference),
    { rel: 'alternate', href: '/policies/{policy}/versions/{number}/diff/{to}', type: 'text/html' },
  ],
  render: async (input) => {
    const difference = await findRequestedDifference(input);
    if (difference === undefined) throw nothingThere();
    const document = presentDifference(difference, input.place, schemas.difference);
    return { body: JSON.stringify(document) };
  },
};

type Input = RenderInput & { readonly db: Db };

/** What the address of a policy shows; undefined where nothing of it is in effect or announced. */
export async function findShown(input: Input): Promise<Shown | undefined> {
  const { listed, slug } = find(input);
  if (listed === undefined) return undefined;
  const number = (listed.current ?? listed.announced)?.number ?? 0;
  const shown = await findPublished(input.db, slug, number);
  if (shown === undefined) return undefined;
  return { listed, shown, versions: await listPublished(input.db, slug, mostVersions) };
}

/** The version named in the path; undefined where none of this number was ever published. */
export async function findRequestedVersion(input: Input): Promise<Version | undefined> {
  const number = numberIn(input.params['number']);
  return number === undefined ? undefined : findPublished(input.db, find(input).slug, number);
}

/** The difference between the two versions named in the path. */
export async function findRequestedDifference(input: Input): Promise<ShownDifference | undefined> {
  const { listed, slug } = find(input);
  const [from, to] = [numberIn(input.params['number']), numberIn(input.params['to'])];
  if (listed === undefined || from === undefined || to === undefined || from === to)
    return undefined;
  const [old, fresh] = [
    await findPublished(input.db, slug, from),
    await findPublished(input.db, slug, to),
  ];
  if (old === undefined || fresh === undefined) return undefined;
  const wanted = [input.params['language'], ...input.snapshot.organisation.languages];
  return {
    policy: listed.policy,
    from: old,
    to: fresh,
    ...(await compareVersions(old, fresh, wanted)),
  };
}

/** What became of a text, in the first of these languages that there is; drafts too. */
export async function compareVersions(
  old: Version,
  fresh: Version,
  wanted: readonly (string | undefined)[],
): Promise<Pick<ShownDifference, 'language' | 'sections'>> {
  // Loaded with the first difference, not with the first page.
  const { differencesBetween } = await import('./difference.ts');
  const language = { to: languageShown(fresh, wanted), from: languageShown(old, wanted) };
  const sections = differencesBetween(
    old.texts[language.from] ?? '',
    fresh.texts[language.to] ?? '',
  );
  return { language, sections };
}

function find({ snapshot, params }: Input) {
  const slug = slugIn(params['policy'] ?? '');
  return { slug, listed: snapshot.policies.listed.find(({ policy }) => policy.slug === slug) };
}

export function isListed(value: string, { policies }: Snapshot): boolean {
  return policies.listed.some(({ policy }) => policy.slug === slugIn(value));
}

export function isNumber(value: string): boolean {
  return (numberIn(value) ?? Number.POSITIVE_INFINITY) <= mostVersions;
}

export function isLanguage(value: string): boolean {
  return languages.some((language) => language === value);
}

function slugIn(value: string): string {
  return value.replace(/\.json$/, '');
}

function numberIn(value: string | undefined): number | undefined {
  return parseNumber((value ?? '').replace(/\.json$/, ''));
}

/** Loaded with the first text, not with the first page. */
async function loadHtml({ place }: RenderInput): Promise<(markdown: string) => string> {
  const { policyHtml } = await import('./shown-text.tsx');
  return (markdown) => policyHtml(markdown, `${place.origin}${place.base}`);
}

function described(href: string): LinkTo {
  return { rel: 'describedby', href, type: 'application/schema+json' };
}

function nothingThere(): Refusal {
  return new Refusal('not_found', 'There is no such policy, or no such version of it.');
}
