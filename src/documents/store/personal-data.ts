import type { Declaration } from '../../core/personal.ts';
import { declareImpersonal } from '../../db/personal.ts';
import { documents, editions } from '../table.ts';

export const declared: readonly Declaration[] = [
  declareImpersonal(documents, {
    id: 'no',
    slug: 'no',
    facts: 'no',
    createdAt: 'no',
    changedAt: 'no',
    version: 'no',
  }),
  declareImpersonal(editions, {
    id: 'no',
    documentId: 'no',
    number: 'no',
    state: 'no',
    facts: 'no',
    fileName: 'no',
    mediaType: 'no',
    size: 'no',
    sha256: 'no',
    pages: 'no',
    isUnprotectedWhenMarked: 'no',
    uploadedAt: 'no',
    issuedAt: 'no',
    changedAt: 'no',
    version: 'no',
  }),
];
