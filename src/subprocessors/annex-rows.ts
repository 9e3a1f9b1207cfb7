import { fieldLines, plainLine, serviceNames } from '../changes/field-text.ts';
import { dayOf } from '../core/day.ts';
import { dayInProse } from '../http/dates.tsx';
import type { ContactPoint, Organisation } from '../organisation/model.ts';
import { presentUrl } from '../organisation/present.ts';
import type { Place, Snapshot } from '../publication/model.ts';
import { pastInWords, permanentAddress } from '../publication/view.ts';
import type { Entry } from './model/entry.ts';
import { filterNames, filterStrictly, isFiltered, type ListParams } from './model/filter.ts';
import { placeInWords } from './model/words.ts';
import { publishedPerson } from './present.ts';

/** What an entry says in Annex III, cell by cell; an empty cell is a fact that is not stated. */
export type AnnexRow = {
  readonly slug: string;
  readonly name: string;
  /** What is to come: "From 4 January 2027". */
  readonly marks: readonly string[];
  readonly identity: readonly string[];
  readonly contact: readonly string[];
  readonly description: readonly string[];
  readonly responsibilities: readonly string[];
  readonly transfer: readonly string[];
};

export type AnnexColumn = Exclude<keyof AnnexRow, 'slug' | 'name' | 'marks'>;

/** The items of Annex III in its order and words, then what customers add to them. */
export const annexColumns: readonly { readonly key: AnnexColumn; readonly label: string }[] = [
  { key: 'identity', label: 'Name and address' },
  { key: 'contact', label: 'Contact person’s name, position and contact details' },
  { key: 'description', label: 'Description of processing' },
  { key: 'responsibilities', label: 'Delimitation of responsibilities' },
  { key: 'transfer', label: 'Locations and transfer basis' },
];

export const annexTitle = 'Annex III: list of sub-processors';

/** The list in force, then what is announced; what has ended belongs to no contract any more. */
export function annexRows(snapshot: Snapshot, params: ListParams): readonly AnnexRow[] {
  const entries = filterStrictly(snapshot, params);
  const inForce = entries.filter(({ state }) => state === 'current');
  const announced = entries.filter(({ state }) => state === 'announced');
  return [...inForce, ...announced].map((entry) => rowOf(entry, snapshot));
}

/** What stands below the list: what its gaps and marks mean, and how many entries lack what. */
export function annexRemarks(snapshot: Snapshot, params: ListParams): readonly string[] {
  const entries = filterStrictly(snapshot, params).filter(({ state }) => state !== 'ended');
  const lacking = (test: (entry: Entry) => boolean) => entries.filter(test).length;
  const counts: readonly (readonly [string, number])[] = [
    ['address', lacking(({ facts }) => facts.legalAddress === undefined)],
    ['contact', lacking((entry) => contactOf(entry).length === 0)],
    ['delimitation of responsibilities', lacking(({ facts }) => !facts.responsibilities)],
    ['locations', lacking(({ facts }) => !facts.locations?.length)],
    ['transfer basis', lacking(({ facts }) => !facts.transfers?.length)],
  ];
  const gaps = counts.filter(([, count]) => count > 0).map(([item, count]) => `${item} ${count}`);
  const isSomeAnnounced = entries.some(({ state }) => state === 'announced');
  return [
    ...(gaps.length === 0
      ? []
      : [
          `“–” means not stated in the register. Of ${entries.length === 1 ? '1 entry' : `${entries.length} entries`}, not stated: ${gaps.join(', ')}.`,
        ]),
    ...(isSomeAnnounced ? ['Entries marked “From” are announced and not yet in effect.'] : []),
  ];
}

/** What stands above the list: whose it is, which version, where it stands for good. */
export function annexHead(snapshot: Snapshot, place: Place, params: ListParams) {
  const { organisation, listVersion, listPublishedAt } = snapshot;
  const published =
    listPublishedAt === undefined
      ? 'Nothing is published yet'
      : `Version ${listVersion}, published ${dayInProse(dayOf(listPublishedAt, organisation.timeZone))}`;
  return {
    purpose:
      'Sub-processors, in the order of Annex III to the standard contractual clauses of Commission Implementing Decision (EU) 2021/914 and of Annex IV to those of (EU) 2021/915.',
    publisher: publisherLines(organisation),
    contacts: contactLines(organisation),
    version: published,
    address: permanentAddress(snapshot, `${place.origin}${place.base}`, '/annex-iii'),
    past: pastInWords(snapshot),
    part: isFiltered(params) ? partOf(params) : undefined,
    demo: place.demo
      ? 'A demonstration: the publisher is invented, and so are all dealings of the companies named here.'
      : undefined,
  };
}

