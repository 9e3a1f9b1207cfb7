// Enhanced status codes of RFC 3463 and its registry (RFC 5248): class, subject and detail. No part of an address of a host.
const enhanced = /(?<![\d.])([245])\.(\d{1,3})\.(\d{1,3})(?!\.?\d)/g;

/**
 * Whether a permanent refusal says that this mailbox takes no mail at all, rather than that this mail, its
 * sender or its size was not wanted: a server that is blocked for a day must not lose every subscriber.
 * `code` is the SMTP reply code where there was one; `words` is the reply, or status and diagnosis of a report.
 */
export function isMailboxGone(code: number | undefined, words: string): boolean {
  // x.0.0 says nothing, and what says something may stand behind it.
  const told = [...words.matchAll(enhanced)].find(([, , subject]) => subject !== '0');
  if (told === undefined) return code !== undefined && code >= 550 && code !== 552;
  const [, kind, subject, detail] = told;
  return kind === '5' && isAboutMailbox(Number(subject), Number(detail));
}

function isAboutMailbox(subject: number, detail: number): boolean {
  // 1 is the address, 2 the mailbox; a full one (2) may be emptied, and a size (3) is the mail's.
  if (subject === 1) return true;
  if (subject === 2) return detail !== 2 && detail !== 3;
  // Routing: the domain takes nobody of this name (1), or there is none (4; Exchange Online says 310).
  return subject === 4 && [1, 4, 310].includes(detail);
}
