import { type Change, lastStep } from '../changes/model.ts';
import { titleOf } from '../changes/words.ts';
import type { Statement } from '../controls/model.ts';
import type { Json } from '../core/canonical-json.ts';
import type { Listed } from '../documents/model.ts';
import type { ListedPolicy, VersionHead } from '../policies/model.ts';
import type { Place, Snapshot } from '../publication/model.ts';
import type { RenderInput } from '../publication/representation.ts';
import type { Thread } from '../updates/model.ts';
import { publisherId } from './json-ld.ts';
import { jsonLdWords } from './words/json-ld.ts';

type Input = Pick<RenderInput, 'snapshot' | 'place'>;

/** A change as it was published: an article about the list. */
export function describeChange(change: Change, { snapshot, place }: Input): readonly Json[] {
  return [
    {
      ...articleOf(change, place),
      dateModified: lastStep(change).at.toISOString(),
      description: change.reason,
      about: { '@id': `${rootOf(place)}/subprocessors#list` },
      publisher: publisherOf(snapshot, place),
    },
  ];
}

/** The log as a feed of data, with its newest changes. */
export function describeChanges({ snapshot, place }: Input): readonly Json[] {
  const { organisation, recent, listPublishedAt } = snapshot;
  if (listPublishedAt === undefined) return [];
  const root = rootOf(place);
  const words = jsonLdWords[place.language];
  const feeds = [
    ['/changes.json', 'application/json'],
    ['/feed.atom', 'application/atom+xml'],
    ['/feed.rss', 'application/rss+xml'],
    ['/feed.json', 'application/feed+json'],
  ] as const;
  return [
    {
      '@type': 'DataFeed',
      '@id': `${root}/changes#log`,
      name: words.log(organisation.name),
      description: words.logSays(organisation.name),
      ...pageAt(place, '/changes'),
      dateModified: listPublishedAt.toISOString(),
      isAccessibleForFree: true,
      publisher: publisherOf(snapshot, place),
      distribution: feeds.map(([path, encodingFormat]) => ({
        '@type': 'DataDownload',
        encodingFormat,
        contentUrl: `${root}${path}`,
      })),
      dataFeedElement: recent.map((change) => ({
        '@type': 'DataFeedItem',
        dateCreated: publishedAt(change),
        item: articleOf(change, place),
      })),
    },
  ];
}

function articleOf(change: Change, place: Place) {
  const path = `/changes/${change.id}`;
  return {
    '@type': 'Article',
    '@id': `${rootOf(place)}${path}`,
    ...pageAt(place, path),
    headline: titleOf(change, place.language),
    datePublished: publishedAt(change),
  };
}

/** By the claim of an imported history, where that is what is known. */
function publishedAt({ claimedAt, steps: [first] }: Change): string | undefined {
  return (claimedAt ?? first?.at)?.toISOString();
}

export function describeUpdate(thread: Thread, { snapshot, place }: Input): readonly Json[] {
  const path = `/updates/${thread.number}`;
  return [
    {
      '@type': 'Article',
      '@id': `${rootOf(place)}${path}`,
      ...pageAt(place, path),
      headline: thread.title,
      articleSection: thread.topic,
      datePublished: thread.openedAt.toISOString(),
      dateModified: thread.changedAt.toISOString(),
      publisher: publisherOf(snapshot, place),
    },
  ];
}

/** Questions with their answers, and the certificates that are held. */
export function describeControls({ snapshot, place }: Input): readonly Json[] {
  const { questions, attestations } = snapshot.controls;
  const faq = {
    '@type': 'FAQPage',
    '@id': `${rootOf(place)}/controls#questions`,
    ...pageAt(place, '/controls'),
    mainEntity: questions.map(({ facts }) => ({
      '@type': 'Question',
      name: facts.question,
      acceptedAnswer: { '@type': 'Answer', text: facts.answer },
    })),
  };
  const held = attestations.filter(({ facts }) => facts.status === 'held');
  return [
    ...(questions.length === 0 ? [] : [faq]),
    ...held.map((attestation) => describeAttestation(attestation, { snapshot, place })),
  ];
}

function describeAttestation(
  { facts }: Statement<'attestation'>,
  { snapshot, place }: Input,
): Json {
  return {
    '@type': 'Certification',
    name: facts.name,
    description: facts.scope,
    certificationStatus: 'https://schema.org/CertificationActive',
    issuedBy: facts.auditor && { '@type': 'Organization', name: facts.auditor },
    datePublished: facts.issuedOn,
    expires: facts.validUntil,
    about: publisherOf(snapshot, place),
  };
}

export function describeDocument(document: Listed, { snapshot, place }: Input): readonly Json[] {
  const { slug, title, edition, visibility } = document;
  const path = `/documents/${slug}`;
  return [
    {
      '@type': 'DigitalDocument',
      '@id': `${rootOf(place)}${path}`,
      url: urlOf(place, path),
      name: title,
      version: edition?.label,
      dateModified: document.changedAt.toISOString(),
      isAccessibleForFree: visibility === 'public',
      publisher: publisherOf(snapshot, place),
    },
  ];
}

export function describePolicy(
  { policy }: Pick<ListedPolicy, 'policy'>,
  version: VersionHead,
  { snapshot, place }: Input,
): readonly Json[] {
  const path = `/policies/${policy.slug}`;
  return [
    {
      '@type': 'DigitalDocument',
      '@id': `${rootOf(place)}${path}`,
      url: urlOf(place, path),
      name: policy.title,
      version: String(version.number),
      dateModified: policy.changedAt.toISOString(),
      isAccessibleForFree: true,
      publisher: publisherOf(snapshot, place),
    },
  ];
}

export function describeContact({ snapshot, place }: Input): readonly Json[] {
  const about = publisherOf(snapshot, place);
  const id = `${rootOf(place)}/contact`;
  return [{ '@type': 'ContactPage', '@id': id, ...pageAt(place, '/contact'), about }];
}

/** Whole enough to stand alone; on the overview it says more. */
function publisherOf({ organisation }: Snapshot, place: Place): Json {
  const { name } = organisation;
  return { '@type': 'Organization', '@id': publisherId(place), name, url: rootOf(place) };
}

function urlOf({ origin, pages }: Place, path: string): string {
  return `${origin}${pages}${path}`;
}

/** What names something is the same in every language; its page is not. */
function pageAt(place: Place, path: string) {
  return { url: urlOf(place, path), inLanguage: place.language };
}

function rootOf({ origin, base }: Place): string {
  return `${origin}${base}`;
}
