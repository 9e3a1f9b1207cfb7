import { z } from 'zod';
import type { StoredEvent } from '../db/ledger.ts';
import type { ChainReport } from './model.ts';
import { numberCursor, page, pageQuery } from '../http/schema.ts';

export const event = z
  .object({
    seq: z.int(),
    id: z.string(),
    at: z.iso.datetime(),
    actor: z.string(),
    action: z.string(),
    subject: z.string(),
    data: z.record(z.string(), z.unknown()),
    public: z.boolean(),
  })
  .meta({ id: 'Event', description: 'One fact of the record, which is only ever added to' });

export const eventList = page(event).meta({ id: 'EventList' });

const instant = z.iso
  .datetime({ offset: true, error: 'Must be an instant, e.g. 2026-11-22T09:00:00Z.' })
  .transform((text) => new Date(text));
const text = z.string().max(200);

const filters = {
  subject: text.optional().meta({ example: 'change:14' }),
  actor: text.optional().meta({ example: 'system:notices' }),
  action: text.optional().meta({
    description: 'One action, or with a dot at its end all that begin so',
    example: 'objection.',
  }),
  public: z
    .enum(['true', 'false'])
    .transform((given) => given === 'true')
    .optional(),
  from: instant.optional().meta({ description: 'Recorded at or after' }),
  until: instant.optional().meta({ description: 'Recorded before' }),
};

export const eventQuery = pageQuery.extend({ ...filters, cursor: numberCursor.optional() });

export const exportQuery = z.strictObject(filters);

export const seenQuery = z.strictObject({
  seq: numberCursor.optional().meta({ description: 'Of an event that was seen before' }),
  mac: z
    .string()
    .regex(/^[0-9a-f]{64}$/, 'Must be a link as this address gave it.')
    .optional()
    .meta({ description: 'The link that it had' }),
});

const link = z.object({ seq: z.int(), mac: z.string() });

export const chainReport = z
  .object({
    verified: z.boolean(),
    events: z.int().meta({ description: 'How many were read before the end, or before a fault' }),
    head: link.nullable().meta({ description: 'Keep it: send it the next time' }),
    brokenAt: z.int().nullable(),
    fault: z.string().nullable(),
    unlinked: z.int().meta({ description: 'Newest ones that are linked within a minute' }),
  })
  .meta({ id: 'ChainReport' });

export function presentReport({
  events,
  head,
  brokenAt,
  fault,
  unlinked,
}: ChainReport): z.infer<typeof chainReport> {
  return {
    verified: fault === undefined,
    events,
    head: head ? { seq: head.seq, mac: head.mac } : null,
    brokenAt: brokenAt ?? null,
    fault: fault ?? null,
    unlinked,
  };
}

export function presentEvent({
  seq,
  id,
  at,
  actor,
  action,
  subject,
  data,
  public: isPublic,
}: StoredEvent): z.infer<typeof event> {
  return { seq, id, at: at.toISOString(), actor, action, subject, data, public: isPublic };
}
