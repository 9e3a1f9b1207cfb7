import { customType, integer, text } from 'drizzle-orm/sqlite-core';
import type { Day, Moment } from '../core/day.ts';

/** An instant: milliseconds since 1970 in SQL, `Date` in code. */
export const instant = (name: string) => integer(name, { mode: 'timestamp_ms' });

/** A calendar day as `YYYY-MM-DD`, so that SQL sorts it. */
export const day = customType<{ data: Day; driverData: string }>({ dataType: () => 'text' });

/** A day, or a day with a wall-clock time. */
export const moment = customType<{ data: Moment; driverData: string }>({ dataType: () => 'text' });

export const flag = (name: string) => integer(name, { mode: 'boolean' });

/** A document that is always read and written whole. */
export const document = <T>(name: string) => text(name, { mode: 'json' }).$type<T>();
