import { and, asc, eq, gt, inArray, sql } from 'drizzle-orm';
import type { SubscriptionId } from '../../core/ids.ts';
import { asSubscriptionId } from '../../core/ids.ts';
import type { Keys } from '../../core/keys.ts';
import { sortableNumber } from '../../core/number.ts';
import type { Column, Declaration } from '../../core/personal.ts';
import { pageByHashes } from '../../db/by-hashes.ts';
import type { Db, Tx } from '../../db/client.ts';
import { declare } from '../../db/personal.ts';
import type { Stream, Subscription } from '../model/subscription.ts';
import { rateLimits, subscriptionRequests, subscriptions, suppressions } from '../table.ts';
import { asRow, opened, toSubscription } from './reading.ts';
import type { StoredRequest } from './requests.ts';
import type { Suppression } from './suppressions.ts';

const address: Column = {
  category: 'identifiers',
  what: {
    en: 'E-mail address, or web address of a webhook or chat, encrypted',
    de: 'E-Mail-Adresse oder Webadresse eines Webhooks oder Chats, verschlüsselt',
  },
};
const hash: Column = {
  category: 'identifiers',
  what: {
    en: 'Keyed hash of the address, by which it is found again',
    de: 'Schlüsselgebundener Hash der Adresse zum Wiederfinden',
  },
};
const choices: Column = {
  category: 'commercial',
  what: {
    en: 'What was chosen: topics, services, language, how often',
    de: 'Auswahl: Themen, Dienste, Sprache, Häufigkeit',
  },
};
const consent: Column = {
  category: 'commercial',
  what: {
    en: 'When it was asked for, confirmed, changed and ended',
    de: 'Wann es angefragt, bestätigt, geändert und beendet wurde',
  },
};

export const declared: readonly Declaration[] = [
  declare(subscriptions, {
    record: 'subscriptions',
    purpose: 'telling-subscribers',
    sources: ['person', 'staff', 'annex'],
    columns: {
      id: {
        category: 'identifiers',
        what: {
          en: 'Number of the subscription',
          de: 'Nummer des Abonnements',
        },
      },
      stream: 'no',
      channel: 'no',
      address,
      addressHash: hash,
      host: {
        category: 'professional',
        what: { en: 'Domain of the address', de: 'Domain der Adresse' },
      },
      contact: {
        category: 'identifiers',
        what: {
          en: 'E-mail address of whoever runs a webhook, encrypted',
          de: 'E-Mail-Adresse des Betreibers eines Webhooks, verschlüsselt',
        },
      },
      topics: choices,
      services: choices,
      language: choices,
      frequency: choices,
      state: consent,
      reason: {
        category: 'network-activity',
        what: {
          en: 'Why nothing is sent any more: refused by the mail server, complained, ended by staff',
          de: 'Warum nichts mehr gesendet wird: vom Mailserver abgewiesen, Beschwerde, von uns beendet',
        },
      },
      linkVersion: 'no',
      secretGeneration: 'no',
      previousSecretUntil: 'no',
      createdAt: consent,
      confirmedAt: consent,
      changedAt: consent,
      toldUpTo: 'no',
      nextDigestAt: 'no',
      replaces: {
        category: 'identifiers',
        what: {
          en: 'Number of the contact whose place it took',
          de: 'Nummer des Kontakts, an dessen Stelle es trat',
        },
      },
    },
  }),
  declare(subscriptionRequests, {
    record: 'unconfirmed-subscriptions',
    purpose: 'telling-subscribers',
    sources: ['person'],
    columns: {
      id: 'no',
      at: consent,
      dueAt: 'no',
      address,
      addressHash: hash,
      preferences: choices,
    },
  }),
  declare(suppressions, {
    record: 'subscriptions',
    purpose: 'telling-subscribers',
    sources: ['person', 'staff', 'annex'],
    columns: {
      addressHash: hash,
      reason: {
        category: 'commercial',
        what: {
          en: 'Why nothing is sent to the address',
          de: 'Warum nichts an die Adresse gesendet wird',
        },
      },
      at: consent,
    },
  }),
  declare(rateLimits, {
    record: 'unconfirmed-subscriptions',
    purpose: 'security',
    sources: ['device', 'person'],
    columns: {
      subject: {
        category: 'identifiers',
        what: {
          en: 'Hash of a network or e-mail address under a key of the day',
          de: 'Hash einer Netz- oder E-Mail-Adresse unter einem Schlüssel des Tages',
        },
      },
      windowStart: 'no',
      count: {
        category: 'network-activity',
        what: { en: 'How often something was tried', de: 'Wie oft etwas versucht wurde' },
      },
    },
  }),
];

