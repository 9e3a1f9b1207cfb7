import { Refusal } from '../../core/errors.ts';

/** The longest list published by any of a hundred companies has 52 rows. */
export const maxRows = 5_000;
export const maxColumns = 200;
/** Of the file, as bytes. */
export const maxBytes = 10 * 1024 * 1024;
/** Pages are read into a tree, some forty times their size. */
export const maxPageCharacters = 2 * 1024 * 1024;

export function tooManyRows(): Refusal {
  return new Refusal(
    'invalid',
    `The list has more than ${maxRows.toLocaleString('en')} rows. No list of sub-processors is that long: check that this is the right file, or import it in parts.`,
  );
}

export function tooLongPage(format: string): Refusal {
  return new Refusal(
    'too_large',
    `A list as ${format} has at most ${maxPageCharacters / 1024 / 1024} million characters here. Send only the part with the list, or send it as CSV.`,
  );
}
