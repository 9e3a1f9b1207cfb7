import type { Day } from '../../core/day.ts';
import type { Db } from '../../db/client.ts';
import { validityOn } from '../../documents/model/validity.ts';
import type { Attestation, Control, Statement, StatusKind } from '../model.ts';
import { loadStatements } from '../service.ts';
import { findToday } from './judging.ts';

/** What is stated and a person has to look at: it has lapsed, ends soon, or should be there by now. */
export type StatementTask = {
  readonly kind: StatusKind;
  readonly key: string;
  readonly title: string;
  readonly what: 'lapsed' | 'ends' | 'late';
  readonly on?: Day;
};

/** By the day that is missed or comes next. */
export async function listStatementTasks(db: Db, now: Date): Promise<readonly StatementTask[]> {
  const today = await findToday(db, now);
  const stated = await loadStatements(db, new Set(['attestation', 'control'] as const));
  return stated
    .flatMap((statement) => taskOf(statement, today) ?? [])
    .toSorted((a, b) => ((a.on ?? '') < (b.on ?? '') ? -1 : 1));
}

function taskOf({ kind, key, facts }: Statement<'attestation' | 'control'>, today: Day) {
  const found = 'form' in facts ? ofAttestation(facts, today) : ofControl(facts, today);
  return found && { kind, key, ...found };
}

type Found = Pick<StatementTask, 'title' | 'what' | 'on'>;

function ofAttestation(facts: Attestation, today: Day): Found | undefined {
  const { name: title, status, validUntil, expectedOn } = facts;
  const ends = validUntil && { on: validUntil };
  if (status === 'lapsed') return { title, what: 'lapsed', ...ends };
  if (status === 'held')
    return validUntil === undefined || validityOn(today, validUntil) === 'valid'
      ? undefined
      : { title, what: 'ends', on: validUntil };
  return late(title, expectedOn, today);
}

function ofControl({ title, status, plannedFor }: Control, today: Day): Found | undefined {
  return status === 'in-place' ? undefined : late(title, plannedFor, today);
}

function late(title: string, on: Day | undefined, today: Day): Found | undefined {
  return on === undefined || on >= today ? undefined : { title, what: 'late', on };
}
