// Enhanced status codes of RFC 3463 and its registry (RFC 5248): class.subject.detail.
const enhanced = /\b([245])\.(\d{1,3})\.(\d{1,3})\b/;

/**
 * Whether a permanent refusal says that this mailbox takes no mail at all, rather than that this mail, its
 * sender or its size was not wanted: a server that is blocked for a day must not lose every subscriber.
 * `reply` is the server's line, or the status of a report.
 */
export function isRecipientsFault(status: number, reply: string): boolean {
  const [, kind, subject = '', detail = ''] = enhanced.exec(reply) ?? [];
  if (kind === undefined) return status !== 552;
  return kind === '5' && isAboutMailbox(Number(subject), Number(detail));
}

export function isPermanent(status: string): boolean {
  return enhanced.exec(status)?.[1] === '5';
}

function isAboutMailbox(subject: number, detail: number): boolean {
  // 1 is the address, 2 the mailbox; a full one (2) may be emptied, and a size (3) is the mail's.
  if (subject <= 1) return true;
  if (subject === 2) return detail !== 2 && detail !== 3;
  // Routing: no such host (Exchange Online says 310), or the domain takes nobody of this name (1).
  return subject === 4 && [1, 4, 310].includes(detail);
}
