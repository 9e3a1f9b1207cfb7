import { desc, eq } from 'drizzle-orm';
import type { Db } from '../db/client.ts';
import { events } from '../db/ledger.ts';

/** The newest public event: its number is the version of everything public. Version 0 before the first. */
export async function selectVersion(db: Db): Promise<{ version: number; at: Date }> {
  const [row] = await db
    .select({ version: events.seq, at: events.at })
    .from(events)
    .where(eq(events.public, true))
    .orderBy(desc(events.seq))
    .limit(1);
  return row ?? { version: 0, at: new Date(0) };
}

/** Whether the demo story was seeded here; its first event says so for ever. */
export async function selectIsDemo(db: Db): Promise<boolean> {
  const rows = await db
    .select({ seq: events.seq })
    .from(events)
    .where(eq(events.subject, 'demo'))
    .limit(1);
  return rows.length > 0;
}
