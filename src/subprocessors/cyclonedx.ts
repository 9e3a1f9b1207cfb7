import { sha256 } from '../core/hash.ts';
import { presentUrl } from '../organisation/present.ts';
import type { Params, Place } from '../publication/model.ts';
import type { Published, RenderInput } from '../publication/representation.ts';
import { dispositionOf } from './file-name.ts';
import { listFilters } from './list-document.ts';
import type { Entry } from './model/entry.ts';
import type { Address, Facts } from './model/facts.ts';
import { filterStrictly, filterNames } from './model/filter.ts';
import { publishedPerson } from './present.ts';

/**
 * The list as services of CycloneDX 1.7 (ECMA-424), for tools that read bills of materials. What has
 * ended is left out, because such tools take every service for one in use.
 */
export const listCycloneDx: Published = {
  kind: 'published',
  path: '/subprocessors.cdx.json',
  mediaType: 'application/vnd.cyclonedx+json; version=1.7',
  params: listFilters,
  freeParams: ['q'],
  links: [
    { rel: 'alternate', href: '/subprocessors', type: 'text/html' },
    { rel: 'alternate', href: '/subprocessors.json', type: 'application/json' },
  ],
  render: (input) => ({
    body: JSON.stringify(presentBom(input)),
    headers: dispositionOf(input.snapshot, 'subprocessors', 'cdx.json', 'inline'),
  }),
};

function presentBom({ snapshot, place, params }: RenderInput) {
  const { organisation, listVersion, listPublishedAt } = snapshot;
  const listed = filterStrictly(snapshot, params).filter(({ state }) => state !== 'ended');
  const website = presentUrl(organisation.website);
  return {
    $schema: 'http://cyclonedx.org/schema/bom-1.7.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.7',
    serialNumber: serialNumberOf(place, params),
    version: Math.max(1, listVersion),
    metadata: {
      timestamp: listPublishedAt?.toISOString(),
      lifecycles: [{ phase: 'operations' }],
      component: {
        type: 'application',
        'bom-ref': product,
        name: organisation.name,
        supplier: {
          name: organisation.legalName ?? organisation.name,
          address: addressOf(organisation.address),
          url: website === undefined ? undefined : [website],
        },
      },
    },
    services: listed.map((entry) => presentService(entry, place)),
    dependencies: dependenciesOf(listed),
    compositions: [{ aggregate: 'incomplete', assemblies: [product] }],
  };
}

const product = 'product';

function refOf(slug: string): string {
  return `subprocessor:${slug}`;
}

/** Stable for a place and a filter: a UUID of version 8 (RFC 9562 section 5.8) from their hash. */
function serialNumberOf({ origin, base }: Place, params: Params): string {
  const filter = filterNames.flatMap((name) => (params[name] ? [[name, params[name]]] : []));
  const hex = sha256(JSON.stringify([`${origin}${base}/subprocessors`, filter]));
  const variant = '89ab'[Number.parseInt(hex.slice(16, 17), 16) % 4];
  const groups = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ];
  return `urn:uuid:${groups.join('-')}`;
}

function presentService(entry: Entry, place: Place) {
  const { facts, slug } = entry;
  const website = presentUrl(facts.links?.website);
  return {
    'bom-ref': refOf(slug),
    provider: {
      name: facts.legalName ?? facts.name,
      address: addressOf(facts.legalAddress),
      url: website === undefined ? undefined : [website],
      contact: contactsOf(entry),
    },
    group: facts.category,
    name: facts.name,
    description: facts.description,
    'x-trust-boundary': true,
    data: facts.dataCategories?.map((name) => dataOf(name, facts)),
    externalReferences: referencesOf(facts, `${place.origin}${place.base}/subprocessors/${slug}`),
    properties: propertiesOf(entry),
  };
}

function addressOf(address: Address | undefined) {
  return (
    address && {
      country: address.country,
      locality: address.locality,
      postalCode: address.postalCode,
      streetAddress: address.lines && address.lines.join(', '),
    }
  );
}

function contactsOf(entry: Entry) {
  const { contact } = entry.facts;
  const person = publishedPerson(entry);
  const contacts = [
    ...(person ? [{ name: person.name, email: mailbox(person.email) }] : []),
    ...(contact ? [{ name: contact.role, email: mailbox(contact.email) }] : []),
  ].filter(({ name, email }) => name !== undefined || email !== undefined);
  return contacts.length === 0 ? undefined : contacts;
}

// The schema checks the form; what is not plainly a mailbox is left to the other formats.
function mailbox(email: string | undefined): string | undefined {
  return email !== undefined && /^[\w.+'-]+@[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(email)
    ? email
    : undefined;
}

function dataOf(name: string, facts: Facts) {
  return {
    flow: 'outbound',
    classification: facts.specialCategories === true ? 'PII, special categories' : 'PII',
    name,
    governance: { custodians: [{ organization: { name: facts.legalName ?? facts.name } }] },
  };
}

function referencesOf({ links = {}, contract = {}, certifications = [] }: Facts, page: string) {
  const named: readonly (readonly [string, string | undefined, string])[] = [
    ['documentation', page, 'entry of the register'],
    ['website', links.website, 'website'],
    ['other', links.privacy, 'privacy'],
    ['other', links.security, 'security'],
    ['other', links.subprocessors, 'its own sub-processors'],
    ['other', contract.dpaUrl, 'data processing agreement'],
    ...certifications.map(({ name, url }) => ['certification-report', url, name] as const),
  ];
  return named.flatMap(([type, link, comment]) => {
    const url = presentUrl(link) ?? (link === page ? page : undefined);
    return url === undefined ? [] : [{ type, url, comment }];
  });
}

function propertiesOf({ facts, state }: Entry) {
  const { locations = [], transfers = [], scope = {} } = facts;
  const pairs: readonly (readonly [string, string | undefined])[] = [
    ['state', state],
    ['effectiveFrom', facts.effectiveFrom],
    ['lei', facts.lei],
    ['rank', facts.rank?.toString()],
    ...locations.map(
      ({ country, region, label }) => ['location', country ?? region ?? label] as const,
    ),
    ...transfers.map(({ mechanism }) => ['transfer', mechanism] as const),
    ...(scope.services ?? []).map((service) => ['service', service] as const),
    ['optional', scope.optional?.toString()],
    ...(facts.dataSubjects ?? []).map((subject) => ['dataSubjects', subject] as const),
  ];
  return pairs.flatMap(([name, value]) =>
    value === undefined ? [] : [{ name: `annex:subprocessor:${name}`, value }],
  );
}

/** Who engages whom: the product its direct ones, each of them those below it. */
function dependenciesOf(listed: readonly Entry[]) {
  const slugs = new Set(listed.map(({ slug }) => slug));
  const below = Map.groupBy(listed, ({ facts: { parent } }) =>
    parent !== undefined && slugs.has(parent) ? refOf(parent) : product,
  );
  return [product, ...listed.map(({ slug }) => refOf(slug))].map((ref) => ({
    ref,
    dependsOn: (below.get(ref) ?? []).map(({ slug }) => refOf(slug)),
  }));
}
