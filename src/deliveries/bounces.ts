import PostalMime, { type Attachment, type Email } from 'postal-mime';
import { Refusal } from '../core/errors.ts';
import { reportsInProse } from './bounce-prose.ts';
import type { Report, Returned } from './model/returned.ts';

/** What is read of parts that are text; a report is some kB. */
const longestPart = 64 * 1024;

/**
 * Reads a mail that says what became of another: RFC 3464 as Postfix, Exchange, Gmail and Amazon SES write it,
 * and as well as can be the prose of those that do not. Refuses `invalid` for any other mail.
 */
export async function readReturned(bytes: Uint8Array): Promise<Returned> {
  const mail = await parse(bytes);
  const parts = mail.attachments.map((part) => ({ ...part, text: textOf(part) }));
  const statuses = parts.filter(({ mimeType }) => /\/(global-)?delivery-status$/.test(mimeType));
  const prose = proseOf(mail);
  const reports =
    statuses.length > 0
      ? statuses.flatMap(({ text }) => reportsIn(text))
      : reportsInProse(mail, prose);
  if (reports.length === 0)
    throw new Refusal('invalid', 'This mail reports nothing about another mail.');
  const searched = [mail.inReplyTo, mail.references, prose, ...parts.map(({ text }) => text)];
  return { messageIds: messageIdsIn(searched.join('\n')), reports };
}

async function parse(bytes: Uint8Array): Promise<Email> {
  try {
    return await PostalMime.parse(bytes, {
      forceRfc822Attachments: true,
      attachmentEncoding: 'arraybuffer',
      maxNestingDepth: 16,
      maxHeadersSize: 256 * 1024,
    });
  } catch (error) {
    throw new Refusal('malformed', 'The body can not be read as a mail.', { cause: error });
  }
}

function textOf({ content }: Attachment): string {
  const bytes = typeof content === 'string' ? Buffer.from(content) : new Uint8Array(content);
  return new TextDecoder().decode(bytes.subarray(0, longestPart));
}

/** Groups of fields stand apart by empty lines; the first is about the mail, each other about a recipient. */
function reportsIn(text: string): readonly Report[] {
  return unfolded(text)
    .split(/\n[ \t]*\n/)
    .map(fieldsIn)
    .filter((fields) => fields.has('final-recipient') || fields.has('original-recipient'))
    .map((fields) => {
      const words = `${fields.get('status') ?? ''} ${fields.get('diagnostic-code') ?? ''}`;
      const code = /(?:^|;|\s)([245]\d\d)[ -]/.exec(fields.get('diagnostic-code') ?? '')?.[1];
      return {
        recipients: ['original-recipient', 'final-recipient']
          .map((name) => addressIn(fields.get(name) ?? ''))
          .filter((address) => address !== ''),
        isFailed: fields.get('action')?.trim().toLowerCase() === 'failed',
        ...(code !== undefined && { code: Number(code) }),
        words,
      };
    });
}

function unfolded(text: string): string {
  return text.replaceAll('\r\n', '\n').replaceAll(/\n[ \t]+(?=\S)/g, ' ');
}

function fieldsIn(group: string): ReadonlyMap<string, string> {
  const lines = group.split('\n').map((line) => /^([\w-]+):(.*)$/s.exec(line));
  return new Map(
    lines.flatMap((found) =>
      found ? [[found[1]?.toLowerCase() ?? '', found[2]?.trim() ?? '']] : [],
    ),
  );
}

/** `rfc822; privacy@customer.example`, with or without brackets. */
function addressIn(field: string): string {
  const text = field.slice(field.indexOf(';') + 1);
  return text.replaceAll(/[<>\s]/g, '').toLowerCase();
}

function messageIdsIn(text: string): readonly string[] {
  return [...new Set(text.match(/<[^\s<>@]{1,300}@[^\s<>@]{1,300}>/g) ?? [])];
}

/** The text, and what is written in HTML alone. */
function proseOf({ text = '', html = '' }: Email): string {
  const written = html
    .slice(0, 4 * longestPart)
    .replaceAll(/<(?=[a-z/!])[^<>]*>/gi, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>');
  return `${text.slice(0, longestPart)}\n${written.slice(0, longestPart)}`;
}
