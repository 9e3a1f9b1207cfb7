import { sha256 } from '../core/hash.ts';
import type { Published } from '../publication/representation.ts';
import css from './style.css?raw';

// Its name changes with its content, so a browser may keep it for good.
export const stylesheet: Published = {
  kind: 'published',
  path: `/style-${sha256(css).slice(0, 12)}.css`,
  mediaType: 'text/css; charset=utf-8',
  cacheControl: 'public, max-age=31536000, immutable',
  render: () => ({ body: css }),
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
