import { parseDay, type Day } from '../../src/core/day.ts';
import type { Ids } from '../../src/core/ids.ts';
import { sha256 } from '../../src/core/hash.ts';
import type { Organisation, Service } from '../../src/organisation/model.ts';
import type { ContactPerson, Facts } from '../../src/subprocessors/model/facts.ts';

/**
 * Stands in every name, e-mail and holder that a test makes for a person. After each test the ledger,
 * the log and the public representations are searched for it: a person may not leak there.
 */
export const personMark = 'Kanari';

export function day(text: string): Day {
  const found = parseDay(text);
  if (found === undefined) throw new TypeError(`no such day: ${text}`);
  return found;
}

/** An entry with a contract, so that it can be published as it is. */
export function facts(parts: Partial<Facts> = {}): Facts {
  return {
    name: 'Postmark',
    kind: 'third-party',
    description: 'Sends transactional e-mail.',
    contract: { signedOn: day('2026-01-15') },
    ...parts,
  };
}

/** An entry in which every field is stated. */
export function fullFacts(parts: Partial<Facts> = {}): Facts {
  return facts({
    ...fullEntity,
    ...fullTerms,
    effectiveFrom: day('2026-02-01'),
    lastReviewedOn: day('2026-06-01'),
    nextReviewDue: day('2027-06-01'),
    translations: { de: { description: 'Betrieb der Server' } },
    rank: 2,
    order: 10,
    ...parts,
  });
}

const fullEntity: Partial<Facts> = {
  name: 'Amazon Web Services',
  legalName: 'Amazon Web Services EMEA SARL',
  legalAddress: {
    lines: ['38 avenue John F. Kennedy'],
    postalCode: 'L-1855',
    locality: 'Luxembourg',
    country: 'LU',
  },
  establishment: { country: 'LU', label: 'Luxembourg' },
  companyNumber: 'B186284',
  lei: '529900T8BM49AURSDO55',
  euid: 'LURCSL.B186284',
  parentGroup: 'Amazon.com, Inc.',
  category: 'Infrastructure',
  description: 'Hosts the service.',
  responsibilities: 'Operates the data centres; the application is ours.',
  nature: 'Storage and computation',
  duration: 'As long as the contract lasts',
  frequency: 'continuous',
};

const fullTerms: Partial<Facts> = {
  dataCategories: ['Account data', 'Content'],
  dataSubjects: ['Users'],
  specialCategories: false,
  protectedHealthInformation: false,
  ai: { used: false, trainsOnData: false, zeroRetention: true },
  locations: [
    { country: 'DE', label: 'Frankfurt', activity: 'storage' },
    { region: 'worldwide', activity: 'support', condition: 'outside office hours' },
  ],
  transfers: [
    {
      mechanism: 'scc-2021-914',
      sccModule: 3,
      from: day('2026-01-15'),
      until: day('2029-01-15'),
      assessmentAvailable: true,
      note: 'For support from outside the EEA',
    },
  ],
  scope: {
    services: ['qluster-service'],
    regions: ['EU'],
    plans: ['Enterprise'],
    optional: true,
    feature: 'Hosting in the EU',
  },
  certifications: [
    { name: 'ISO/IEC 27001', validUntil: day('2028-01-01'), url: 'https://aws.example/iso' },
  ],
  contract: {
    dpaUrl: 'https://aws.example/dpa',
    signedOn: day('2026-01-15'),
    baaSignedOn: day('2026-01-16'),
  },
  contact: { role: 'Privacy desk', email: 'privacy@aws.example', url: 'https://aws.example/ask' },
  links: {
    website: 'https://aws.example/',
    privacy: 'https://aws.example/privacy',
    security: 'https://aws.example/security',
    subprocessors: 'https://aws.example/sub-processors',
  },
};

/** Somebody who must not leak: the name and the e-mail carry the mark. */
export function person(parts: Partial<ContactPerson> = {}): ContactPerson {
  return {
    name: `Zoe ${personMark}`,
    position: 'Head of privacy',
    email: `zoe.${personMark.toLowerCase()}@vendor.example`,
    published: false,
    ...parts,
  };
}

export function organisation(parts: Partial<Organisation> = {}): Organisation {
  return {
    name: 'Qluster Corp.',
    legalName: 'Qluster Corp.',
    securityContact: { email: 'security@qluster.example' },
    languages: ['en'],
    timeZone: 'UTC',
    // Most tests publish at once; those of the notice say how many days there are.
    noticeDays: 0,
    commitments: ['We do not sell personal data.'],
    frameAncestors: [],
    ...parts,
  };
}

export const services: readonly Service[] = [
  { slug: 'website', name: 'Website', order: 1 },
  { slug: 'qluster-service', name: 'Qluster service', order: 2 },
];

/** Identifiers that count up, and bytes that differ each time: the same in every run. */
export function countingIds(from = 0): Ids {
  let count = from;
  return {
    uuid: () => `00000000-0000-4000-8000-${String(++count).padStart(12, '0')}`,
    bytes: (length) => {
      const digest = sha256(`bytes ${++count}`);
      const hex = digest.repeat(Math.ceil(length / (digest.length / 2)));
      return new Uint8Array(Buffer.from(hex, 'hex')).subarray(0, length);
    },
  };
}
