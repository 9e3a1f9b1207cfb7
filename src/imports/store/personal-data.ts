import type { Declaration } from '../../core/personal.ts';
import { declareImpersonal } from '../../db/personal.ts';
import { importMappings } from '../table.ts';

export const declared: readonly Declaration[] = [
  declareImpersonal(importMappings, {
    source: 'no',
    mapping: 'no',
    updatedAt: 'no',
  }),
];
