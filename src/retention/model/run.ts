import type { Day } from '../../core/day.ts';
import type { HeldCounts } from './holding.ts';

/** One run of one rule on one day of the organisation. */
export type Run = {
  readonly day: Day;
  readonly rule: string;
  readonly ruleVersion: number;
  /** Only looks: of a rule that is new or was changed nothing is purged before staff have been told. */
  readonly isDry: boolean;
  /** What happened on it or before was due. */
  readonly dueUntil: Day;
  readonly startedAt: Date;
  readonly finishedAt?: Date;
  /** Of the last record that was looked at. */
  readonly place?: string;
  readonly due: number;
  readonly purged: number;
  readonly held: HeldCounts;
};
