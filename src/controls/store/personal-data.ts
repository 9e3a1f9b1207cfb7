import type { Declaration } from '../../core/personal.ts';
import { declareImpersonal } from '../../db/personal.ts';
import { statusChanges, trustStatements } from '../table.ts';

export const declared: readonly Declaration[] = [
  declareImpersonal(trustStatements, {
    kind: 'no',
    key: 'no',
    facts: 'no',
    changedAt: 'no',
    version: 'no',
  }),
  declareImpersonal(statusChanges, {
    ordinal: 'no',
    eventId: 'no',
    kind: 'no',
    key: 'no',
    title: 'no',
    before: 'no',
    after: 'no',
    expectedOn: 'no',
    at: 'no',
  }),
];
