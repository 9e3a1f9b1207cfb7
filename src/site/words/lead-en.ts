import { listInWords, type Line } from '../../changes/field-text.ts';
import type { Day } from '../../core/day.ts';

/** Who processes, counted. */
export type Processing = {
  readonly companies: number;
  readonly name: string;
  /** The most frequent first. */
  readonly places: readonly string[];
  /** How many work on a worldwide network. */
  readonly worldwide: 'all' | number;
  readonly isPast: boolean;
};

/** The first sentences of the overview. */
export const en = {
  nothingRecorded: 'Nothing is recorded of that time.',
  noneThen: 'No sub-processor was listed then.',
  empty: 'This register is empty: no sub-processor has been published yet.',
  present({ companies, name, places, worldwide, isPast }: Processing): string {
    if (companies === 0)
      return sentence(
        `No company ${isPast ? 'processed' : 'processes'} personal data for ${name}, as far as this register says`,
      );
    const who = companies === 1 ? 'One company' : `${capital(numberInWords(companies))} companies`;
    const verb = isPast ? 'processed' : companies === 1 ? 'processes' : 'process';
    const them =
      worldwide === 'all'
        ? 'on a worldwide network'
        : `${numberInWords(worldwide)} of them on a worldwide network`;
    const where = [
      places.length === 0 ? '' : `in ${listInWords(places.map(withArticle), 4)}`,
      worldwide === 0 ? '' : them,
    ].filter(Boolean);
    return sentence([`${who} ${verb} personal data for ${name}`, ...where].join(', '));
  },
  /** The part behind the day is what can still be done. */
  change: (day: Day, until: Line): Line => [' A change is announced for ', { day }, ...until, '.'],
  coming(count: number, isMore: boolean, day: Day, until: Line): Line {
    const more = `${capital(numberInWords(count))}${isMore ? ' more' : ''}`;
    const who =
      count === 1
        ? `${isMore ? 'Another' : 'One'} is announced for `
        : `${more} are announced, the first for `;
    return [` ${who}`, { day }, ...until, '.'];
  },
  objections: (day: Day): Line => [', with objections until ', { day }],
};

export type LeadWords = typeof en;

const small = 'no one two three four five six seven eight nine ten eleven twelve'.split(' ');

function numberInWords(count: number): string {
  return small[count] ?? String(count);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function sentence(text: string): string {
  return text.endsWith('.') ? text : `${text}.`;
}

const withThe =
  /^(United |Netherlands|Philippines|European |Bahamas|Maldives|Seychelles|Czech Republic|Dominican Republic)/;

function withArticle(place: string): string {
  return withThe.test(place) ? `the ${place}` : place;
}
