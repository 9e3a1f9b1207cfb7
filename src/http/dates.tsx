import type { Catalogue, Language } from '../core/language.ts';
import { useLanguage } from './language.tsx';
import { dayOf, dayOfMoment, type Day, momentAt } from '../core/day.ts';

const english =
  'January February March April May June July August September October November December'.split(
    ' ',
  );
const german =
  'Januar Februar März April Mai Juni Juli August September Oktober November Dezember'.split(' ');
const monthNames: Catalogue<readonly string[]> = { en: english, de: german };
// As Duden shortens them; English ones are cut to three letters.
const germanShort = 'Jan. Feb. März Apr. Mai Juni Juli Aug. Sept. Okt. Nov. Dez.'.split(' ');
const shortNames: Catalogue<readonly string[]> = {
  en: english.map((name) => name.slice(0, 3)),
  de: germanShort,
};
const behindDate: Catalogue<string> = { en: '', de: '.' };

/** `4 January 2027`, `4. Januar 2027`: for sentences. */
export function dayInProse(day: Day, language: Language = 'en'): string {
  return dayWith(monthNames[language], day, language);
}

/** `January 2027`, of `2027-01`. */
export function monthInProse(month: string, language: Language = 'en'): string {
  const [year = '', number = ''] = month.split('-');
  return `${monthNames[language][Number(number) - 1] ?? number} ${year}`;
}

/** `4 Jan 2027`, `4. Jan. 2027`: for tables. */
export function dayInTable(day: Day, language: Language = 'en'): string {
  return dayWith(shortNames[language], day, language);
}

function dayWith(months: readonly string[], day: Day, language: Language): string {
  const [year = '', month = '', date = ''] = day.split('-');
  return `${Number(date)}${behindDate[language]} ${months[Number(month) - 1] ?? month} ${year}`;
}

/** A calendar day as readers write it, with the day as machines write it in `datetime`. */
export function Time({ day, prose = false }: { day: Day; prose?: boolean }) {
  const language = useLanguage();
  return (
    <time datetime={day}>{prose ? dayInProse(day, language) : dayInTable(day, language)}</time>
  );
}

/** The day on which an instant falls for the organisation. */
export function TimeOf({ at, zone, prose = false }: { at: Date; zone: string; prose?: boolean }) {
  return <Time day={dayOf(at, zone)} prose={prose} />;
}

/** `4 Jan 2027, 14:03` for the organisation. */
export function Moment({ at, zone }: { at: Date; zone: string }) {
  const moment = momentAt(at, zone);
  const language = useLanguage();
  return (
    <time datetime={at.toISOString()}>
      {dayInTable(dayOfMoment(moment), language)}, {moment.slice(11, 16)}
    </time>
  );
}
