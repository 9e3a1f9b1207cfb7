import type { Declaration } from '../../core/personal.ts';
import { declareImpersonal } from '../../db/personal.ts';
import { changeItems, changeServices, changeSteps, changes, feedPositions } from '../table.ts';

export const declared: readonly Declaration[] = [
  declareImpersonal(changes, {
    id: 'no',
    class: 'no',
    reason: 'no',
    effectiveOn: 'no',
    publishedAt: 'no',
    tookEffectAt: 'no',
    claimedAt: 'no',
    objectionEndsOn: 'no',
    closingToldAt: 'no',
    windowClosedAt: 'no',
    withdrawnAt: 'no',
    emergency: 'no',
    supersedes: 'no',
    round: 'no',
  }),
  declareImpersonal(changeItems, {
    changeId: 'no',
    position: 'no',
    subprocessorId: 'no',
    slug: 'no',
    kind: 'no',
    class: 'no',
    aspects: 'no',
    counterpart: 'no',
    before: 'no',
    after: 'no',
  }),
  declareImpersonal(changeServices, {
    service: 'no',
    changeId: 'no',
  }),
  declareImpersonal(changeSteps, {
    seq: 'no',
    eventId: 'no',
    changeId: 'no',
    name: 'no',
    at: 'no',
    listVersion: 'no',
    detail: 'no',
  }),
  declareImpersonal(feedPositions, {
    stream: 'no',
    position: 'no',
    seq: 'no',
    changeId: 'no',
    eventId: 'no',
  }),
];
