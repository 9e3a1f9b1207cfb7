import type { Change } from '../../changes/model.ts';
import { listChangesById, listPending } from '../../changes/service.ts';
import { listOpenWindows } from '../../changes/service/moving.ts';
import type { Ctx } from '../../context.ts';
import type { Day } from '../../core/day.ts';
import type { Db } from '../../db/client.ts';
import type { Objection } from '../../objections/model.ts';
import { listOpenCases } from '../../objections/service/reading.ts';
import { listClosingWindows } from './reading.ts';

/** Something with a day, and the change that it is about. */
export type Deadline = { readonly on: Day; readonly change: Change } & (
  | {
      /** The last day to object, on general terms or for customers whose clocks run. */
      readonly kind: 'window-closes';
      readonly isGeneral: boolean;
      readonly customers: number;
    }
  | { readonly kind: 'takes-effect' }
  | {
      /** An objection to be settled, or the last day of a right to terminate. */
      readonly kind: 'objection-due';
      readonly objection: Objection;
    }
);

/** Open cases that are looked at; who has more has other worries. */
const mostCases = 500;

/** Everything with a day from one to another, both included; the next first. */
export async function listDeadlines(
  { deps: { db } }: Ctx,
  from: Day,
  until: Day,
): Promise<readonly Deadline[]> {
  const all = [
    ...(await windowsIn(db, from, until)),
    ...(await listPending(db, until)).map((change): Deadline => ({
      kind: 'takes-effect',
      on: change.effectiveOn,
      change,
    })),
    ...(await listOpenCases(db, mostCases)).flatMap(
      ({ objection, change, dueOn }): readonly Deadline[] =>
        change && dueOn ? [{ kind: 'objection-due', on: dueOn, change, objection }] : [],
    ),
  ];
  return all
    .filter(({ on }) => on >= from && on <= until)
    .toSorted((a, b) => a.on.localeCompare(b.on) || a.change.id - b.change.id);
}

async function windowsIn(db: Db, from: Day, until: Day): Promise<readonly Deadline[]> {
  const running = await listClosingWindows(db, from, until);
  const general = (await listOpenWindows(db)).map(({ change, objectionEndsOn }) => ({
    changeId: change.id,
    on: objectionEndsOn,
  }));
  const changes = new Map(
    (
      await listChangesById(db, [...new Set([...running, ...general].map((each) => each.changeId))])
    ).map((change) => [change.id, change]),
  );
  const byDay = Map.groupBy([...running, ...general], ({ changeId, on }) => `${on} ${changeId}`);
  return [...byDay.values()].flatMap((alike): readonly Deadline[] => {
    const [first] = alike;
    const change = first && changes.get(first.changeId);
    if (!first || !change) return [];
    const customers = alike.flatMap((each) => ('customers' in each ? [each.customers] : []));
    return [
      {
        kind: 'window-closes',
        on: first.on,
        change,
        isGeneral: customers.length < alike.length,
        customers: customers[0] ?? 0,
      },
    ];
  });
}
