/** What staff may state as the reason; `suppressed` is any that is neither of the others. */
export const suppressionReasons = ['suppressed', 'bounced', 'complained'] as const;
export type SuppressionReason = (typeof suppressionReasons)[number];
