import { lastStep } from '../changes/model.ts';
import { isAnythingStated } from '../controls/model.ts';
import type { SecurityContact } from '../organisation/model.ts';
import { presentUrl } from '../organisation/present.ts';
import { languages } from '../core/language.ts';
import { pagesIn } from '../publication/place.ts';
import type { Place, Snapshot } from '../publication/model.ts';
import type { Published, RenderInput } from '../publication/representation.ts';
import { llmsTxt } from './llms-txt.ts';
import { securityTxtExpires } from './model/security-txt.ts';

const securityPath = '/.well-known/security.txt';
const catalogPath = '/.well-known/api-catalog';

/** RFC 9116. Nothing is found here until the organisation names a contact. */
export const securityTxt: Published = {
  kind: 'published',
  path: securityPath,
  mediaType: 'text/plain; charset=utf-8',
  render: (input) => {
    const contacts = contactsIn(input.snapshot.organisation.securityContact);
    if (contacts.length === 0) {
      return { status: 404, body: 'No contact for security reports is published here.\n' };
    }
    return { body: writeSecurityTxt(contacts, input) };
  },
};

/** RFC 9727: what can be asked here by program, as a linkset (RFC 9264). */
export const apiCatalog: Published = {
  kind: 'published',
  path: catalogPath,
  mediaType: 'application/linkset+json; profile="https://www.rfc-editor.org/info/rfc9727"',
  render: ({ place }) => ({ body: JSON.stringify(describeApis(place)) }),
};

export const robotsTxt: Published = {
  kind: 'published',
  path: '/robots.txt',
  mediaType: 'text/plain; charset=utf-8',
  render: ({ place }) => ({ body: place.demo ? 'User-agent: *\nDisallow: /\n' : robotsFor(place) }),
};

export const sitemapXml: Published = {
  kind: 'published',
  path: '/sitemap.xml',
  mediaType: 'application/xml; charset=utf-8',
  render: ({ snapshot, place }) => ({
    body: writeSitemap(pagesOf(snapshot), rootsOf(snapshot, place)),
  }),
};

/** These answer at the root of the host, not below the base path. */
export const rootRepresentations: readonly Published[] = [
  securityTxt,
  apiCatalog,
  robotsTxt,
  sitemapXml,
  llmsTxt,
];

function contactsIn(contact: SecurityContact | undefined): readonly string[] {
  const mailbox = contact?.email && `mailto:${encodeURI(contact.email.toWellFormed())}`;
  return [mailbox, presentUrl(contact?.url)].flatMap((uri) => uri || []);
}

function writeSecurityTxt(contacts: readonly string[], { snapshot, place }: RenderInput): string {
  const { securityContact, languages } = snapshot.organisation;
  const { disclosure } = snapshot.controls;
  // The policy is where the company says it is, else what it states here.
  const ownPolicy = disclosure && `${place.origin}${place.base}/controls#report`;
  const known = languages.filter((language) => /^[A-Za-z0-9-]+$/.test(language));
  const fields: readonly (readonly [string, string | undefined])[] = [
    ...contacts.map((uri) => ['Contact', uri] as const),
    ['Expires', securityTxtExpires(snapshot.at).toISOString().replace('.000Z', 'Z')],
    ['Encryption', presentUrl(securityContact?.encryptionUrl)],
    ['Preferred-Languages', known.length === 0 ? undefined : known.join(', ')],
    ['Canonical', `${place.origin}${securityPath}`],
    ['Policy', presentUrl(securityContact?.policyUrl) ?? ownPolicy],
    ['Acknowledgments', presentUrl(disclosure?.facts.thanksUrl)],
  ];
  const stated = fields.filter(([, value]) => value !== undefined);
  return stated.map(([name, value]) => `${name}: ${value}\n`).join('');
}

function describeApis({ origin, base }: Place) {
  const root = `${origin}${base}`;
  const staffApi = `${root}/api/v1`;
  const publicData = `${root}/subprocessors.json`;
  const described = {
    'service-desc': [
      { href: `${root}/openapi.json`, type: 'application/vnd.oai.openapi+json;version=3.1' },
    ],
    'service-doc': [{ href: `${root}/docs/api`, type: 'text/html' }],
    status: [{ href: `${origin}/readyz`, type: 'application/json' }],
  };
  return {
    linkset: [
      {
        anchor: `${origin}${catalogPath}`,
        item: [{ href: publicData, type: 'application/json' }, { href: staffApi }],
      },
      {
        anchor: publicData,
        ...described,
        describedby: [
          {
            href: `${root}/schema/subprocessor-list-1.json`,
            type: 'application/schema+json',
          },
        ],
      },
      { anchor: staffApi, ...described },
    ],
  };
}

