import type { Declaration } from '../../core/personal.ts';
import { declareImpersonal } from '../../db/personal.ts';
import { searchDocuments, searchState } from '../table.ts';

export const declared: readonly Declaration[] = [
  // Copies of what is published, made anew with every publication: contact persons are left out of them.
  declareImpersonal(searchDocuments, {
    id: 'no',
    kind: 'no',
    key: 'no',
    title: 'no',
    body: 'no',
    words: 'no',
    language: 'no',
    digest: 'no',
  }),
  declareImpersonal(searchState, { id: 'no', version: 'no', form: 'no' }),
];
