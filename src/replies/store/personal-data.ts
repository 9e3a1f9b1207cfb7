import type { Declaration } from '../../core/personal.ts';
import { declareImpersonal } from '../../db/personal.ts';
import { replyTemplates } from '../table.ts';

export const declared: readonly Declaration[] = [
  // For many cases: a template names nobody, and placeholders become names in the answer only.
  declareImpersonal(replyTemplates, {
    id: 'no',
    name: 'no',
    language: 'no',
    text: 'no',
    changedAt: 'no',
    version: 'no',
  }),
];