function robotsFor({ origin, base }: Place): string {
  const closed = ['api', 'console', 'embed', 'subscriptions', 'unsubscribe'].map(
    (folder) => `Disallow: ${base}/${folder}`,
  );
  return ['User-agent: *', ...closed, '', `Sitemap: ${origin}/sitemap.xml`, ''].join('\n');
}

/** `path` is below where the pages of a language stand. */
type Page = { readonly path: string; readonly changedAt: Date };

type Root = { readonly language: string; readonly url: string };

/** Where the pages of each language stand. */
function rootsOf({ organisation }: Snapshot, { origin, base }: Place): readonly Root[] {
  return languages.map((language) => ({
    language,
    url: `${origin}${pagesIn(base, organisation, language)}`,
  }));
}

function pagesOf(snapshot: Snapshot): readonly Page[] {
  const listChangedAt = snapshot.listPublishedAt ?? snapshot.at;
  return [
    { path: '', changedAt: snapshot.at },
    { path: '/subprocessors', changedAt: listChangedAt },
    { path: '/annex-iii', changedAt: listChangedAt },
    { path: '/timeline', changedAt: listChangedAt },
    { path: '/map', changedAt: listChangedAt },
    { path: '/data-flow', changedAt: listChangedAt },
    { path: '/versions', changedAt: listChangedAt },
    ...snapshot.entries.flatMap(({ slug, changedAt }) =>
      ['', '/history'].map((page) => ({ path: `/subprocessors/${slug}${page}`, changedAt })),
    ),
    { path: '/changes', changedAt: listChangedAt },
    ...(isAnythingStated(snapshot.controls) ? [{ path: '/controls', changedAt: snapshot.at }] : []),
    ...documentPages(snapshot),
    ...snapshot.updates.recent
      .slice(0, 1)
      .map(({ changedAt }) => ({ path: '/updates', changedAt })),
    ...snapshot.updates.recent
      .filter(({ isWithdrawn }) => !isWithdrawn)
      .map(({ number, changedAt }) => ({ path: `/updates/${number}`, changedAt })),
    ...policyPages(snapshot),
    { path: '/retention', changedAt: snapshot.at },
    { path: '/subscribe', changedAt: snapshot.at },
    { path: '/contact', changedAt: snapshot.at },
    { path: '/privacy-request', changedAt: snapshot.at },
    { path: '/log', changedAt: snapshot.at },
    { path: '/use-this-data', changedAt: snapshot.at },
    { path: '/accessibility', changedAt: snapshot.at },
    ...snapshot.recent.map((change) => ({
      path: `/changes/${change.id}`,
      changedAt: lastStep(change).at,
    })),
  ];
}

/** Of those that anybody may know of; the snapshot holds no others. */
function documentPages({ documents }: Snapshot): readonly Page[] {
  const pages = documents.map(({ slug, changedAt, edition }) => ({
    path: `/documents/${slug}`,
    changedAt: edition?.issuedAt && edition.issuedAt > changedAt ? edition.issuedAt : changedAt,
  }));
  const newest = Math.max(...pages.map(({ changedAt }) => changedAt.getTime()));
  if (pages.length === 0) return [];
  return [{ path: '/documents', changedAt: new Date(newest) }, ...pages];
}

/** The present version of each stands at the policy's own address. */
function policyPages({ policies: { listed } }: Snapshot): readonly Page[] {
  const newest = listed.map(({ policy }) => policy.changedAt.getTime());
  if (newest.length === 0) return [];
  return [
    { path: '/policies', changedAt: new Date(Math.max(...newest)) },
    ...listed.map(({ policy: { slug, changedAt } }) => ({
      path: `/policies/${slug}`,
      changedAt,
    })),
  ];
}

/**
 * Each page in each language is an entry of its own, and each of them names all, itself too, as
 * search engines ask for (developers.google.com, "Localized versions of your pages").
 */
function writeSitemap(pages: readonly Page[], roots: readonly Root[]): string {
  const urls = pages.flatMap(({ path, changedAt }) => {
    const addresses = roots.map(({ language, url }) => ({
      language,
      url: escapeXml(`${url}${path}`.replace(/^(https?:\/\/[^/]+)$/, '$1/')),
    }));
    const alternates = addresses
      .map(
        ({ language, url }) => `<xhtml:link rel="alternate" hreflang="${language}" href="${url}"/>`,
      )
      .join('');
    const lastmod = changedAt.toISOString();
    return addresses.map(
      ({ url }) => `<url><loc>${url}</loc><lastmod>${lastmod}</lastmod>${alternates}</url>\n`,
    );
  });
  const schema = 'http://www.sitemaps.org/schemas/sitemap/0.9';
  const xhtml = 'http://www.w3.org/1999/xhtml';
  return `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="${schema}" xmlns:xhtml="${xhtml}">\n${urls.join('')}</urlset>\n`;
}

// Enough for the addresses made here: letters, digits and the characters of URLs.
function escapeXml(url: string): string {
  return url.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll("'", '&apos;');
}
