import type { z } from 'zod';
import type { MailgunEvent } from '../mailgun.ts';
import type { StoredMail } from '../model/kept.ts';
import type { keptMail, mailgunWebhook } from '../schema/mail.ts';

export function presentKeptMail({ id, at, mail }: StoredMail): z.infer<typeof keptMail> {
  const { from, to, subject, text, html, messageId, date, headers } = mail;
  const keptAt = at.toISOString();
  return { id: String(id), keptAt, from, to, subject, text, html, messageId, date, headers };
}

/** An event in words of ours. */
export function readMailgun(body: z.infer<typeof mailgunWebhook>): MailgunEvent {
  const { event, severity, reason, recipient, message, ...rest } = body['event-data'];
  const status = rest['delivery-status'];
  const code = Number(status?.code);
  return {
    event,
    severity,
    reason,
    recipient,
    messageId: message?.headers['message-id'],
    code: Number.isInteger(code) ? code : undefined,
    words: `${status?.['enhanced-code'] ?? ''} ${status?.message ?? ''}`,
  };
}
