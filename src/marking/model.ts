import type { Day } from '../core/day.ts';

/** Whose copy it is: what every page of it says. */
export type Mark = {
  /** Of the grant and the download: `GRT-7K3M-92QF/3`. */
  readonly reference: string;
  readonly name: string;
  readonly email: string;
  readonly company: string;
  readonly on: Day;
};

/** `editing`: opens without a password, but says what readers may do with it. Marked copies lose that. */
export type Inspected = { readonly pages: number; readonly protection: 'none' | 'editing' };

const shape = '[A-Z]{2,4}-[0-9A-Z]{4}-[0-9A-Z]{4}/[1-9][0-9]{0,5}';
const whole = new RegExp(`^${shape}$`);
const anywhere = new RegExp(`(?<![0-9A-Z])${shape}(?![0-9])`, 'g');

export function isReference(text: string): boolean {
  return whole.test(text);
}

/** Those that stand in a text, in order, each as often as it does. */
export function referencesIn(text: string): readonly string[] {
  return text.match(anywhere) ?? [];
}
