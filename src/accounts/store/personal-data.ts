import { eq } from 'drizzle-orm';
import type { PersonId } from '../../core/ids.ts';
import type { Column, Declaration } from '../../core/personal.ts';
import type { Db } from '../../db/client.ts';
import { declare } from '../../db/personal.ts';
import {
  staffAttempts,
  staffIdentities,
  staffKeptForms,
  staffLetters,
  staffLinks,
  staffPasskeys,
  staffPeople,
  staffSessions,
} from '../table.ts';

const account: Column = {
  category: 'professional',
  what: {
    en: 'Role of somebody who works with the console, since when and until when',
    de: 'Rolle von Beschäftigten in der Verwaltung, seit wann und bis wann',
  },
};
const name: Column = {
  category: 'identifiers',
  what: {
    en: 'Name and mail address of somebody who works with the console',
    de: 'Name und Mailadresse von Beschäftigten in der Verwaltung',
  },
};
const number: Column = {
  category: 'identifiers',
  what: {
    en: 'Number of the account, and of somebody at an identity provider',
    de: 'Nummer des Kontos, und die Kennung beim Anmeldedienst',
  },
};
const device: Column = {
  category: 'identifiers',
  what: {
    en: 'Public keys of devices that somebody signs in with, and what they call them',
    de: 'Öffentliche Schlüssel der Geräte zur Anmeldung und wie sie genannt werden',
  },
};
const times: Column = {
  category: 'network-activity',
  what: {
    en: 'When somebody was signed in, and from which network address and browser, encrypted',
    de: 'Wann jemand angemeldet war und von welcher Netzadresse mit welchem Browser, verschlüsselt',
  },
};
const typed: Column = {
  category: 'communications',
  what: {
    en: 'What was under way when a session ended, encrypted, for hours at most',
    de: 'Was beim Ende einer Sitzung in Arbeit war, verschlüsselt, höchstens für Stunden',
  },
};

const staff = { purpose: 'staff-access', sources: ['staff', 'person'] } as const;
const signingIn = { record: 'staff-addresses', purpose: 'security', sources: ['device'] } as const;

export const declared: readonly Declaration[] = [
  declare(staffPeople, {
    ...staff,
    record: 'staff-keys',
    columns: {
      id: number,
      name,
      address: name,
      addressKey: name,
      role: account,
      state: account,
      version: 'no',
      invitedAt: account,
      joinedAt: account,
      removedAt: account,
      proposal: account,
    },
  }),
  declare(staffPasskeys, {
    ...staff,
    record: 'staff-keys',
    columns: {
      id: device,
      personId: number,
      label: device,
      publicKey: device,
      counter: 'no',
      isSynced: 'no',
      createdAt: device,
      lastUsedAt: times,
    },
  }),
  declare(staffIdentities, {
    ...staff,
    record: 'staff-keys',
    columns: { issuer: number, subject: number, personId: number, linkedAt: account },
  }),
  declare(staffSessions, {
    ...signingIn,
    columns: {
      id: 'no',
      personId: number,
      hash: 'no',
      method: 'no',
      seenFrom: times,
      createdAt: times,
      lastAt: times,
      provedAt: times,
      endedAt: times,
    },
  }),
  declare(staffLinks, {
    ...signingIn,
    columns: { hash: 'no', kind: 'no', personId: number, expiresAt: 'no' },
  }),
  declare(staffAttempts, {
    ...signingIn,
    columns: { hash: 'no', kind: 'no', held: times, tries: 'no', expiresAt: 'no' },
  }),
  declare(staffLetters, {
    ...signingIn,
    columns: { id: 'no', kind: 'no', sealed: name, dueAt: 'no', expiresAt: 'no' },
  }),
  declare(staffKeptForms, {
    ...signingIn,
    columns: { personId: number, sealed: typed, expiresAt: 'no' },
  }),
];

/** When and how somebody was signed in, and with what they sign in; nothing that opens anything. */
export async function selectAround(db: Db, id: PersonId) {
  const { createdAt, lastAt, method, seenFrom } = staffSessions;
  const { issuer, subject, linkedAt } = staffIdentities;
  const { label, lastUsedAt } = staffPasskeys;
  return {
    sessions: await db
      .select({ createdAt, lastAt, method, seenFrom })
      .from(staffSessions)
      .where(eq(staffSessions.personId, id)),
    passkeys: await db
      .select({ label, createdAt: staffPasskeys.createdAt, lastUsedAt })
      .from(staffPasskeys)
      .where(eq(staffPasskeys.personId, id)),
    identities: await db
      .select({ issuer, subject, linkedAt })
      .from(staffIdentities)
      .where(eq(staffIdentities.personId, id)),
  };
}
