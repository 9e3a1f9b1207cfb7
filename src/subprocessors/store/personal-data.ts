import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import type { BatchId, SubprocessorId } from '../../core/ids.ts';
import type { Column, Declaration } from '../../core/personal.ts';
import type { Db, Tx } from '../../db/client.ts';
import { declare, declareImpersonal } from '../../db/personal.ts';
import type { ContactPerson } from '../model/facts.ts';
import {
  batchEntries,
  batches,
  contactPersons,
  entryValidity,
  publishedEntries,
  subprocessors,
} from '../table.ts';

const person: Column = {
  category: 'professional',
  what: {
    en: 'Name, position and contact details of the contact person at a sub-processor',
    de: 'Name, Funktion und Kontaktdaten der Kontaktperson eines Unterauftragsverarbeiters',
  },
};
const key: Column = {
  category: 'professional',
  what: {
    en: 'Numbers of the staff keys with which a change was written and approved',
    de: 'Nummern der Schlüssel, mit denen eine Änderung geschrieben und freigegeben wurde',
  },
};

/** Facts name companies, and desks with their mailboxes: a person stands apart (docs/decisions/007). */
export const declared: readonly Declaration[] = [
  declareImpersonal(subprocessors, {
    id: 'no',
    slug: 'no',
    state: 'no',
    facts: 'no',
    listedAt: 'no',
    changedAt: 'no',
    lastChangeId: 'no',
    replaces: 'no',
    replacedBy: 'no',
    version: 'no',
  }),
  declareImpersonal(publishedEntries, {
    subprocessorId: 'no',
    listVersion: 'no',
    state: 'no',
    facts: 'no',
    listedAt: 'no',
    changedAt: 'no',
    lastChangeId: 'no',
    replaces: 'no',
    replacedBy: 'no',
    pendingChangeIds: 'no',
  }),
  declareImpersonal(entryValidity, {
    subprocessorId: 'no',
    validFrom: 'no',
    knownFrom: 'no',
    supersededFrom: 'no',
    changeId: 'no',
    recordedAt: 'no',
    facts: 'no',
  }),
  declare(contactPersons, {
    record: 'contact-persons',
    purpose: 'publishing-register',
    sources: ['staff', 'company'],
    columns: { subprocessorId: 'no', person, salt: 'no' },
  }),
  declare(batches, {
    record: 'public-record',
    purpose: 'staff-access',
    sources: ['annex'],
    columns: {
      id: 'no',
      title: 'no',
      reason: 'no',
      effectiveOn: 'no',
      published: 'no',
      changeId: 'no',
      emergency: 'no',
      supersedes: 'no',
      editors: key,
      approval: key,
      createdAt: 'no',
      updatedAt: 'no',
      version: 'no',
    },
  }),
  declare(batchEntries, {
    record: 'contact-persons',
    purpose: 'publishing-register',
    sources: ['staff', 'company'],
    columns: {
      batchId: 'no',
      slug: 'no',
      facts: 'no',
      replaces: 'no',
      contactPerson: person,
      version: 'no',
      basedOn: 'no',
    },
  }),
];

/** Which of those with one of these addresses: one, or those behind one. */
type Which = { readonly only: string } | { readonly after: string; readonly limit: number };

export type Named = {
  readonly id: SubprocessorId;
  readonly slug: string;
  readonly person: ContactPerson;
};

/** Contact persons in the order of ids; there is at most one for each entry, so all are looked at. */
export async function selectNamed(
  db: Db,
  addresses: readonly string[],
  which: Which,
): Promise<readonly Named[]> {
  const id = contactPersons.subprocessorId;
  return db
    .select({ id, slug: subprocessors.slug, person: contactPersons.person })
    .from(contactPersons)
    .innerJoin(subprocessors, eq(subprocessors.id, id))
    .where(and(isAt(contactPersons.person, addresses), isIn(id, which)))
    .orderBy(asc(id))
    .limit('limit' in which ? which.limit : 1);
}

export type Drafted = {
  readonly batchId: BatchId;
  readonly slug: string;
  readonly person: ContactPerson | null;
};

const place = sql<string>`${batchEntries.batchId} || ' ' || ${batchEntries.slug}`;

/** Those in drafts, in the order of `batch slug`. */
export async function selectDrafted(
  db: Db,
  addresses: readonly string[],
  which: Which,
): Promise<readonly Drafted[]> {
  const { batchId, slug, contactPerson } = batchEntries;
  return db
    .select({ batchId, slug, person: contactPerson })
    .from(batchEntries)
    .where(and(isAt(contactPerson, addresses), isIn(place, which)))
    .orderBy(asc(place))
    .limit('limit' in which ? which.limit : 1);
}

/** The entity tag of the draft moves. */
export async function setDrafted(
  tx: Tx,
  { batchId, slug }: Pick<Drafted, 'batchId' | 'slug'>,
  contactPerson: ContactPerson | null,
): Promise<void> {
  await tx
    .update(batchEntries)
    .set({ contactPerson, version: sql`${batchEntries.version} + 1` })
    .where(and(eq(batchEntries.batchId, batchId), eq(batchEntries.slug, slug)));
}

type Place = typeof place | typeof contactPersons.subprocessorId;

function isIn(value: Place, which: Which) {
  return 'only' in which ? sql`${value} = ${which.only}` : sql`${value} > ${which.after}`;
}

/** Of one of these addresses, in their normal form (subscribers/model/address.ts). */
function isAt(
  column: typeof contactPersons.person | typeof batchEntries.contactPerson,
  addresses: readonly string[],
) {
  return inArray(sql`lower(trim(${column} ->> '$.email'))`, [...addresses]);
}
