import type { Declaration } from '../../core/personal.ts';
import { declareImpersonal } from '../../db/personal.ts';
import { retentionRules } from '../table.ts';

export const declared: readonly Declaration[] = [
  declareImpersonal(retentionRules, {
    id: 'no',
    facts: 'no',
    changedAt: 'no',
    version: 'no',
  }),
];
