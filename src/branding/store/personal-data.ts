import type { Declaration } from '../../core/personal.ts';
import { declareImpersonal } from '../../db/personal.ts';
import { branding } from '../table.ts';

export const declared: readonly Declaration[] = [
  declareImpersonal(branding, { id: 'no', facts: 'no', logo: 'no', version: 'no' }),
];
