import type { Declaration } from '../../core/personal.ts';
import { declareImpersonal } from '../../db/personal.ts';
import { policies, policySteps, policyVersions } from '../table.ts';

export const declared: readonly Declaration[] = [
  declareImpersonal(policies, {
    slug: 'no',
    kind: 'no',
    title: 'no',
    noticeDays: 'no',
    order: 'no',
    current: 'no',
    announced: 'no',
    createdAt: 'no',
    changedAt: 'no',
    version: 'no',
  }),
  declareImpersonal(policyVersions, {
    policy: 'no',
    number: 'no',
    state: 'no',
    texts: 'no',
    languages: 'no',
    announcedAt: 'no',
    announcedBy: 'no',
    effectiveOn: 'no',
    summary: 'no',
    material: 'no',
    update: 'no',
    effectiveAt: 'no',
    supersededAt: 'no',
    withdrawnAt: 'no',
    withdrawnFor: 'no',
    withdrawnBy: 'no',
    createdAt: 'no',
    updatedAt: 'no',
    version: 'no',
  }),
  declareImpersonal(policySteps, {
    ordinal: 'no',
    eventId: 'no',
    policy: 'no',
    number: 'no',
    name: 'no',
    at: 'no',
  }),
];
