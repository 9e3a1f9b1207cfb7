import type { LatenessRule } from './lateness.ts';

/** One thing written on a case. */
export type Message = {
  readonly id: number;
  readonly at: Date;
  readonly author: 'objector' | 'staff';
  /** Empty once erased. */
  readonly text: string;
  /** Of an objection that was sent again while the case was open. */
  readonly reference?: string;
};

/** What happened to a case, as the ledger tells it; who did it by id. */
export type Happened = {
  readonly seq: number;
  readonly at: Date;
  readonly actor: string;
  readonly action: string;
  readonly facts: {
    readonly customer?: string;
    readonly late?: boolean;
    readonly rule?: LatenessRule;
    readonly endsOn?: string;
    readonly resolution?: string;
    readonly until?: string;
    readonly looksAutomated?: boolean;
  };
};
