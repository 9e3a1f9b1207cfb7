import type { PartWords } from './parts-en.ts';

export const de: PartWords = {
  unstated: 'Nicht angegeben',
  pagesOf: () => 'Seiten dieser Liste',
  newest: () => 'Neueste',
  older: () => 'Ältere',
};