type Page = { readonly after: string | undefined; readonly limit: number };

/** Which subscriptions: of these streams, and only those that wait to be confirmed or only all others. */
type Which = { readonly streams: readonly Stream[]; readonly isPending?: boolean };

/** Of an address, in the order of ids. Those that left have no hash. */
export async function selectIdsByHashes(
  db: Db,
  hashes: readonly string[],
  { streams, isPending }: Which,
  { after = '', limit }: Page,
): Promise<readonly SubscriptionId[]> {
  const { id, addressHash, stream, state } = subscriptions;
  return pageByHashes(hashes, limit, async (each) => {
    const rows = await db
      .select({ id })
      .from(subscriptions)
      .where(
        and(
          eq(addressHash, each),
          gt(id, asSubscriptionId(after)),
          inArray(stream, [...streams]),
          isPending === undefined ? undefined : sql`(${state} = 'pending') = ${Number(isPending)}`,
        ),
      )
      .orderBy(asc(id))
      .limit(limit);
    return rows.map((row) => row.id);
  });
}

/** Webhooks whose owner left a mail address, in the order of ids: they are few beside the subscribers. */
export async function selectWithContact(
  db: Db,
  keys: Keys,
  { after = '', limit }: Page,
): Promise<readonly Subscription[]> {
  const rows = await db
    .select({ row: asRow })
    .from(subscriptions)
    .where(and(sql`contact IS NOT NULL`, gt(subscriptions.id, asSubscriptionId(after))))
    .orderBy(asc(subscriptions.id))
    .limit(limit);
  return rows.map(({ row }) => toSubscription(keys, row));
}

/** What the form was given for these addresses and is not worked off. */
export async function selectRequestIdsOf(
  db: Db,
  hashes: readonly string[],
  { after, limit }: Page,
): Promise<readonly string[]> {
  const { id, addressHash } = subscriptionRequests;
  return pageByHashes(hashes, limit, async (each) => {
    const rows = await db
      .select({ id })
      .from(subscriptionRequests)
      .where(and(eq(addressHash, each), gt(id, Number(after ?? 0))))
      .orderBy(asc(id))
      .limit(limit);
    return rows.map((row) => sortableNumber(row.id));
  });
}

/** With its address opened, where it was sealed under this SECRET_KEY; undefined once it is worked off. */
export async function selectRequest(
  db: Db,
  keys: Keys,
  id: number,
): Promise<(Omit<StoredRequest, 'address'> & { readonly address?: string }) | undefined> {
  const [row] = await db.select().from(subscriptionRequests).where(eq(subscriptionRequests.id, id));
  if (!row) return undefined;
  const { address: sealed, ...rest } = row;
  const read = opened(keys, sealed);
  return { ...rest, ...(read !== undefined && { address: read }) };
}

export async function deleteRequest(tx: Tx, id: number): Promise<void> {
  await tx.delete(subscriptionRequests).where(eq(subscriptionRequests.id, id));
}

/** The hash itself is the id. */
export async function selectSuppressionsOf(
  db: Db,
  hashes: readonly string[],
  { after = '', limit }: Page,
): Promise<readonly Suppression[]> {
  const { addressHash } = suppressions;
  return db
    .select()
    .from(suppressions)
    .where(and(inArray(addressHash, [...hashes]), gt(addressHash, after)))
    .orderBy(asc(addressHash))
    .limit(limit);
}
