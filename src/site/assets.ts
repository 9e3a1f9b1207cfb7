import type { Branding } from '../branding/model.ts';
import { sheetOf } from '../branding/model/sheet.ts';
import { sha256 } from '../core/hash.ts';
import { getOrMake } from '../core/remembered.ts';
import type { Published } from '../publication/representation.ts';
import css from './style.css?raw';

export { logoPath } from '../branding/model.ts';

type Sheet = { readonly name: string; readonly body: string };

const sheets = new WeakMap<Branding, Sheet>();

function sheetFor(branding: Branding): Sheet {
  return getOrMake(sheets, branding, () => {
    const body = `${css}${sheetOf(branding)}`;
    return { name: `style-${sha256(body).slice(0, 12)}.css`, body };
  });
}

/** Ours with the organisation's colours. Its name changes with its content, so a browser may keep it for good. */
export function stylesheetPath(branding: Branding): string {
  return `/${sheetFor(branding).name}`;
}

/** A page that was kept by a cache names an older sheet: it gets today's, to look at again each time. */
export const stylesheet: Published = {
  kind: 'published',
  path: '/:digest{style-[0-9a-f]+\\.css}',
  mediaType: 'text/css; charset=utf-8',
  params: { digest: (value, { branding }) => value === sheetFor(branding).name },
  render({ snapshot: { branding }, params }) {
    const { name, body } = sheetFor(branding);
    return {
      body,
      ...(params['digest'] === name && {
        headers: { 'cache-control': 'public, max-age=31536000, immutable' },
      }),
    };
  },
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
