import type { Block } from './letter.ts';

/** A letter whose words are its feature's: to whoever asked something, in the language of the case. */
export type WrittenLetter = {
  /** What it is about; who writes is said before it. */
  readonly subject: string;
  /** Links are paths below the address of the trust centre. */
  readonly blocks: readonly Block[];
};
