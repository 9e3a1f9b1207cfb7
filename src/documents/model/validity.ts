import { addDays, type Day } from '../../core/day.ts';

/** Days before its last one on which staff are reminded. */
export const warningDays = [60, 14] as const;

export type Validity = 'valid' | 'expiring' | 'expired';

/** Of something whose last day is `validUntil`. */
export function validityOn(today: Day, validUntil: Day): Validity {
  if (validUntil < today) return 'expired';
  return validUntil <= addDays(today, warningDays[0]) ? 'expiring' : 'valid';
}

/** Which reminder is due by that day; only the last one where several went by. */
export function warningDue(today: Day, validUntil: Day): (typeof warningDays)[number] | undefined {
  return warningDays.findLast((days) => validUntil <= addDays(today, days));
}
