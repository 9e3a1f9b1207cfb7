import { z } from 'zod';
import type { StoredEvent } from '../db/ledger.ts';
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

export const eventQuery = pageQuery.extend({
  subject: z.string().max(200).optional().meta({ example: 'change:14' }),
  cursor: numberCursor.optional(),
});

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
