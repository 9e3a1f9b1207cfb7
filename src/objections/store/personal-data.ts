import { and, asc, eq, gt } from 'drizzle-orm';
import { asObjectionId, type ObjectionId } from '../../core/ids.ts';
import type { Column, Declaration } from '../../core/personal.ts';
import { pageByHashes } from '../../db/by-hashes.ts';
import type { Db } from '../../db/client.ts';
import { declare } from '../../db/personal.ts';
import { objectionMessages, objections } from '../table.ts';

const course: Column = {
  category: 'commercial',
  what: {
    en: 'What became of the objection, and when',
    de: 'Verlauf des Einspruchs mit Daten',
  },
};
const words: Column = {
  category: 'communications',
  what: { en: 'What was written', de: 'Was geschrieben wurde' },
};
const number: Column = {
  category: 'identifiers',
  what: { en: 'Number or reference of the objection', de: 'Nummer oder Kennung des Einspruchs' },
};

const kept = { record: 'notices', purpose: 'telling-customers' } as const;

export const declared: readonly Declaration[] = [
  declare(objections, {
    ...kept,
    sources: ['person', 'staff', 'annex'],
    columns: {
      id: number,
      reference: number,
      changeId: course,
      customerId: {
        category: 'professional',
        what: {
          en: 'For which customer somebody objects',
          de: 'Für welchen Kunden widersprochen wird',
        },
      },
      state: course,
      resolution: course,
      isLate: course,
      receivedAt: course,
      source: course,
      ground: words,
      statement: words,
      request: words,
      objector: {
        category: 'identifiers',
        what: {
          en: 'Name, company and e-mail address',
          de: 'Name, Unternehmen und E-Mail-Adresse',
        },
      },
      addressHash: {
        category: 'identifiers',
        what: {
          en: 'Keyed hash of the address, by which it is found again',
          de: 'Schlüsselgebundener Hash der Adresse zum Wiederfinden',
        },
      },
      language: {
        category: 'customer-records',
        what: { en: 'Language', de: 'Sprache' },
      },
      subscriptionId: {
        category: 'identifiers',
        what: {
          en: 'Number of the address to which answers go',
          de: 'Nummer der Adresse, an die Antworten gehen',
        },
      },
      confirmedAt: course,
      terminationUntil: course,
      endedAt: course,
      linkVersion: 'no',
      changedAt: course,
      version: 'no',
    },
  }),
  declare(objectionMessages, {
    ...kept,
    sources: ['person', 'staff'],
    columns: {
      id: 'no',
      objectionId: number,
      at: words,
      author: words,
      text: words,
      reference: number,
    },
  }),
];

/** Of an address, in the order of ids. What is erased has no hash. */
export async function selectIdsByHashes(
  db: Db,
  hashes: readonly string[],
  { after = '', limit }: { readonly after: string | undefined; readonly limit: number },
): Promise<readonly ObjectionId[]> {
  const { id, addressHash } = objections;
  return pageByHashes(hashes, limit, async (hash) => {
    const rows = await db
      .select({ id })
      .from(objections)
      .where(and(eq(addressHash, hash), gt(id, asObjectionId(after))))
      .orderBy(asc(id))
      .limit(limit);
    return rows.map((row) => row.id);
  });
}
