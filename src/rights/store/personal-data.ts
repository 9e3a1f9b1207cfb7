import { and, asc, eq, gt, ne } from 'drizzle-orm';
import { asId, type RightsRequestId } from '../../core/ids.ts';
import type { Column, Declaration } from '../../core/personal.ts';
import { pageByHashes } from '../../db/by-hashes.ts';
import type { Db } from '../../db/client.ts';
import { declare, declareImpersonal } from '../../db/personal.ts';
import { rightsFigures, rightsMessages, rightsRequests, rightsSettings } from '../table.ts';

const number: Column = {
  category: 'identifiers',
  what: { en: 'Number or reference of the request', de: 'Nummer oder Kennung des Antrags' },
};
const course: Column = {
  category: 'commercial',
  what: {
    en: 'What was asked under which law, what was answered and why, with dates',
    de: 'Was nach welchem Recht verlangt und wie mit welcher Begründung geantwortet wurde, mit Daten',
  },
};
const identity: Column = {
  category: 'customer-records',
  what: {
    en: 'Which contact details were compared to make sure who asks; no identity documents',
    de: 'Welche Kontaktdaten zur Prüfung der Identität verglichen wurden; keine Ausweise',
  },
};
const name: Column = {
  category: 'identifiers',
  what: {
    en: 'Name and e-mail address of the person, and of whoever asks for them with company',
    de: 'Name und E-Mail-Adresse der Person sowie mit Unternehmen die dessen, der für sie anfragt',
  },
};
const hash: Column = {
  category: 'identifiers',
  what: {
    en: 'Keyed hash of each address, by which the request is found again',
    de: 'Schlüsselgebundener Hash jeder Adresse zum Wiederfinden',
  },
};
const answersTo: Column = {
  category: 'identifiers',
  what: {
    en: 'Number of the address to which answers go',
    de: 'Nummer der Adresse, an die Antworten gehen',
  },
};
const words: Column = {
  category: 'communications',
  what: {
    en: 'What was written, by whom and when, and what staff noted on it',
    de: 'Was geschrieben wurde, von wem und wann, und Vermerke dazu',
  },
};

const kept = { record: 'privacy-requests', purpose: 'privacy-requests' } as const;

export const declared: readonly Declaration[] = [
  declare(rightsRequests, {
    ...kept,
    sources: ['person', 'staff', 'annex'],
    columns: {
      id: number,
      reference: number,
      law: course,
      who: course,
      relation: {
        category: 'professional',
        what: {
          en: 'Whether somebody is a visitor, a user or the staff of a customer',
          de: 'Ob jemand Besucher, Nutzer oder Beschäftigter eines Kunden ist',
        },
      },
      source: course,
      state: course,
      controller: course,
      receivedAt: course,
      year: 'no',
      clock: course,
      items: course,
      nextDueOn: course,
      awaitedSince: course,
      identity,
      authority: identity,
      person: name,
      agent: name,
      details: words,
      addressHash: hash,
      agentHash: hash,
      sameness: hash,
      language: { category: 'customer-records', what: { en: 'Language', de: 'Sprache' } },
      subscriptionId: answersTo,
      agentSubscriptionId: answersTo,
      customerId: {
        category: 'professional',
        what: {
          en: 'To which customer it was passed on',
          de: 'An welchen Kunden er weitergegeben wurde',
        },
      },
      assignee: {
        category: 'professional',
        what: {
          en: 'Number of the member of staff, or of the key, that looks after it',
          de: 'Nummer der Person oder des Schlüssels, die ihn bearbeitet',
        },
      },
      looksAutomated: {
        category: 'network-activity',
        what: {
          en: 'Whether a program seems to have sent it',
          de: 'Ob ein Programm ihn gesendet zu haben scheint',
        },
      },
      confirmedAt: course,
      decidedAt: course,
      decidedBy: {
        category: 'professional',
        what: {
          en: 'Number of the staff key with which it was decided',
          de: 'Nummer des Schlüssels, mit dem entschieden wurde',
        },
      },
      appealedAt: course,
      endedAt: course,
      linkVersion: 'no',
      changedAt: course,
      version: 'no',
    },
  }),
  declare(rightsMessages, {
    ...kept,
    sources: ['person', 'staff'],
    columns: {
      id: 'no',
      requestId: number,
      at: words,
      author: words,
      text: words,
      reference: number,
    },
  }),
  declareImpersonal(rightsSettings, { id: 'no', settings: 'no', version: 'no' }),
  declareImpersonal(rightsFigures, { year: 'no', figures: 'no', publishedAt: 'no' }),
];

type Page = { readonly after: string | undefined; readonly limit: number };

/** Requests about these addresses or by them for another, in the order of ids: those of California, or all others. */
export async function selectIdsByHashes(
  db: Db,
  hashes: readonly string[],
  isCalifornian: boolean,
  { after = '', limit }: Page,
): Promise<readonly RightsRequestId[]> {
  const { id, law, addressHash, agentHash } = rightsRequests;
  const sides = [addressHash, agentHash].flatMap((side) => hashes.map((hash) => eq(side, hash)));
  return pageByHashes(sides, limit, async (isTheirs) => {
    const isUnder = isCalifornian ? eq(law, 'ccpa') : ne(law, 'ccpa');
    const rows = await db
      .select({ id })
      .from(rightsRequests)
      .where(and(isTheirs, isUnder, gt(id, asId('rrq', after))))
      .orderBy(asc(id))
      .limit(limit);
    return rows.map((row) => row.id);
  });
}

/** Whose request it is: of the person whose data it is about, of whoever asks for them, or both. */
export async function selectSides(
  db: Db,
  request: RightsRequestId,
  hashes: readonly string[],
): Promise<{ readonly isPerson: boolean; readonly isAgent: boolean }> {
  const { id, addressHash, agentHash } = rightsRequests;
  const [row] = await db
    .select({ addressHash, agentHash })
    .from(rightsRequests)
    .where(eq(id, request));
  return {
    isPerson: hashes.includes(row?.addressHash ?? ''),
    isAgent: hashes.includes(row?.agentHash ?? ''),
  };
}
