import { counted, type Report, type Status } from './model/report.ts';

const verdicts: Readonly<Record<Status, string>> = {
  verified: 'VERIFIED',
  'does-not-verify': 'DOES NOT VERIFY',
  'could-not-check': 'COULD NOT BE CHECKED',
};

/** The report for people, one finding a line. */
export function tellReport({ status, url, log, checks, notes, reason }: Report): string {
  const head = log && [
    `      ${log.origin}, ${counted(log.size, 'entry', 'entries')}`,
    `      root ${log.root}`,
    `      key  ${log.verifierKey}`,
  ];
  const findings = checks.flatMap(({ text, faults, moreFaults }) => {
    if (faults.length === 0) return text === '' ? [] : [`ok    ${text}`];
    const more = moreFaults === 0 ? [] : [`NOT   and ${moreFaults} more of this kind`];
    return [...faults.map((fault) => `NOT   ${fault}`), ...more];
  });
  return [
    `${verdicts[status]}: ${url}`,
    ...(head ?? []),
    ...(reason === undefined ? [] : [`      ${reason}`]),
    ...findings,
    ...notes.map((note) => `note  ${note}`),
  ]
    .map((line) => `${printable(line)}\n`)
    .join('');
}

/** What came from outside may hold anything that steers a terminal or turns a line round. */
export function printable(text: string): string {
  return text.replace(
    /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu,
    (char) => `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`,
  );
}

/** The report for programs; read on a terminal it steers none either. */
export function writeReport(report: Report): string {
  const text = JSON.stringify(report, undefined, 2);
  return `${text.replace(/[\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}]/gu, escapeJson)}\n`;
}

/** One escape for each UTF-16 code unit, RFC 8259 section 7. */
function escapeJson(char: string): string {
  return Array.from(
    { length: char.length },
    (_, at) => `\\u${char.charCodeAt(at).toString(16).padStart(4, '0')}`,
  ).join('');
}
