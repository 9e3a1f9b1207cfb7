import type { DeliveryState, Outcome } from './delivery.ts';

/** One attempt, as it was recorded. */
type LoggedAttempt = {
  readonly at: Date;
  readonly outcome: Outcome;
  /** HTTP status or SMTP reply code; null where there was none. */
  readonly status: number | null;
  readonly durationMs: number;
};

/** A delivery with every attempt, for whom it was meant. */
export type LoggedDelivery = {
  /** Names it to its recipient: the number of the row would tell how many others are told something. */
  readonly subject: string;
  readonly state: DeliveryState;
  readonly createdAt: Date;
  readonly dueAt: Date | null;
  readonly endedAt: Date | null;
  readonly attempts: readonly LoggedAttempt[];
};

/** A page of them, newest first; `next` is where to go on. */
export type DeliveryLog = {
  readonly items: readonly LoggedDelivery[];
  readonly next: string | null;
};
