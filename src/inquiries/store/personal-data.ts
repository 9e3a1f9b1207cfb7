import { and, asc, eq, gt } from 'drizzle-orm';
import { asId, type InquiryId } from '../../core/ids.ts';
import type { Column, Declaration } from '../../core/personal.ts';
import { pageByHashes } from '../../db/by-hashes.ts';
import type { Db } from '../../db/client.ts';
import { declare } from '../../db/personal.ts';
import { inquiries, inquiryAttachments, inquiryMessages } from '../table.ts';

const number: Column = {
  category: 'identifiers',
  what: { en: 'Number or reference of the inquiry', de: 'Nummer oder Kennung der Anfrage' },
};
const course: Column = {
  category: 'commercial',
  what: {
    en: 'What the inquiry is about, how it came, and what became of it, with dates',
    de: 'Thema, Eingang und Verlauf der Anfrage mit Daten',
  },
};
const words: Column = {
  category: 'communications',
  what: {
    en: 'What was written, by whom and when, and what staff noted on it',
    de: 'Was geschrieben wurde, von wem und wann, und Vermerke dazu',
  },
};
const file: Column = {
  category: 'communications',
  what: { en: 'Files that came with a message', de: 'Dateien zu einer Nachricht' },
};

const kept = { record: 'inquiries', purpose: 'answering' } as const;

export const declared: readonly Declaration[] = [
  declare(inquiries, {
    ...kept,
    sources: ['person', 'staff', 'annex'],
    columns: {
      id: number,
      reference: number,
      topic: course,
      state: course,
      source: course,
      receivedAt: course,
      person: {
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
      language: { category: 'customer-records', what: { en: 'Language', de: 'Sprache' } },
      subscriptionId: {
        category: 'identifiers',
        what: {
          en: 'Number of the address to which answers go',
          de: 'Nummer der Adresse, an die Antworten gehen',
        },
      },
      customerId: {
        category: 'professional',
        what: {
          en: 'For which customer somebody is a contact',
          de: 'Für welchen Kunden jemand Kontakt ist',
        },
      },
      assignee: {
        category: 'professional',
        what: {
          en: 'Number of the member of staff, or of the key, that looks after it',
          de: 'Nummer der Person oder des Schlüssels, die sie bearbeitet',
        },
      },
      accessRequestId: {
        category: 'identifiers',
        what: {
          en: 'Number of the request for documents that it led to',
          de: 'Nummer der Dokumentenanfrage, die daraus wurde',
        },
      },
      looksAutomated: {
        category: 'network-activity',
        what: {
          en: 'Whether a program seems to have sent it',
          de: 'Ob ein Programm sie gesendet zu haben scheint',
        },
      },
      confirmedAt: course,
      endedAt: course,
      linkVersion: 'no',
      changedAt: course,
      version: 'no',
    },
  }),
  declare(inquiryMessages, {
    ...kept,
    sources: ['person', 'staff'],
    columns: {
      id: 'no',
      inquiryId: number,
      at: words,
      author: words,
      staffKeyId: {
        category: 'professional',
        what: {
          en: 'Number of the staff key with which it was written',
          de: 'Nummer des Schlüssels, mit dem geschrieben wurde',
        },
      },
      text: words,
    },
  }),
  declare(inquiryAttachments, {
    ...kept,
    sources: ['person'],
    columns: {
      id: 'no',
      inquiryId: number,
      messageId: 'no',
      name: file,
      mediaType: file,
      size: file,
      sha256: file,
      at: file,
    },
  }),
];

/** Of an address, in the order of ids. What is erased has no hash. */
export async function selectIdsByHashes(
  db: Db,
  hashes: readonly string[],
  { after = '', limit }: { readonly after: string | undefined; readonly limit: number },
): Promise<readonly InquiryId[]> {
  const { id, addressHash } = inquiries;
  return pageByHashes(hashes, limit, async (hash) => {
    const rows = await db
      .select({ id })
      .from(inquiries)
      .where(and(eq(addressHash, hash), gt(id, asId('inq', after))))
      .orderBy(asc(id))
      .limit(limit);
    return rows.map((row) => row.id);
  });
}
