import type { Column, Declaration } from '../../core/personal.ts';
import { declare, declareImpersonal } from '../../db/personal.ts';
import { importMappings, listImports } from '../table.ts';

const number: Column = {
  category: 'identifiers',
  what: {
    en: 'Number of the account that a list to import belongs to',
    de: 'Nummer des Kontos, dem eine einzulesende Liste gehört',
  },
};
const list: Column = {
  category: 'communications',
  what: {
    en: 'A list about to be imported, which may name contacts of vendors, encrypted, for two days at most',
    de: 'Eine einzulesende Liste, die Kontakte von Anbietern nennen kann, verschlüsselt, höchstens zwei Tage',
  },
};

export const declared: readonly Declaration[] = [
  declareImpersonal(importMappings, {
    source: 'no',
    mapping: 'no',
    updatedAt: 'no',
  }),
  declare(listImports, {
    record: 'staff-addresses',
    purpose: 'publishing-register',
    sources: ['staff'],
    columns: {
      id: 'no',
      owner: number,
      sealed: list,
      version: 'no',
      batchId: 'no',
      createdAt: 'no',
      expiresAt: 'no',
    },
  }),
];
