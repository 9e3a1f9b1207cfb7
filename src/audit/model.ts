/** Where an auditor has seen the chain before: a number of an event and its link. */
export type Seen = { readonly seq: number; readonly mac: string };

export type ChainReport = {
  /** How many events were read. */
  readonly events: number;
  /** The newest event and its link: to be kept, and compared the next time. */
  readonly head?: Seen;
  /** The first event that is not what it was, or stands where another was. */
  readonly brokenAt?: number;
  /** What is wrong there, in words. */
  readonly fault?: string;
  /** Newest events that are not linked yet; the schedule does that. */
  readonly unlinked: number;
};
