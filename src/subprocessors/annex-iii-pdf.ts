import type { Published } from '../publication/representation.ts';
import { dispositionOf } from './file-name.ts';
import { listFilters } from './list-document.ts';

/** Annex III to attach to a contract. What draws it is loaded when somebody asks: readers of pages do not pay for fonts. */
export const annexPdf: Published = {
  kind: 'published',
  path: '/annex-iii.pdf',
  mediaType: 'application/pdf',
  params: listFilters,
  freeParams: ['q'],
  links: [{ rel: 'alternate', href: '/annex-iii', type: 'text/html' }],
  render: async (input) => {
    const [{ writeAnnexPdf }, { openSans }] = await Promise.all([
      import('./pdf/annex-document.ts'),
      import('../pdf/open-sans.ts'),
    ]);
    return {
      body: writeAnnexPdf(input, openSans()),
      headers: dispositionOf(input.snapshot, 'annex-iii', 'pdf'),
    };
  },
};
