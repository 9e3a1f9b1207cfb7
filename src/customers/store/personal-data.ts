import { and, eq, isNull, ne, sql } from 'drizzle-orm';
import type { CustomerId, SubscriptionId } from '../../core/ids.ts';
import type { Column, Declaration } from '../../core/personal.ts';
import type { Db, Tx } from '../../db/client.ts';
import { declare, declareImpersonal } from '../../db/personal.ts';
import { contactCorrections, contractProfiles, customerContacts, customers } from '../table.ts';
import type { CorrectionRow } from './corrections.ts';

const company: Column = {
  category: 'customer-records',
  what: {
    en: 'Name and reference of the customer, which may be those of a person',
    de: 'Name und Kennung des Kunden, die einer Person gehören können',
  },
};
const contract: Column = {
  category: 'commercial',
  what: {
    en: 'What the contract with the customer says: services, regions, terms and dates',
    de: 'Inhalt des Vertrags mit dem Kunden: Dienste, Regionen, Bedingungen und Daten',
  },
};
const number: Column = {
  category: 'identifiers',
  what: { en: 'Number of the contact', de: 'Nummer des Kontakts' },
};
const term: Column = {
  category: 'professional',
  what: {
    en: 'From when until when somebody was the contact',
    de: 'Von wann bis wann jemand Kontakt war',
  },
};

const told = { record: 'notices', purpose: 'telling-customers' } as const;

export const declared: readonly Declaration[] = [
  declareImpersonal(contractProfiles, { slug: 'no', name: 'no', terms: 'no', version: 'no' }),
  declare(customers, {
    ...told,
    sources: ['staff', 'company'],
    columns: {
      id: 'no',
      name: company,
      reference: company,
      services: contract,
      regions: contract,
      profile: contract,
      overrides: contract,
      agreementFrom: contract,
      agreementUntil: contract,
      postTerminationDays: contract,
      linkVersion: 'no',
      createdAt: 'no',
      changedAt: 'no',
      version: 'no',
      erasedAt: 'no',
    },
  }),
  declare(customerContacts, {
    ...told,
    sources: ['staff', 'company'],
    columns: {
      customerId: {
        category: 'professional',
        what: {
          en: 'For which customer somebody is told',
          de: 'Für welchen Kunden unterrichtet wird',
        },
      },
      subscriptionId: number,
      role: {
        category: 'professional',
        what: { en: 'Role at the customer', de: 'Funktion beim Kunden' },
      },
      name: { category: 'identifiers', what: { en: 'Name', de: 'Name' } },
      addedAt: term,
      removedAt: term,
    },
  }),
  declare(contactCorrections, {
    ...told,
    sources: ['company'],
    columns: {
      id: 'no',
      customerId: 'no',
      subscriptionId: number,
      at: 'no',
      said: {
        category: 'identifiers',
        what: {
          en: 'Name, role and e-mail address that a customer named for a contact, encrypted',
          de: 'Name, Funktion und E-Mail-Adresse, die ein Kunde für einen Kontakt genannt hat, verschlüsselt',
        },
      },
    },
  }),
];

/** For whom it was a contact in force, which is told of nothing more; of all its customers name and role go. */
export async function eraseLinks(
  tx: Tx,
  id: SubscriptionId,
  at: Date,
): Promise<readonly CustomerId[]> {
  const { subscriptionId, customerId, removedAt } = customerContacts;
  const ended = await tx
    .update(customerContacts)
    .set({ removedAt: at })
    .where(and(eq(subscriptionId, id), isNull(removedAt)))
    .returning({ id: customerId });
  await tx.update(customerContacts).set({ role: '', name: null }).where(eq(subscriptionId, id));
  return ended.map((row) => row.id);
}

/** Once its address is forgotten nobody finds the name by it, so that it goes too. */
export async function eraseNames(tx: Tx, id: SubscriptionId): Promise<void> {
  await tx
    .update(customerContacts)
    .set({ name: null })
    .where(eq(customerContacts.subscriptionId, id));
}

/** Their contacts are a part of what a writer has read: another version of each. */
export async function touchCustomers(
  tx: Tx,
  ids: readonly CustomerId[],
  changedAt: Date,
): Promise<void> {
  await tx
    .update(customers)
    .set({ changedAt, version: sql`${customers.version} + 1` })
    .where(sql`${customers.id} IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`);
}

/** For whom it now has this name, and had another; not of customers that are erased. */
export async function renameLinks(
  tx: Tx,
  id: SubscriptionId,
  name: string,
): Promise<readonly CustomerId[]> {
  const renamed = await tx
    .update(customerContacts)
    .set({ name })
    .where(
      and(
        eq(customerContacts.subscriptionId, id),
        ne(customerContacts.role, ''),
        sql`${customerContacts.name} IS NOT ${name}`,
      ),
    )
    .returning({ id: customerContacts.customerId });
  return renamed.map((row) => row.id);
}

/** What customers said about this contact. */
export async function selectCorrectionsAbout(
  db: Db,
  id: SubscriptionId,
): Promise<readonly CorrectionRow[]> {
  const { customerId, subscriptionId } = contactCorrections;
  const its = sql`SELECT customer_id FROM customer_contacts WHERE subscription_id = ${id}`;
  return db
    .select()
    .from(contactCorrections)
    .where(and(sql`${customerId} IN (${its})`, eq(subscriptionId, id)));
}
