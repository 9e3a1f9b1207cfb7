import { Refusal } from '../core/errors.ts';
import { immutable } from '../publication/headers.ts';
import type { Place } from '../publication/model.ts';
import type { Published } from '../publication/representation.ts';
import fragmentCss from './fragment.css?raw';
import { code, digest, integrity, movingPath, pinnedPath } from './script.ts';

const script = 'text/javascript; charset=utf-8';

/** The custom elements for the company's own pages, as this deployment ships them. */
export const embedScript: Published = {
  kind: 'published',
  path: movingPath,
  mediaType: script,
  links: [{ rel: 'describedby', href: '/use-this-data', type: 'text/html' }],
  render: () => ({ body: code }),
};

/** The same bytes for good, for pages that say which ones they take (Subresource Integrity). */
export const pinnedScript: Published = {
  kind: 'published',
  path: '/embed/:digest{[0-9a-f]+}/annex.js',
  mediaType: script,
  params: { digest: (value) => value === digest },
  cacheControl: immutable,
  render({ place, params }) {
    if (params['digest'] !== digest) throw new Refusal('not_found', notKept(place));
    return { body: code };
  },
};

function notKept({ origin, base }: Place): string {
  return `This deployment serves another version of the script: ${origin}${base}${pinnedPath} with integrity="${integrity}". Until the page names that one, it shows the link inside of each element. ${origin}${base}/use-this-data says more.`;
}

/** Optional, for the fragments; everything in it is below the class `annex`. */
export const fragmentStylesheet: Published = {
  kind: 'published',
  path: '/embed/fragment.css',
  mediaType: 'text/css; charset=utf-8',
  render: () => ({ body: fragmentCss }),
};
