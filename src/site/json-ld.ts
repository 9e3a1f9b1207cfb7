import type { Json } from '../core/canonical-json.ts';
import type { ContactPoint, Organisation } from '../organisation/model.ts';
import { presentUrl } from '../organisation/present.ts';
import type { Place, Snapshot } from '../publication/model.ts';
import { jsonLdWords } from './words/json-ld.ts';

/**
 * The publisher and the list in the words of schema.org, for search engines. It has no word for a
 * sub-processor, so the list is a data set and no vendor is called a provider of ours. Nothing before
 * the first publication.
 */
export function describeForSearch(snapshot: Snapshot, place: Place): readonly Json[] {
  if (snapshot.listPublishedAt === undefined) return [];
  return [describePublisher(snapshot.organisation, place), describeList(snapshot, place)];
}

export function publisherId({ origin, base }: Place): string {
  return `${origin}${base}#publisher`;
}

function describePublisher(organisation: Organisation, place: Place): Json {
  const { name, legalName, address } = organisation;
  const words = jsonLdWords[place.language];
  return {
    '@type': 'Organization',
    '@id': publisherId(place),
    name,
    legalName,
    url: presentUrl(organisation.website),
    address: address && {
      '@type': 'PostalAddress',
      streetAddress: address.lines?.join(', '),
      postalCode: address.postalCode,
      addressLocality: address.locality,
      addressCountry: address.country,
    },
    contactPoint: [
      ...contactOf(words.dataProtection, organisation.dpo),
      ...contactOf(words.security, organisation.securityContact),
    ],
  };
}

function contactOf(contactType: string, point: ContactPoint | undefined): readonly Json[] {
  const url = presentUrl(point?.url);
  if (point?.email === undefined && url === undefined) return [];
  return [{ '@type': 'ContactPoint', contactType, email: point?.email, url }];
}

const forms: readonly (readonly [string, string])[] = [
  ['/subprocessors.json', 'application/json'],
  ['/subprocessors.csv', 'text/csv'],
  ['/subprocessors.md', 'text/markdown'],
  ['/subprocessors.cdx.json', 'application/vnd.cyclonedx+json'],
  ['/annex-iii.pdf', 'application/pdf'],
];

function describeList(
  { organisation, listVersion, listPublishedAt }: Snapshot,
  place: Place,
): Json {
  const root = `${place.origin}${place.base}`;
  const words = jsonLdWords[place.language];
  return {
    '@type': 'Dataset',
    '@id': `${root}/subprocessors#list`,
    name: words.list(organisation.name),
    description: words.listSays(organisation.name),
    url: `${place.origin}${place.pages}/subprocessors`,
    inLanguage: place.language,
    version: String(listVersion),
    dateModified: listPublishedAt?.toISOString(),
    isAccessibleForFree: true,
    publisher: { '@id': publisherId(place) },
    distribution: forms.map(([path, encodingFormat]) => ({
      '@type': 'DataDownload',
      encodingFormat,
      contentUrl: `${root}${path}`,
    })),
  };
}
