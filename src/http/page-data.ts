import type { Json } from '../core/canonical-json.ts';

type Crumb = { readonly name: string; readonly url: string };

/**
 * What a page tells search engines in the words of schema.org: what it is about, and where it stands.
 * Undefined where there is nothing to tell.
 */
export function pageData(things: readonly Json[], crumbs: readonly Crumb[]): Json | undefined {
  const where = crumbs.length < 2 ? [] : [breadcrumbs(crumbs)];
  if (things.length + where.length === 0) return undefined;
  return { '@context': 'https://schema.org', '@graph': [...things, ...where] };
}

function breadcrumbs(crumbs: readonly Crumb[]): Json {
  return {
    '@type': 'BreadcrumbList',
    itemListElement: crumbs.map(({ name, url }, index) => ({
      '@type': 'ListItem',
      position: index + 1,
      name,
      item: url,
    })),
  };
}
