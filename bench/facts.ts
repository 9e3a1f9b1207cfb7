import { parseDay } from '../src/core/day.ts';
import type { Draft } from '../src/subprocessors/model/publishing.ts';
import type { Facts, Transfer } from '../src/subprocessors/model/facts.ts';

const purposes = [
  ['Infrastructure', 'Hosting of application servers and storage of customer files'],
  ['Support', 'Ticketing and chat with customers who ask for help'],
  ['E-mail', 'Delivery of service notices and password links'],
  ['Monitoring', 'Collection of logs and alerts about errors'],
  ['Payments', 'Card payments and invoices'],
] as const;

const places = [
  { country: 'DE', label: 'Frankfurt', activity: 'storage' },
  { country: 'IE', label: 'Dublin', activity: 'processing' },
  { country: 'US', label: 'Virginia', activity: 'processing' },
  { country: 'GB', label: 'London', activity: 'support' },
] as const;

const scc: Transfer = { mechanism: 'scc-2021-914', sccModule: 3, assessmentAvailable: true };

/** An entry as full as those of most real lists; the index decides everything, so every run serves the same. */
export function inventFacts(index: number): Draft {
  const number = String(index + 1).padStart(2, '0');
  const slug = `processor-${number}`;
  const [category, description] = pick(purposes, index);
  const place = pick(places, index);
  const facts: Facts = {
    name: `Processor ${number}`,
    kind: 'third-party',
    category,
    description,
    dataCategories: ['Contact data'],
    locations: [place],
    ...(place.country === 'US' && { transfers: [scc] }),
    scope: { services: [index % 4 === 0 ? 'website' : 'qluster-service'] },
    contract: { signedOn: dayIn(2022 + (index % 4)) },
  };
  return { slug, facts };
}

function pick<const T extends readonly unknown[]>(list: T, index: number): T[number] {
  return list[index % list.length];
}

function dayIn(year: number) {
  const day = parseDay(`${year}-03-01`);
  if (day === undefined) throw new Error(`no year: ${year}`);
  return day;
}
