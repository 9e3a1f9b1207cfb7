import type { Day } from '../../core/day.ts';
import { parseDay } from '../../core/day.ts';

const months = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];

const isoForm = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?$/;
const monthFirst = /^([a-z]+)\.?,?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})$/i;
const dayFirst = /^(\d{1,2})(?:st|nd|rd|th)?[\s-]+(?:of\s+)?([a-z]+)\.?,?[\s-]+(\d{4})$/i;
const numeric = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4})$/;

/** A day that can be read in one way only; `11/05/2021` and a misspelt month are not. */
export function readDay(text: string): Day | undefined {
  const plain = text.trim();
  const [, isoYear, isoMonth, isoDate] = isoForm.exec(plain) ?? [];
  if (isoYear) return dayOf(isoYear, Number(isoMonth), isoDate);
  const [, name, date, year] = monthFirst.exec(plain) ?? [];
  if (name) return dayOf(year, monthNamed(name), date);
  const [, date2, name2, year2] = dayFirst.exec(plain) ?? [];
  if (name2) return dayOf(year2, monthNamed(name2), date2);
  return readNumeric(plain);
}

/** `25.12.2021` and `12/25/2021` have one meaning, because there is no month 25. */
function readNumeric(text: string): Day | undefined {
  const [, first = '', second = '', year] = numeric.exec(text) ?? [];
  if (Number(first) > 12) return dayOf(year, Number(second), first);
  if (Number(second) > 12) return dayOf(year, Number(first), second);
  return first !== '' && first === second ? dayOf(year, Number(first), second) : undefined;
}

function monthNamed(name: string): number {
  const wanted = name.toLowerCase();
  if (wanted === 'sept') return 9;
  return months.findIndex((month) => month === wanted || month.slice(0, 3) === wanted) + 1;
}

function dayOf(year = '', month: number, date = ''): Day | undefined {
  return parseDay(`${year}-${String(month).padStart(2, '0')}-${date.padStart(2, '0')}`);
}

const statement =
  /(?:last (?:updated|modified|revised|reviewed|changed)|updated(?: on)?|as of|effective(?: date| as of)?)[\s:]{0,20}((?:[a-z]{3,9}\.?,?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4})|(?:\d{1,2}(?:st|nd|rd|th)?\s+[a-z]{3,9}\.?,?\s+\d{4})|(?:\d{4}-\d{2}-\d{2}))/i;

/** What a page says of its own age: "Last Updated: May, 15, 2025". */
export function findStatedDate(text: string): string | undefined {
  return statement.exec(text.slice(0, 200_000))?.[1];
}
