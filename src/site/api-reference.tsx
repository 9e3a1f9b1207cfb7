import { renderPage } from '../http/layout.tsx';
import type { Place } from '../publication/model.ts';
import { mountDocument } from './openapi-document.ts';
import type { LinkTo, Published } from '../publication/representation.ts';
import { siteWords } from './words/pages.ts';

// Both are read by few and large, so the document is loaded on demand, apart from the public path.

const description: LinkTo = {
  rel: 'service-desc',
  href: '/openapi.json',
  type: 'application/vnd.oai.openapi+json;version=3.1',
};

/** The committed description of the API, with the address of this deployment. */
export const openapiJson: Published = {
  kind: 'published',
  path: '/openapi.json',
  mediaType: 'application/json; charset=utf-8',
  links: [{ rel: 'service-doc', href: '/docs/api', type: 'text/html' }],
  render: async ({ place }) => ({ body: JSON.stringify(await documentAt(place), null, 2) }),
};

/** The same for people, with the meaning of every problem that the API answers with. */
export const apiReference: Published = {
  kind: 'published',
  path: '/docs/api',
  mediaType: 'text/html; charset=utf-8',
  markdown: 'none',
  links: [description],
  render: async (input) => {
    const { ApiReference } = await import('./api-reference-page.tsx');
    const words = siteWords[input.place.language].api;
    const document = await documentAt(input.place);
    return renderPage(
      {
        input,
        title: words.title,
        description: words.about,
        path: '/docs/api',
        links: [description],
      },
      <ApiReference document={document} place={input.place} />,
    );
  },
};

async function documentAt({ origin, base }: Place) {
  const { default: document } = await import('../../openapi/openapi.json');
  return mountDocument(document, origin, base);
}
