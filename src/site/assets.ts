import { sha256 } from '../core/hash.ts';
import type { Published } from '../publication/representation.ts';
import css from './style.css?raw';

const stylesheetName = `style-${sha256(css).slice(0, 12)}.css`;

/** Its name changes with its content, so a browser may keep it for good. */
export const stylesheetPath = `/${stylesheetName}`;

/** A page that was kept by a cache names an older sheet: it gets today's, to look at again each time. */
export const stylesheet: Published = {
  kind: 'published',
  path: '/:digest{style-[0-9a-f]+\\.css}',
  mediaType: 'text/css; charset=utf-8',
  params: { digest: (value) => value === stylesheetName },
  render: ({ params }) => ({
    body: css,
    ...(params['digest'] === stylesheetName && {
      headers: { 'cache-control': 'public, max-age=31536000, immutable' },
    }),
  }),
};

export const favicon: Published = {
  kind: 'published',
  path: '/favicon.svg',
  mediaType: 'image/svg+xml',
  render: () => ({ body: mark }),
};

const mark =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20" fill="none" stroke="#2b8a91" stroke-width="3">' +
  '<circle cx="9" cy="9" r="7"/><path d="M12 12l6 6"/></svg>\n';
