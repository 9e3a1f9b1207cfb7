import { dayOf, dayOfMoment, type Day, momentAt } from '../core/day.ts';

const months =
  'January February March April May June July August September October November December'.split(
    ' ',
  );

/** `4 January 2027`, for sentences. */
export function dayInProse(day: Day): string {
  const { year, month, date } = partsOf(day);
  return `${date} ${month} ${year}`;
}

/** `January 2027`, of `2027-01`. */
export function monthInProse(month: string): string {
  const [year = '', number = ''] = month.split('-');
  return `${months[Number(number) - 1] ?? number} ${year}`;
}

/** `4 Jan 2027`, for tables. */
export function dayInTable(day: Day): string {
  const { year, month, date } = partsOf(day);
  return `${date} ${month.slice(0, 3)} ${year}`;
}

/** A calendar day as readers write it, with the day as machines write it in `datetime`. */
export function Time({ day, prose = false }: { day: Day; prose?: boolean }) {
  return <time datetime={day}>{prose ? dayInProse(day) : dayInTable(day)}</time>;
}

/** The day on which an instant falls for the organisation. */
export function TimeOf({ at, zone, prose = false }: { at: Date; zone: string; prose?: boolean }) {
  return <Time day={dayOf(at, zone)} prose={prose} />;
}

/** `4 Jan 2027, 14:03` for the organisation. */
export function Moment({ at, zone }: { at: Date; zone: string }) {
  const moment = momentAt(at, zone);
  return (
    <time datetime={at.toISOString()}>
      {dayInTable(dayOfMoment(moment))}, {moment.slice(11, 16)}
    </time>
  );
}

function partsOf(day: Day): { year: string; month: string; date: number } {
  const [year = '', month = '', date = ''] = day.split('-');
  return { year, month: months[Number(month) - 1] ?? month, date: Number(date) };
}
