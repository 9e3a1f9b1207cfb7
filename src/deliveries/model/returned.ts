/** What a mail system reports about one recipient of a mail (RFC 3464 section 2.3). */
export type Report = {
  /** As it was addressed and as it was delivered to, lower case; one of them is ours. */
  readonly recipients: readonly string[];
  /** No further attempt is made; else it is only late, or arrived. */
  readonly isFailed: boolean;
  /** SMTP reply code, where it is told. */
  readonly code?: number;
  /** Enhanced status and diagnosis, for a decision; never stored: they may name a person. */
  readonly words: string;
  readonly isComplaint?: boolean;
};

/** Reports, and the message ids of what they are about. */
export type Returned = {
  readonly messageIds: readonly string[];
  readonly reports: readonly Report[];
};

/**
 * What became of a report: the recipient gets nothing any more; only this delivery is marked as returned; it
 * was only late; nothing of ours is known of it.
 */
export const effects = ['disabled', 'bounced', 'noted', 'unknown'] as const;
export type Effect = (typeof effects)[number];
