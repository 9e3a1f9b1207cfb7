// SEAM: becomes an import of deliveries/model/schedule.ts, which comes with what sends.
import { Temporal } from 'temporal-polyfill';
import type { Frequency } from '../model/subscription.ts';

/** deliveries/model/schedule.ts: the next 7:00 of a day or a Monday; undefined for `immediate`. */
export function nextDigestAt(frequency: Frequency, now: Date, timeZone: string): Date | undefined {
  if (frequency === 'immediate') return undefined;
  const zoned = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone);
  const today = zoned.withPlainTime('07:00');
  const first = Temporal.ZonedDateTime.compare(today, zoned) > 0 ? today : today.add({ days: 1 });
  const days = frequency === 'daily' ? 0 : (8 - first.dayOfWeek) % 7;
  return new Date(first.add({ days }).epochMilliseconds);
}
