import type { Declaration } from '../../core/personal.ts';
import { declare, declareImpersonal } from '../../db/personal.ts';
import { retentionHolds, retentionRules, retentionRuns } from '../table.ts';

export const declared: readonly Declaration[] = [
  declareImpersonal(retentionRules, {
    id: 'no',
    facts: 'no',
    changedAt: 'no',
    version: 'no',
  }),
  declareImpersonal(retentionRuns, {
    day: 'no',
    rule: 'no',
    ruleVersion: 'no',
    isDry: 'no',
    dueUntil: 'no',
    startedAt: 'no',
    finishedAt: 'no',
    place: 'no',
    due: 'no',
    purged: 'no',
    held: 'no',
  }),
  declare(retentionHolds, {
    record: 'holds',
    purpose: 'privacy-requests',
    sources: ['staff'],
    columns: {
      id: 'no',
      kind: 'no',
      rule: 'no',
      recordId: 'no',
      customerId: 'no',
      reason: {
        category: 'communications',
        what: {
          en: 'Why records are kept past their period',
          de: 'Warum Daten über ihre Frist hinaus aufbewahrt werden',
        },
      },
      owner: {
        category: 'identifiers',
        what: { en: 'Who answers for a hold', de: 'Wer eine Löschsperre verantwortet' },
      },
      reviewOn: 'no',
      setBy: 'no',
      setAt: 'no',
      liftedAt: 'no',
      liftedFor: {
        category: 'communications',
        what: { en: 'Why a hold was lifted', de: 'Warum eine Löschsperre aufgehoben wurde' },
      },
      version: 'no',
    },
  }),
];
