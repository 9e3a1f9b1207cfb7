import { z } from 'zod';
import { addDays, parseDay, startOfDay } from '../../core/day.ts';

const text = z.string().trim().max(200).catch('');

/** What narrows the record, as it stands in an address or a form. */
export const recordFilter = z.object({
  action: text,
  subject: text,
  actor: text,
  from: text,
  until: text,
});

export type RecordFilter = z.infer<typeof recordFilter>;

/** Days are those of the organisation, both included. */
export function filterOf({ action, subject, actor, from, until }: RecordFilter, zone: string) {
  const [first, last] = [parseDay(from), parseDay(until)];
  return {
    action: action || undefined,
    subject: subject || undefined,
    actor: actor || undefined,
    from: first && startOfDay(first, zone),
    until: last && startOfDay(addDays(last, 1), zone),
  };
}

/** Only what narrows it. */
export function paramsOf({ action, subject, actor, from, until }: RecordFilter): URLSearchParams {
  const said = Object.entries({ action, subject, actor, from, until });
  return new URLSearchParams(said.filter(([, value]) => value !== ''));
}
