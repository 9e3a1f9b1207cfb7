import type { Column, Declaration } from '../core/personal.ts';
import { eventChain } from './chain.ts';
import { events } from './ledger.ts';
import { logKeys, logLeaves, logState, logTiles } from './log-table.ts';
import { idempotencyKeys } from './operational.ts';
import { outbox } from './outbox.ts';
import { declare, declareImpersonal } from './personal.ts';

const actor: Column = {
  category: 'professional',
  what: {
    en: 'Number of the staff key, or of the case whose link was used, by which something was done',
    de: 'Nummer des Schlüssels oder des Vorgangs, über dessen Link etwas getan wurde',
  },
};
const subject: Column = {
  category: 'identifiers',
  what: {
    en: 'Number of what an entry is about, and salted hashes; they name nobody once that is erased',
    de: 'Nummer dessen, worum es geht, und gesalzene Hashes; nach dessen Löschung bezeichnen sie niemanden',
  },
};

/** What is told of everything: ids only, so that it stands for ever while persons are erased elsewhere. */
export const declared: readonly Declaration[] = [
  declare(events, {
    record: 'public-record',
    purpose: 'staff-access',
    sources: ['annex'],
    columns: {
      seq: 'no',
      id: 'no',
      commitId: 'no',
      at: 'no',
      actor,
      action: 'no',
      subject,
      data: subject,
      public: 'no',
    },
  }),
  declareImpersonal(eventChain, { seq: 'no', mac: 'no' }),
  declareImpersonal(outbox, {
    seq: 'no',
    topic: 'no',
    services: 'no',
    quiet: 'no',
    at: 'no',
    plannedUpTo: 'no',
    plannedAt: 'no',
  }),
  declareImpersonal(logLeaves, { index: 'no', seq: 'no', hash: 'no' }),
  declareImpersonal(logTiles, { level: 'no', index: 'no', hash: 'no' }),
  declareImpersonal(logState, {
    id: 'no',
    size: 'no',
    lastSeq: 'no',
    frontier: 'no',
    checkpoint: 'no',
  }),
  declareImpersonal(logKeys, {
    position: 'no',
    generation: 'no',
    origin: 'no',
    verifierKey: 'no',
    fromSize: 'no',
    addedAt: 'no',
  }),
  declare(idempotencyKeys, {
    record: 'repeated-requests',
    purpose: 'security',
    sources: ['staff', 'annex'],
    columns: {
      actor,
      key: 'no',
      fingerprint: 'no',
      commitId: 'no',
      startedAt: 'no',
      reply: {
        category: 'customer-records',
        what: {
          en: 'What a program of staff was answered, which may name whomever it asked about',
          de: 'Antwort an ein Programm, die nennen kann, nach wem es gefragt hat',
        },
      },
    },
  }),
];
