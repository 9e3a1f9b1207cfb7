import type { RightsRequestId, StaffId } from '../../core/ids.ts';
import type { Correction } from '../model.ts';
import type { Findings } from './findings.ts';

/** What is done with all records of a person, one after the other. */
export const runActs = ['erase', 'correct'] as const;
export type RunAct = (typeof runActs)[number];

/** How far a run has come, in the order of holders and, within each, of ids. */
export type Place = {
  /** Kind of the holder; absent before the first. */
  readonly kind?: string;
  /** Id of the last record that was done. */
  readonly after?: string;
  /** Id of the record that was begun: done again after a crash, which does nothing more, and counted once. */
  readonly begun?: string;
};

export type Run = {
  readonly id: number;
  readonly requestId: RightsRequestId;
  readonly act: RunAct;
  readonly startedAt: Date;
  readonly startedBy: StaffId;
  readonly finishedAt?: Date;
  readonly place: Place;
  readonly findings: Findings;
  /** A `Matter`, sealed; absent once it is done. */
  readonly matter?: string;
};

/** What a run was begun for: it goes on with this, whatever it erases or corrects of the request itself. */
export type Matter = {
  readonly addresses: readonly string[];
  readonly correction?: Correction;
};
