import { z } from 'zod';
import { numberCursor, page, pageQuery } from '../../http/schema.ts';
import { effects } from '../model/returned.ts';

export const keptMail = z
  .object({
    id: z.string(),
    keptAt: z.iso.datetime(),
    from: z.string(),
    to: z.string(),
    subject: z.string(),
    text: z.string(),
    html: z.string(),
    messageId: z.string(),
    date: z.iso.datetime(),
    headers: z.record(z.string(), z.string()),
  })
  .meta({
    id: 'KeptMail',
    description: 'A mail that was kept instead of sent, as it would have gone out',
  });

export const keptMailList = page(keptMail).meta({ id: 'KeptMailList' });

export const outboxQuery = pageQuery.extend({ cursor: numberCursor.optional() });

export const recordedReports = z
  .object({
    items: z.array(
      z.object({
        effect: z.enum(effects).meta({
          description:
            '`disabled`: the delivery has bounced and the recipient gets nothing more; `bounced`: only this delivery has; `noted`: it is late or arrived; `unknown`: nothing was sent from here to this address under this Message-ID',
        }),
        delivery: z.int().nullable().meta({ description: 'Its number; null where none is known' }),
      }),
    ),
  })
  .meta({ id: 'RecordedReports', description: 'What became of each report, in their order' });

const token = z.string().min(1, 'Must not be empty.').max(200, 'Has at most 200 characters.');

/** Of a webhook of Mailgun, only what is read; the rest of it is let be. */
export const mailgunWebhook = z
  .object({
    signature: z.object({ timestamp: token, token, signature: token }),
    'event-data': z.object({
      event: z.string(),
      severity: z.string().optional(),
      reason: z.string().optional(),
      recipient: z.string().max(320, 'Has at most 320 characters.').optional(),
      message: z.object({ headers: z.object({ 'message-id': z.string() }).partial() }).optional(),
      'delivery-status': z
        .object({
          code: z.union([z.number(), z.string()]),
          message: z.string(),
          'enhanced-code': z.string(),
        })
        .partial()
        .optional(),
    }),
  })
  .meta({
    id: 'MailgunWebhook',
    description: 'As Mailgun posts it; what is not named here is not read',
  });
