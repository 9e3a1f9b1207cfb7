import { Refusal } from '../core/errors.ts';
import { immutable } from '../publication/headers.ts';
import type { Published } from '../publication/representation.ts';
import { logoPath } from './model.ts';

/**
 * The logo, from our own address. A page that a cache kept names an older one and gets today's, to be
 * looked at again each time. Whatever else is in the file: it is a picture of this type, nothing in it
 * may run or be loaded, and it has an origin of its own.
 */
export const logo: Published = {
  kind: 'published',
  path: '/branding/:file{logo-[0-9a-f]{12}\\.(?:png|jpg|webp)}',
  mediaType: 'image/png',
  params: { file: (value, { branding }) => isNow(value, branding) },
  render({ snapshot: { branding }, params }) {
    if (branding.logo === undefined) throw new Refusal('not_found', 'There is no logo.');
    return {
      body: Buffer.from(branding.logo.content, 'base64'),
      headers: {
        'content-type': branding.logo.mediaType,
        'content-security-policy': "default-src 'none'; sandbox",
        ...(isNow(params['file'], branding) && { 'cache-control': immutable }),
      },
    };
  },
};

function isNow(
  file: string | undefined,
  branding: Parameters<Published['render']>[0]['snapshot']['branding'],
): boolean {
  return branding.logo !== undefined && logoPath(branding.logo) === `/branding/${file}`;
}
