const dayMs = 86_400_000;

/**
 * When a security.txt of that moment expires: the end of the day 364 days later, in UTC, always
 * less than a year ahead (RFC 9116 section 2.5.5). It depends on the newest public event alone, so
 * a deployment in which nothing is published must publish something once renewal is due.
 */
export function securityTxtExpires(at: Date): Date {
  const startOfDay = Math.floor(at.getTime() / dayMs) * dayMs;
  return new Date(startOfDay + 365 * dayMs - 1000);
}

/** Whether the file should be renewed by a new public event: in its last 60 days. */
export function isSecurityTxtDue(at: Date, now: Date): boolean {
  return securityTxtExpires(at).getTime() - now.getTime() <= 60 * dayMs;
}
