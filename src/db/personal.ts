import { getTableName } from 'drizzle-orm';
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { Column, Declaration, Purpose, Source } from '../core/personal.ts';

type ColumnsOf<T extends SQLiteTable> = keyof T['$inferSelect'] & string;

/** A table with something about persons in it. A column that is not said is a type error. */
export function declare<T extends SQLiteTable>(
  table: T,
  said: {
    readonly record: string;
    readonly purpose: Purpose;
    readonly sources: readonly [Source, ...Source[]];
    readonly columns: Readonly<Record<ColumnsOf<T>, Column>>;
  },
): Declaration {
  return { table: getTableName(table), ...said };
}

/** A table that holds nothing about persons: its columns are named all the same, so that a new one is thought about. */
export function declareImpersonal<T extends SQLiteTable>(
  table: T,
  columns: Readonly<Record<ColumnsOf<T>, 'no'>>,
): Declaration {
  return { table: getTableName(table), record: null, columns };
}
