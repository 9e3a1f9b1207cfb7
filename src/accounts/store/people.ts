import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import type { PersonId } from '../../core/ids.ts';
import type { Db, Tx } from '../../db/client.ts';
import { addressKeyOf, type Person, type Proposal } from '../model.ts';
import { staffPeople } from '../table.ts';

/** Those who are in first, then who is invited; by name. There are as many as colleagues, so the list is not paged. */
export async function selectPeople(db: Db): Promise<readonly Person[]> {
  const rows = await db
    .select()
    .from(staffPeople)
    .orderBy(asc(staffPeople.state), asc(staffPeople.name), asc(staffPeople.id));
  return rows.map(toPerson);
}

export async function selectPerson(db: Db, id: PersonId): Promise<Person | undefined> {
  const [row] = await db.select().from(staffPeople).where(eq(staffPeople.id, id)).limit(1);
  return row && toPerson(row);
}

/** Whoever is invited or in by this address; nobody who was removed. */
export async function selectByAddress(db: Db, address: string): Promise<Person | undefined> {
  const [row] = await db
    .select()
    .from(staffPeople)
    .where(eq(staffPeople.addressKey, addressKeyOf(address)))
    .limit(1);
  return row && toPerson(row);
}

export async function countActiveOwners(db: Db): Promise<number> {
  const [row] = await db
    .select({ count: sql<number>`count(*)` })
    .from(staffPeople)
    .where(and(eq(staffPeople.role, 'owner'), eq(staffPeople.state, 'active')));
  return row?.count ?? 0;
}

type NewPerson = Pick<Person, 'id' | 'role' | 'state' | 'invitedAt' | 'joinedAt'> & {
  readonly proposal?: Proposal;
  readonly name: string;
  readonly address: string;
};

export async function insertPerson(tx: Tx, person: NewPerson): Promise<void> {
  await tx.insert(staffPeople).values({
    ...person,
    joinedAt: person.joinedAt ?? null,
    addressKey: addressKeyOf(person.address),
    version: 1,
  });
}

type PersonChange = Partial<
  Pick<
    typeof staffPeople.$inferInsert,
    'name' | 'address' | 'addressKey' | 'role' | 'state' | 'proposal'
  > & {
    readonly joinedAt: Date;
    readonly removedAt: Date;
  }
>;

export async function updatePerson(tx: Tx, id: PersonId, change: PersonChange): Promise<void> {
  await tx
    .update(staffPeople)
    .set({ ...change, version: sql`${staffPeople.version} + 1` })
    .where(eq(staffPeople.id, id));
}

/** Who they are is forgotten; that there was an account, in which role and how long, stays. */
export async function eraseNames(tx: Tx, ids: readonly PersonId[]): Promise<void> {
  await tx
    .update(staffPeople)
    .set({ name: null, address: null, addressKey: null, version: sql`${staffPeople.version} + 1` })
    .where(inArray(staffPeople.id, [...ids]));
}

function toPerson({ addressKey: _, ...row }: typeof staffPeople.$inferSelect): Person {
  return {
    ...row,
    name: row.name ?? undefined,
    address: row.address ?? undefined,
    joinedAt: row.joinedAt ?? undefined,
    removedAt: row.removedAt ?? undefined,
    proposal: row.proposal ?? undefined,
  };
}