function partOf(params: ListParams): string {
  const parts = filterNames.flatMap((name) => (params[name] ? [`${name} ${params[name]}`] : []));
  return `Only a part of the list: ${parts.join(', ')}.`;
}

function publisherLines(organisation: Organisation): readonly string[] {
  const { name, legalName, legalForm, address } = organisation;
  const identity = [
    legalName ?? name,
    legalForm,
    legalName === name ? undefined : legalName && name,
  ];
  return [identity.filter(Boolean).join(', '), addressLines(address).join(', ')].filter(
    (line) => line !== '',
  );
}

function contactLines({ dpo, euRepresentative, ukRepresentative }: Organisation) {
  const named: readonly (readonly [string, ContactPoint | undefined])[] = [
    ['Data protection officer', dpo],
    ['EU representative', euRepresentative],
    ['UK representative', ukRepresentative],
  ];
  return named.flatMap(([label, point]) => {
    if (point === undefined) return [];
    const name = point.name?.toLowerCase() === label.toLowerCase() ? undefined : point.name;
    const parts = [name, ...addressLines(point.address), point.email, presentUrl(point.url)];
    const text = parts.filter(Boolean).join(', ');
    return text === '' ? [] : [{ label, text }];
  });
}

function addressLines(legalAddress: Organisation['address']): readonly string[] {
  return legalAddress === undefined
    ? []
    : fieldLines('legalAddress', { ...nobody, legalAddress }).map(plainLine);
}

const nobody = { name: '', description: '', kind: 'third-party' } as const;

function rowOf(entry: Entry, snapshot: Snapshot): AnnexRow {
  const { facts, slug } = entry;
  const said = (...fields: Parameters<typeof fieldLines>[0][]) =>
    fields.flatMap((field) => fieldLines(field, facts, snapshot.services).map(plainLine));
  return {
    slug,
    name: facts.name,
    marks: marksOf(entry, snapshot),
    identity: [
      ...(facts.legalName === facts.name ? [] : said('legalName')),
      ...said('legalAddress'),
      ...(facts.legalAddress === undefined
        ? said('establishment').map((at) => `Established: ${at}`)
        : []),
    ],
    contact: contactOf(entry),
    description: [
      ...said('description'),
      ...(facts.dataCategories?.length ? [`Data: ${facts.dataCategories.join(', ')}`] : []),
      ...(facts.dataSubjects?.length ? [`Of: ${facts.dataSubjects.join(', ')}`] : []),
      ...scopeOf(entry, snapshot),
    ],
    responsibilities: said('responsibilities'),
    transfer: [
      ...(facts.locations ?? []).map(placeInWords),
      ...said('transfers').map((basis) => `Transfer: ${basis}`),
    ],
  };
}

function scopeOf({ facts: { scope = {} } }: Entry, { services }: Snapshot): readonly string[] {
  const names = serviceNames(scope.services ?? [], services);
  return [
    ...(names.length === 0 ? [] : [`For: ${names.join(', ')}`]),
    ...(scope.optional === true ? [`Optional${scope.feature ? `: ${scope.feature}` : ''}`] : []),
    ...(scope.optional !== true && scope.feature ? [`Feature: ${scope.feature}`] : []),
  ];
}

function contactOf(entry: Entry): readonly string[] {
  const { contact } = entry.facts;
  const person = publishedPerson(entry);
  const lines = [
    person?.name,
    person?.position ?? contact?.role,
    person?.email,
    presentUrl(person?.url),
    contact?.email,
    presentUrl(contact?.url),
  ];
  return [...new Set(lines.flatMap((line) => line || []))];
}

function marksOf({ slug, state, facts }: Entry, { pending }: Snapshot): readonly string[] {
  if (state === 'announced')
    return [facts.effectiveFrom ? `From ${dayInProse(facts.effectiveFrom)}` : 'Announced'];
  const changes = pending.filter(({ items }) => items.some((item) => item.slug === slug));
  return changes.map(({ id, effectiveOn, items }) => {
    const ends = items.find((item) => item.slug === slug)?.after.effectiveUntil !== undefined;
    return ends
      ? `Ends on ${dayInProse(effectiveOn)}`
      : `Changes on ${dayInProse(effectiveOn)}, see change ${id}`;
  });
}
