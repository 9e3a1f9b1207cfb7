import type { AnnexColumn } from '../annex-rows.ts';

const counted = (count: number) => (count === 1 ? '1 entry' : `${count} entries`);

/** What Annex III says; its PDF is in English. */
export const en = {
  title: 'Annex III: list of sub-processors',
  description: (name: string) =>
    `The sub-processors of ${name} in the order of Annex III to the standard contractual clauses, to print or to attach to a contract.`,
  purpose:
    'Sub-processors, in the order of Annex III to the standard contractual clauses of Commission Implementing Decision (EU) 2021/914 and of Annex IV to those of (EU) 2021/915.',
  columns: {
    identity: 'Name and address',
    contact: 'Contact person’s name, position and contact details',
    description: 'Description of processing',
    responsibilities: 'Delimitation of responsibilities',
    transfer: 'Locations and transfer basis',
  } satisfies Record<AnnexColumn, string>,
  labels: {
    identity: 'Name and address',
    contact: 'Contact',
    description: 'Processing',
    responsibilities: 'Responsibilities',
    transfer: 'Where, transfer',
  } satisfies Record<AnnexColumn, string>,
  counted,
  toAttach: 'To attach to a contract',
  register: 'The register',
  none: 'No sub-processor is listed here.',
  publisher: 'Publisher',
  list: 'List',
  address: 'Permanent address',
  nothingPublished: 'Nothing is published yet',
  version: (version: number, day: string) => `Version ${version}, published ${day}`,
  part: (filters: string) => `Only a part of the list: ${filters}.`,
  desks: {
    dpo: 'Data protection officer',
    euRepresentative: 'EU representative',
    ukRepresentative: 'UK representative',
  },
  gaps: {
    address: 'address',
    contact: 'contact',
    responsibilities: 'delimitation of responsibilities',
    locations: 'locations',
    transfer: 'transfer basis',
  },
  notStated: (entries: number, gaps: string) =>
    `“–” means not stated in the register. Of ${counted(entries)}, not stated: ${gaps}.`,
  announcedMarks: 'Entries marked “From” are announced and not yet in effect.',
  established: (place: string) => `Established: ${place}`,
  data: (categories: string) => `Data: ${categories}`,
  of: (subjects: string) => `Of: ${subjects}`,
  transfer: (basis: string) => `Transfer: ${basis}`,
  for: (services: string) => `For: ${services}`,
  optional: 'Optional',
  feature: (feature: string) => `Feature: ${feature}`,
  from: (day: string) => `From ${day}`,
  announced: 'Announced',
  ends: (day: string) => `Ends on ${day}`,
  changes: (day: string, id: number) => `Changes on ${day}, see change ${id}`,
};

export type AnnexWords = typeof en;
