import type { Email } from 'postal-mime';
import type { Report } from './model/returned.ts';

/**
 * What qmail, old Exchange and others say in prose: addresses, and a reply code. Nothing where no machine
 * wrote it: a person's answer may quote both.
 */
export function reportsInProse(mail: Email, prose: string): readonly Report[] {
  // Behind it stands a copy of the mail, with addresses and numbers of its own.
  const [told = ''] = prose.split(copy);
  const reply = code.exec(told)?.[1];
  const status = enhanced.exec(told)?.[1];
  const kind = (reply ?? status)?.[0];
  if (!isByMachine(mail) || kind === undefined) return [];
  return [
    {
      recipients: recipientsIn(mail, told),
      isFailed: kind === '5',
      ...(reply !== undefined && { code: Number(reply) }),
      // Beside a reply qmail's own number says only how far it got.
      words: reply === undefined ? told : told.replaceAll(/\(#\d\.\d\.\d\)/g, ''),
    },
  ];
}

const copy =
  /^-+ ?(?:Below this line is|Original message|This is a copy)|^Original message headers/im;
const code = /(?:^|[\s#(:])([45]\d\d)[ -](?=\S)/m;
const enhanced = /#([45]\.\d{1,3}\.\d{1,3})/;
// From where a word begins, and no longer than an address may be: a mail is anybody's.
const address =
  /(?<![\w.!#$%&'*+/=?^`{|}~-])[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,8}/gi;

function isByMachine({ from, headers }: Email): boolean {
  const isDaemon = /^(mailer-daemon|postmaster|mail-daemon|microsoftexchange\w*)@/i;
  return (
    isDaemon.test(from?.address ?? '') ||
    headers.some(({ key, value }) => key === 'return-path' && /^\s*<\s*>\s*$/.test(value))
  );
}

function recipientsIn({ headers }: Email, told: string): readonly string[] {
  const failed = headers.filter(({ key }) => key === 'x-failed-recipients');
  const text = `${failed.map(({ value }) => value).join(' ')} ${told}`;
  return [...new Set((text.match(address) ?? []).map((each) => each.toLowerCase()))];
}
