import type { Json } from '../core/canonical-json.ts';
import type { ContactPoint, Organisation } from '../organisation/model.ts';
import { presentUrl } from '../organisation/present.ts';
import type { Place, Snapshot } from '../publication/model.ts';

/**
 * The publisher and the list in the words of schema.org, for search engines. It has no word for a
 * sub-processor, so the list is a data set and no vendor is called a provider of ours. Nothing before
 * the first publication.
 */
export function describeForSearch(snapshot: Snapshot, place: Place): Json | undefined {
  if (snapshot.listPublishedAt === undefined) return undefined;
  return {
    '@context': 'https://schema.org',
    '@graph': [describePublisher(snapshot.organisation, place), describeList(snapshot, place)],
  };
}

function publisherId({ origin, base }: Place): string {
  return `${origin}${base}#publisher`;
}

function describePublisher(organisation: Organisation, place: Place): Json {
  const { name, legalName, address } = organisation;
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
      ...contactOf('data protection', organisation.dpo),
      ...contactOf('security', organisation.securityContact),
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
  return {
    '@type': 'Dataset',
    '@id': `${root}/subprocessors#list`,
    name: `Sub-processors of ${organisation.name}`,
    description: `The companies that process personal data on behalf of ${organisation.name}: who they are, what for, where and on what basis; those announced and those ended too.`,
    url: `${root}/subprocessors`,
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
