import type { Declaration } from '../../core/personal.ts';
import { declareImpersonal } from '../../db/personal.ts';
import { doomedFiles } from '../table.ts';

export const declared: readonly Declaration[] = [
  declareImpersonal(doomedFiles, { key: 'no', at: 'no' }),
];
