import type { Column, Declaration } from '../../core/personal.ts';
import { declare, declareImpersonal } from '../../db/personal.ts';
import {
  acceptances,
  accessDomains,
  accessItems,
  accessMessages,
  accessProposals,
  accessRequests,
  accessSettings,
  accessTokens,
  downloadLinks,
  downloads,
  downloadSessions,
  grants,
  ndas,
} from '../table.ts';

const course: Column = {
  category: 'commercial',
  what: {
    en: 'Which documents were asked for and given, and when',
    de: 'Welche Dokumente wann angefragt und ausgegeben wurden',
  },
};
const number: Column = {
  category: 'identifiers',
  what: { en: 'Number or reference of the request', de: 'Nummer oder Kennung der Anfrage' },
};
const hash: Column = {
  category: 'identifiers',
  what: {
    en: 'Keyed hash of the address, by which it is found again',
    de: 'Schlüsselgebundener Hash der Adresse zum Wiederfinden',
  },
};
const employer: Column = {
  category: 'professional',
  what: { en: 'For which company, by mail domain', de: 'Für welches Unternehmen, nach Maildomain' },
};
const words: Column = {
  category: 'communications',
  what: { en: 'What was written', de: 'Was geschrieben wurde' },
};
const decider: Column = {
  category: 'professional',
  what: { en: 'Who of the staff decided, by key', de: 'Wer entschieden hat, nach Schlüssel' },
};
const device: Column = {
  category: 'network-activity',
  what: {
    en: 'How and when documents were fetched',
    de: 'Wie und wann Dokumente abgerufen wurden',
  },
};
const agreed: Column = {
  category: 'commercial',
  what: { en: 'What was agreed to, and when', de: 'Was wann vereinbart wurde' },
};

const asked = { record: 'document-requests', purpose: 'giving-documents' } as const;

export const declared: readonly Declaration[] = [
  declare(accessRequests, {
    ...asked,
    sources: ['person', 'staff', 'annex'],
    columns: {
      id: number,
      reference: number,
      state: course,
      source: course,
      receivedAt: course,
      requester: {
        category: 'identifiers',
        what: {
          en: 'Name, e-mail address, company, role and purpose',
          de: 'Name, E-Mail-Adresse, Unternehmen, Funktion und Zweck',
        },
      },
      domain: employer,
      addressHash: hash,
      language: { category: 'customer-records', what: { en: 'Language', de: 'Sprache' } },
      subscriptionId: {
        category: 'identifiers',
        what: {
          en: 'Number of the address to which answers go',
          de: 'Nummer der Adresse, an die Antworten gehen',
        },
      },
      customerId: employer,
      looksAutomated: device,
      verifiedAt: course,
      waitingSince: course,
      decidedBy: decider,
      endedAt: course,
      linkVersion: 'no',
      changedAt: course,
      version: 'no',
    },
  }),
  declare(accessItems, {
    ...asked,
    sources: ['person', 'staff', 'annex'],
    columns: { requestId: number, documentId: course, state: course, reason: course },
  }),
  declare(accessMessages, {
    ...asked,
    sources: ['person', 'staff'],
    columns: { id: 'no', requestId: number, at: words, author: words, text: words },
  }),
  declareImpersonal(ndas, {
    id: 'no',
    name: 'no',
    number: 'no',
    title: 'no',
    text: 'no',
    sha256: 'no',
    scope: 'no',
    publishedAt: 'no',
  }),
  declare(acceptances, {
    record: 'confidentiality-agreements',
    purpose: 'giving-documents',
    sources: ['person', 'staff'],
    columns: {
      id: number,
      ndaId: agreed,
      requestId: number,
      addressHash: hash,
      domain: employer,
      signer: {
        category: 'identifiers',
        what: {
          en: 'Full name, title, company and e-mail address of who accepted',
          de: 'Name, Funktion, Unternehmen und E-Mail-Adresse, wer angenommen hat',
        },
      },
      acceptedAt: agreed,
      documentIds: agreed,
      source: agreed,
      note: agreed,
      endedAt: agreed,
    },
  }),
  declareImpersonal(accessDomains, {
    domain: 'no',
    treatment: 'no',
    note: 'no',
    changedAt: 'no',
    version: 'no',
  }),
  declareImpersonal(accessProposals, { id: 'no', subject: 'no', said: 'no', by: 'no', at: 'no' }),
  declareImpersonal(accessSettings, {
    key: 'no',
    settings: 'no',
    changedAt: 'no',
    version: 'no',
  }),
  declare(grants, {
    ...asked,
    sources: ['staff', 'annex'],
    columns: {
      id: number,
      reference: number,
      requestId: number,
      documentId: course,
      editionId: course,
      addressHash: hash,
      acceptanceId: agreed,
      from: course,
      until: course,
      mostDownloads: course,
      downloads: course,
      allowsToken: course,
      revokedAt: course,
      endedAt: course,
      version: 'no',
    },
  }),
  declare(downloadLinks, {
    ...asked,
    sources: ['annex', 'person'],
    columns: {
      id: number,
      requestId: number,
      createdAt: device,
      expiresAt: device,
      usedAt: device,
    },
  }),
  declare(downloadSessions, {
    ...asked,
    sources: ['annex', 'person'],
    columns: { id: number, requestId: number, secretHash: 'no', expiresAt: device },
  }),
  declare(accessTokens, {
    ...asked,
    sources: ['annex', 'person'],
    columns: {
      id: number,
      requestId: number,
      secretHash: 'no',
      createdAt: device,
      expiresAt: device,
      revokedAt: device,
      lastUsedAt: device,
    },
  }),
  declare(downloads, {
    record: 'downloads',
    purpose: 'security',
    sources: ['person', 'device', 'annex'],
    columns: {
      id: 'no',
      grantId: number,
      number: device,
      editionId: course,
      at: device,
      via: device,
      tokenId: device,
      sha256: device,
      size: 'no',
      state: device,
      endedAt: device,
      clientAddress: {
        category: 'network-activity',
        what: {
          en: 'Network address, sealed, for 30 days',
          de: 'Netzadresse, verschlüsselt, 30 Tage lang',
        },
      },
    },
  }),
];
