import type { Published } from '../publication/representation.ts';
import { neutralise, writeCsv } from './csv-text.ts';
import { dispositionOf } from './file-name.ts';
import { listFilters } from './list-document.ts';
import type { Entry } from './model/entry.ts';
import type { Facts } from './model/facts.ts';
import { filterStrictly } from './model/filter.ts';

const isOne = (value: string) => value === '1';

/**
 * What only the provider can fill in a financial customer's register of information under DORA,
 * templates B_05.01 and B_05.02 of Implementing Regulation (EU) 2024/2956; docs/formats.md says with
 * which reservations. One row for each entry that is listed or announced.
 */
export const listDora: Published = {
  kind: 'published',
  path: '/subprocessors.dora.csv',
  mediaType: 'text/csv; charset=utf-8; header=present',
  params: { ...listFilters, raw: isOne, bom: isOne },
  freeParams: ['q'],
  links: [
    { rel: 'alternate', href: '/subprocessors', type: 'text/html' },
    { rel: 'alternate', href: '/subprocessors.json', type: 'application/json' },
  ],
  render: ({ snapshot, params }) => {
    const bySlug = new Map(snapshot.entries.map((entry) => [entry.slug, entry]));
    const listed = filterStrictly(snapshot, params).filter(({ state }) => state !== 'ended');
    const rows = [
      Object.keys(columns),
      ...listed.map((entry) => Object.values(columns).map((cellOf) => cellOf(entry, bySlug) ?? '')),
    ];
    const body = writeCsv(params['raw'] === '1' ? rows : rows.map((row) => row.map(neutralise)));
    return {
      body: params['bom'] === '1' ? `\uFEFF${body}` : body,
      headers: dispositionOf(snapshot, 'subprocessors-dora', 'csv'),
    };
  },
};

type Register = ReadonlyMap<string, Entry>;
type Cell = (entry: Entry, register: Register) => string | undefined;

/** The official codes, then what tells the rows apart. Append only. */
const columns: Readonly<Record<string, Cell>> = {
  'B_05.01.0010': ({ facts }) => codesOf(facts)[0]?.code,
  'B_05.01.0020': ({ facts }) => codesOf(facts)[0]?.type,
  'B_05.01.0030': ({ facts }) => codesOf(facts)[1]?.code,
  'B_05.01.0040': ({ facts }) => codesOf(facts)[1]?.type,
  'B_05.01.0050': ({ facts }) => facts.legalName,
  'B_05.01.0060': ({ facts }) => latinNameOf(facts),
  'B_05.01.0080': ({ facts }) => homeOf(facts),
  'B_05.02.0030': ({ facts }) => codesOf(facts)[0]?.code,
  'B_05.02.0040': ({ facts }) => codesOf(facts)[0]?.type,
  'B_05.02.0050': ({ facts }) => facts.rank?.toString(),
  'B_05.02.0060': (entry, register) => recipientOf(entry, register)?.code,
  'B_05.02.0070': (entry, register) => recipientOf(entry, register)?.type,
  name: ({ facts }) => facts.name,
  status: ({ state }) => state,
  effective_from: ({ facts }) => facts.effectiveFrom,
  services: ({ facts }) => (facts.scope?.services ?? []).join('; '),
  slug: ({ slug }) => slug,
};

type Code = { readonly code: string; readonly type: string };

/** Best first: LEI, then EUID, then the number in the company register of the country (`LU_CRN`). */
function codesOf(facts: Facts): readonly Code[] {
  const { lei, euid, companyNumber } = facts;
  const country = homeOf(facts);
  return [
    ...(lei === undefined ? [] : [{ code: lei, type: 'LEI' }]),
    ...(euid === undefined ? [] : [{ code: euid, type: 'EUID' }]),
    ...(companyNumber === undefined || country === undefined
      ? []
      : [{ code: companyNumber, type: `${country}_CRN` }]),
  ];
}

function homeOf({ establishment, legalAddress }: Facts): string | undefined {
  return establishment?.country ?? legalAddress?.country;
}

function latinNameOf({ legalName }: Facts): string | undefined {
  return legalName !== undefined && latin.test(legalName) ? legalName : undefined;
}

const latin = /^[\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]+$/u;

/** Whom the entry serves: the one that engages it, where that is on the list. */
function recipientOf({ facts }: Entry, register: Register): Code | undefined {
  const parent = register.get(facts.parent ?? '');
  return parent && codesOf(parent.facts)[0];
}
