import type { Transporter } from 'nodemailer';
import type { SMTPPoolOptions } from 'nodemailer/lib/smtp-pool';
import { isLoopback } from '../config.ts';
import { sha256 } from '../core/hash.ts';
import type { Outcome, Sent } from '../deliveries/model/delivery.ts';
import { isMailboxGone } from '../deliveries/model/mail-status.ts';
import type { Mail, MailTransport } from '../deliveries/ports.ts';

/** Where mails are handed over, as MAIL_URL says. */
export type MailServer = {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte; else STARTTLS. */
  readonly isTls: boolean;
  readonly login?: { readonly user: string; readonly pass: string };
};

/** How long to wait, milliseconds: for a connection and the greeting, for a single answer, for all of one mail. */
export type MailPatience = {
  readonly connectMs: number;
  readonly answerMs: number;
  readonly mailMs: number;
};

export const usualPatience: MailPatience = { connectMs: 15_000, answerMs: 60_000, mailMs: 180_000 };

/** Reads `smtp://user:password@host:587` or `smtps://…`; user and password may be percent-encoded. */
export function readMailUrl(text: string): MailServer {
  const url = new URL(text);
  const isTls = url.protocol === 'smtps:';
  const server = {
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: Number(url.port) || (isTls ? 465 : 587),
    isTls,
  };
  if (url.username === '') return server;
  return { ...server, login: { user: decoded(url.username), pass: decoded(url.password) } };
}

/**
 * Nothing leaves this machine unencrypted on the submission port or with a password. To a server on this
 * machine that asks for no password TLS adds nothing, and its certificate is seldom a real one.
 */
export function poolOptions(
  { host, port, isTls, login }: MailServer,
  { connectMs, answerMs }: MailPatience,
  maxConnections: number,
): SMTPPoolOptions {
  const isHere = isLoopback(host);
  return {
    pool: true,
    host,
    port,
    secure: isTls,
    requireTLS: !isTls && !isHere && (port === 587 || login !== undefined),
    ignoreTLS: isHere && login === undefined,
    ...(login && { auth: login }),
    maxConnections,
    // A kept connection that the server ended meanwhile is no failure: nothing was sent over it.
    maxRequeues: 1,
    idleTimeout: 30_000,
    connectionTimeout: connectMs,
    greetingTimeout: connectMs,
    dnsTimeout: connectMs,
    socketTimeout: answerMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

/** Hands mails to a server by nodemailer; `open` is called with the first mail. */
export function createSmtp(
  open: () => Promise<Transporter>,
  { mailMs }: MailPatience,
): MailTransport {
  let opened: Promise<Transporter> | undefined;
  return {
    async send(mail) {
      const began = performance.now();
      const took = () => ({ durationMs: Math.round(performance.now() - began) });
      if (!isSendable(mail)) return { outcome: 'refused', ...took() };
      try {
        const transporter = await (opened ??= open());
        const { response } = await transporter.sendMail({
          ...messageOf(mail),
          signal: AbortSignal.timeout(mailMs),
        });
        return { outcome: 'accepted', ...statusIn(response ?? ''), ...took() };
      } catch (error) {
        return { ...failureOf(error), ...took() };
      }
    },
    close() {
      void opened?.then((transporter) => transporter.close());
      opened = undefined;
    },
  };
}

/** What became of a mail that was not accepted. The server's words are not kept: they may name the recipient. */
export function failureOf(error: unknown): Omit<Sent, 'durationMs'> {
  const { code, originalCode, response, responseCode, command, message } = factsOf(error);
  if (code === 'ETLS') return { outcome: 'tls' };
  if (responseCode !== undefined) return replied(responseCode, response, command);
  // RFC 1870: the server said beforehand how much it takes.
  if (code === 'EMESSAGE') return { outcome: 'too-large' };
  const what = `${code} ${originalCode} ${message}`;
  return { outcome: faults.find(([, pattern]) => pattern.test(what))?.[0] ?? 'connect' };
}

// By Node's codes where there are any; workerd has words only.
const faults: readonly (readonly [Outcome, RegExp])[] = [
  ['timeout', /\bETIMEDOUT\b|^EABORT/],
  [
    'tls',
    /\b(ERR_TLS|ERR_SSL|EPROTO|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|HOSTNAME)|TLS|certificate/i,
  ],
  ['dns', /^EDNS|\b(ENOTFOUND|EAI_AGAIN|EAI_NODATA)\b|DNS lookup failed/],
  ['refused', /\bECONNREFUSED\b|connection refused/i],
];

function replied(status: number, response: string, command: string): Omit<Sent, 'durationMs'> {
  // A full mailbox (5.2.2) says 552 too.
  if (status === 552 && !/^552[ -]5\.2\.2/.test(response)) return { outcome: 'too-large', status };
  const outcome = status >= 500 ? '5xx' : '4xx';
  const isFinal = status >= 500 && command === 'RCPT TO' && isMailboxGone(status, response);
  return { outcome, status, ...(isFinal && { isFinal }) };
}

function messageOf(mail: Mail) {
  const { from, to, subject, text, html, messageId, date, headers } = mail;
  const sender = mailboxOf(from);
  return {
    from: sender,
    // As an object, so that no comma in it makes two recipients.
    to: { name: '', address: to },
    subject,
    text,
    html,
    messageId,
    date,
    headers,
    // What nodemailer else draws by chance: the same mail is the same bytes.
    baseBoundary: sha256(messageId).slice(0, 24),
    // At least so many bytes are sent; what the server does not take is not begun.
    envelope: { from: sender.address, to: [to], size: Buffer.byteLength(text + html) },
  };
}

/** `Example Trust <trust@example.com>`, or a bare address. */
function mailboxOf(text: string): { name: string; address: string } {
  const [, name = '', address = text] = /^\s*(?:"?([^"<]*?)"?\s*)<([^<>]+)>\s*$/.exec(text) ?? [];
  return { name, address: address.trim() };
}

/** No header value may end its line, and there must be one mailbox to send to; whatever else is checked before. */
function isSendable({ from, to, subject, messageId, headers }: Mail): boolean {
  const values = [from, to, subject, messageId, ...Object.entries(headers).flat()];
  return values.every((value) => !/[\r\n\0]/.test(value)) && /^[^\s@,;<>]+@[^\s@,;<>]+$/.test(to);
}

function statusIn(response: string): { status?: number } {
  const status = Number(/^\d{3}/.exec(response)?.[0]);
  return status ? { status } : {};
}

function factsOf(error: unknown) {
  const facts = error instanceof Error ? error : new Error();
  // nodemailer adds these to what it throws, and its types do not say which are there.
  const { code, originalCode, response, responseCode, command } = facts as Error &
    Readonly<Record<string, unknown>>;
  const word = (value: unknown) => (typeof value === 'string' ? value : '');
  return {
    code: word(code),
    originalCode: word(originalCode),
    response: word(response),
    responseCode: typeof responseCode === 'number' ? responseCode : undefined,
    command: word(command),
    message: facts.message,
  };
}

/** A stray `%` is a part of the password, not an error at start. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
