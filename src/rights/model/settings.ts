import type { Address } from '../../subprocessors/model/facts.ts';

/** By which ways one can ask beside the form; absent: by the data protection officer's mailbox of the profile. */
export type Settings = {
  readonly email?: string;
  readonly phone?: string;
  readonly postalAddress?: Address;
};

export const noSettings: Settings = {};
