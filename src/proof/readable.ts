import { dayInWords } from '../changes/value-words.ts';
import { parseDay } from '../core/day.ts';

/** A packet in the order in which a person reads it; page and PDF are drawn from the same. */
export type Part = {
  readonly heading: string;
  readonly paragraphs?: readonly string[];
  readonly facts?: readonly (readonly [label: string, text: string])[];
  /** Word for word, line by line. */
  readonly quote?: string;
};

/** `22 November 2026, 09:00:00 UTC`: to the second, and the same for everybody. */
export function instantInWords(iso: string): string {
  return `${wordsOfDay(iso.slice(0, 10))}, ${iso.slice(11, 19)} UTC`;
}

export function wordsOfDay(text: string): string {
  const day = parseDay(text);
  return day === undefined ? text : dayInWords(day);
}

/** `not-approved` as `not approved`: codes are words already. */
export function wordsOfCode(code: string): string {
  return code.replaceAll(/[-_]/g, ' ');
}
