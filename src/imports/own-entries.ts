import { judgeFacts, judgePerson } from './judge.ts';
import type { Reading, Warning } from './model/reading.ts';
import type { ImportRow, ReadRows } from './model/rows.ts';

/** Rows of a document in the register's own words: they need no mapping, only a judgement. */
export function rowsOfEntries({ rows, whole }: NonNullable<Reading['entries']>): ReadRows {
  const found = rows.map((entry, index): ImportRow => {
    const row = index + 1;
    const { value: facts, faults } = judgeFacts({ kind: 'third-party', ...entry.facts });
    const person = entry.contactPerson && judgePerson(entry.contactPerson);
    const stated = facts && 'kind' in entry.facts ? facts : withoutKind(facts);
    const warnings: readonly Warning[] = [
      ...(entry.unread ?? []).map((column) => ({
        row,
        column,
        detail: 'Has no place in the register: not read.',
      })),
      ...(person?.faults ?? []).map(({ pointer, detail }) => ({
        row,
        column: `contactPerson${pointer.slice(1)}`,
        detail: `${detail} The person is left out.`,
      })),
    ];
    return {
      row,
      slug: entry.slug,
      isOwnSlug: true,
      facts: stated ?? nameOf(entry.facts),
      whole,
      statesScope: true,
      warnings,
      faults,
      cells: new Map(),
      factsWithout: () => stated ?? {},
      ...(person?.value && { contactPerson: person.value }),
    };
  });
  return { rows: found, skipped: [] };
}

function withoutKind<T extends { kind: unknown }>(facts: T | undefined) {
  if (facts === undefined) return undefined;
  const { kind: _, ...others } = facts;
  return others;
}

function nameOf({ name }: Readonly<Record<string, unknown>>) {
  return typeof name === 'string' ? { name } : {};
}
