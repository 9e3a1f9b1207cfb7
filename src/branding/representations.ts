import { Refusal } from '../core/errors.ts';
import { immutable } from '../publication/headers.ts';
import type { Snapshot } from '../publication/model.ts';
import type { Published } from '../publication/representation.ts';
import { logoPath, logoTypes, type LogoType } from './model.ts';

/**
 * The logo, from our own address. A page that a cache kept names an older one and gets today's, to be
 * looked at again each time. Whatever else is in the file: it is a picture of this type, nothing in it
 * may run or be loaded, and it has an origin of its own.
 */
function logoOf(mediaType: LogoType): Published {
  return {
    kind: 'published',
    path: `/branding/:file{logo-[0-9a-f]{12}\\.${logoTypes[mediaType]}}`,
    mediaType,
    params: { file: isNow },
    render({ snapshot, params: { file = '' } }) {
      const { logo } = snapshot.branding;
      if (logo?.mediaType !== mediaType) throw new Refusal('not_found', 'There is no such logo.');
      return {
        body: Buffer.from(logo.content, 'base64'),
        headers: {
          'content-security-policy': "default-src 'none'; sandbox",
          ...(isNow(file, snapshot) && { 'cache-control': immutable }),
        },
      };
    },
  };
}

export const logoPng = logoOf('image/png');
export const logoJpeg = logoOf('image/jpeg');
export const logoWebp = logoOf('image/webp');

function isNow(file: string, { branding: { logo } }: Pick<Snapshot, 'branding'>): boolean {
  return logo !== undefined && logoPath(logo) === `/branding/${file}`;
}
