import { sha256 } from '../../core/hash.ts';
import type { Published } from '../../publication/representation.ts';
import { immutable } from '../../publication/headers.ts';
import body from './narrow.js?raw';

const name = `narrow-${sha256(body).slice(0, 12)}.js`;

/** Its name changes with its content, so a browser may keep it for good. */
export const narrowScriptPath = `/${name}`;

/** Narrows the page of the register while somebody types. A page that a cache kept names an older one: it gets today's. */
export const narrowScript: Published = {
  kind: 'published',
  path: '/:digest{narrow-[0-9a-f]+\\.js}',
  mediaType: 'text/javascript; charset=utf-8',
  params: { digest: (value) => value === name },
  render: ({ params }) => ({
    body,
    ...(params['digest'] === name && { headers: { 'cache-control': immutable } }),
  }),
};
