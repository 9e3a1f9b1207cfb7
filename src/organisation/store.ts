import { and, asc, desc, eq, lte, sql } from 'drizzle-orm';
import type { Db, Tx } from '../db/client.ts';
import { events } from '../db/ledger.ts';
import type { Organisation, Service } from './model.ts';
import { unnamedOrganisation } from './model.ts';
import { organisations, services } from './table.ts';

export type Versioned<T> = { readonly value: T; readonly version: number };

/** Version 0 until somebody has filled the profile in. */
export async function selectOrganisation(db: Db): Promise<Versioned<Organisation>> {
  const [row] = await db.select().from(organisations).limit(1);
  return row
    ? { value: row.profile, version: row.version }
    : { value: unnamedOrganisation, version: 0 };
}

/** Not every event about the organisation states its profile: the renewal of security.txt does not. */
const tellsOfProfile = and(
  eq(events.subject, 'organisation'),
  eq(events.action, 'organisation.updated'),
);

/** The profile that the ledger tells of at one of its places: without mailboxes, which it does not hold. */
export async function selectOrganisationAt(db: Db, seq: number): Promise<Organisation | undefined> {
  const [row] = await db
    .select({ data: sql<string>`${events.data}` })
    .from(events)
    .where(and(tellsOfProfile, lte(events.seq, seq)))
    .orderBy(desc(events.seq))
    .limit(1);
  return row && JSON.parse(row.data);
}

/** The profile's time zone at an instant, and before the first profile that of the first. */
export async function selectTimeZoneAt(db: Db, instant: Date): Promise<string | undefined> {
  const zone = { zone: sql<string>`${events.data} ->> '$.timeZone'` };
  const [then] = await db
    .select(zone)
    .from(events)
    .where(and(tellsOfProfile, lte(events.at, instant)))
    .orderBy(desc(events.seq))
    .limit(1);
  if (then) return then.zone;
  const [first] = await db
    .select(zone)
    .from(events)
    .where(tellsOfProfile)
    .orderBy(asc(events.seq))
    .limit(1);
  return first?.zone;
}

/** The services that the ledger tells of at one of its places: one seek for each. */
export async function selectServicesAt(db: Db, seq: number): Promise<readonly Service[]> {
  const rows = await db
    .select({ data: sql<string>`${events.data}` })
    .from(services)
    .innerJoin(
      events,
      eq(
        events.seq,
        sql`(SELECT max(e.seq) FROM events e WHERE e.subject = 'service:' || ${services.slug} AND e.seq <= ${seq})`,
      ),
    );
  return rows.map((row): Service => JSON.parse(row.data)).toSorted(compareServices);
}

export async function saveOrganisation(
  tx: Tx,
  profile: Organisation,
  version: number,
): Promise<void> {
  await tx
    .insert(organisations)
    .values({ id: 1, profile, version })
    .onConflictDoUpdate({ target: organisations.id, set: { profile, version } });
}

/** In the order in which they are shown. */
export async function selectServices(db: Db): Promise<readonly Versioned<Service>[]> {
  const rows = await db
    .select()
    .from(services)
    .orderBy(asc(services.position), asc(services.name), asc(services.slug));
  return rows.map(toService);
}

export async function selectService(db: Db, slug: string): Promise<Versioned<Service> | undefined> {
  const [row] = await db.select().from(services).where(eq(services.slug, slug));
  return row && toService(row);
}

export async function saveService(tx: Tx, service: Service, version: number): Promise<void> {
  const row = {
    name: service.name,
    description: service.description ?? null,
    position: service.order ?? null,
    translations: service.translations ?? null,
    version,
  };
  await tx
    .insert(services)
    .values({ slug: service.slug, ...row })
    .onConflictDoUpdate({ target: services.slug, set: row });
}

/** As SQL sorts them: those without a place first. */
function compareServices(a: Service, b: Service): number {
  const place = (a.order ?? Number.NEGATIVE_INFINITY) - (b.order ?? Number.NEGATIVE_INFINITY);
  if (place) return place;
  return a.name === b.name ? compareText(a.slug, b.slug) : compareText(a.name, b.name);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : 1;
}

function toService(row: typeof services.$inferSelect): Versioned<Service> {
  const { slug, name, description, position, translations, version } = row;
  return {
    value: {
      slug,
      name,
      ...(description !== null && { description }),
      ...(position !== null && { order: position }),
      ...(translations && { translations }),
    },
    version,
  };
}
