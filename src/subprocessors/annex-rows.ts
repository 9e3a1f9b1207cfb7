import { fieldLines, type Line, plainLineIn, serviceNames } from '../changes/field-text.ts';
import { valueWords } from '../changes/words/values.ts';
import { type Language, languages } from '../core/language.ts';
import { dayOf } from '../core/day.ts';
import { dayInProse } from '../http/dates.tsx';
import type { ContactPoint, Organisation } from '../organisation/model.ts';
import { presentUrl } from '../organisation/present.ts';
import type { Place, Snapshot } from '../publication/model.ts';
import { pastInWords, permanentAddress } from '../publication/view.ts';
import type { Entry } from './model/entry.ts';
import { filterNames, filterStrictly, isFiltered, type ListParams } from './model/filter.ts';
import { isTranslated } from '../core/translating.ts';
import { placeInWords } from './model/words.ts';
import { publishedPerson } from './present.ts';
import type { AnnexWords } from './words/annex-en.ts';
import { annexWords } from './words/pages.ts';

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
  /** How many of the first lines are the organisation's own, in its language. */
  readonly quoted: { readonly description: number; readonly responsibilities: number };
};

export type AnnexColumn = Exclude<keyof AnnexRow, 'slug' | 'name' | 'marks' | 'quoted'>;

/** The items of Annex III in its order and words, then what customers add to them. */
export const annexColumns = [
  'identity',
  'contact',
  'description',
  'responsibilities',
  'transfer',
] as const satisfies readonly AnnexColumn[];

/** The list in force, then what is announced; what has ended belongs to no contract any more. */
export function annexRows(
  snapshot: Snapshot,
  params: ListParams,
  language: Language = 'en',
): readonly AnnexRow[] {
  const entries = filterStrictly(snapshot, params);
  const inForce = entries.filter(({ state }) => state === 'current');
  const announced = entries.filter(({ state }) => state === 'announced');
  return [...inForce, ...announced].map((entry) => rowOf(entry, snapshot, language));
}

/** What stands below the list: what its gaps and marks mean, and how many entries lack what. */
export function annexRemarks(
  snapshot: Snapshot,
  params: ListParams,
  language: Language = 'en',
): readonly string[] {
  const { gaps: items, ...words } = annexWords[language];
  const entries = filterStrictly(snapshot, params).filter(({ state }) => state !== 'ended');
  const lacking = (test: (entry: Entry) => boolean) => entries.filter(test).length;
  const counts: readonly (readonly [string, number])[] = [
    [items.address, lacking(({ facts }) => facts.legalAddress === undefined)],
    [items.contact, lacking((entry) => contactOf(entry).length === 0)],
    [items.responsibilities, lacking(({ facts }) => !facts.responsibilities)],
    [items.locations, lacking(({ facts }) => !facts.locations?.length)],
    [items.transfer, lacking(({ facts }) => !facts.transfers?.length)],
  ];
  const gaps = counts.filter(([, count]) => count > 0).map(([item, count]) => `${item} ${count}`);
  const isSomeAnnounced = entries.some(({ state }) => state === 'announced');
  return [
    ...(gaps.length === 0 ? [] : [words.notStated(entries.length, gaps.join(', '))]),
    ...(isSomeAnnounced ? [words.announcedMarks] : []),
  ];
}

/** What stands above the list: whose it is, which version, where it stands for good. */
export function annexHead(
  snapshot: Snapshot,
  place: Place,
  params: ListParams,
  language: Language = 'en',
) {
  const words = annexWords[language];
  const { organisation, listVersion, listPublishedAt } = snapshot;
  const published =
    listPublishedAt === undefined
      ? words.nothingPublished
      : words.version(
          listVersion,
          dayInProse(dayOf(listPublishedAt, organisation.timeZone), language),
        );
  return {
    purpose: words.purpose,
    publisher: publisherLines(organisation, language),
    contacts: contactLines(organisation, language),
    version: published,
    address: permanentAddress(snapshot, `${place.origin}${place.base}`, '/annex-iii'),
    past: pastInWords(snapshot),
    part: isFiltered(params) ? words.part(filtersIn(params)) : undefined,
    demo: place.demo
      ? 'A demonstration: the publisher is invented, and so are all dealings of the companies named here.'
      : undefined,
  };
}

function filtersIn(params: ListParams): string {
  const parts = filterNames.flatMap((name) => (params[name] ? [`${name} ${params[name]}`] : []));
  return parts.join(', ');
}

function publisherLines(organisation: Organisation, language: Language): readonly string[] {
  const { name, legalName, legalForm, address } = organisation;
  const identity = [
    legalName ?? name,
    legalForm,
    legalName === name ? undefined : legalName && name,
  ];
  return [identity.filter(Boolean).join(', '), addressLines(address, language).join(', ')].filter(
    (line) => line !== '',
  );
}

const desks = ['dpo', 'euRepresentative', 'ukRepresentative'] as const;

function contactLines(organisation: Organisation, language: Language) {
  return desks.flatMap((desk) => {
    const point: ContactPoint | undefined = organisation[desk];
    if (point === undefined) return [];
    // A desk that is called what it is needs no name, in no language.
    const isCalledSo = languages.some(
      (each) => annexWords[each].desks[desk].toLowerCase() === point.name?.toLowerCase(),
    );
    const name = isCalledSo ? undefined : point.name;
    const place = addressLines(point.address, language);
    const text = [name, ...place, point.email, presentUrl(point.url)].filter(Boolean).join(', ');
    return text === '' ? [] : [{ label: annexWords[language].desks[desk], text }];
  });
}

function addressLines(
  legalAddress: Organisation['address'],
  language: Language,
): readonly string[] {
  return legalAddress === undefined
    ? []
    : fieldLines('legalAddress', { ...nobody, legalAddress }).map((line) => plain(line, language));
}

function plain(line: Line, language: Language): string {
  return plainLineIn(valueWords[language], line);
}

const nobody = { name: '', description: '', kind: 'third-party' } as const;

function rowOf(entry: Entry, snapshot: Snapshot, language: Language): AnnexRow {
  const words = annexWords[language];
  const { facts, slug } = entry;
  const said = (...fields: Parameters<typeof fieldLines>[0][]) =>
    fields.flatMap((field) =>
      fieldLines(field, facts, snapshot.services, valueWords[language]).map((line) =>
        plain(line, language),
      ),
    );
  const quoted = (field: 'description' | 'responsibilities') =>
    isTranslated(facts, field, language) ? 0 : said(field).length;
  return {
    slug,
    quoted: {
      description: quoted('description'),
      responsibilities: quoted('responsibilities'),
    },
    name: facts.name,
    marks: marksOf(entry, snapshot, language),
    identity: [
      ...(facts.legalName === facts.name ? [] : said('legalName')),
      ...said('legalAddress'),
      ...(facts.legalAddress === undefined
        ? said('establishment').map((at) => words.established(at))
        : []),
    ],
    contact: contactOf(entry),
    description: [
      ...said('description'),
      ...(facts.dataCategories?.length ? [words.data(facts.dataCategories.join(', '))] : []),
      ...(facts.dataSubjects?.length ? [words.of(facts.dataSubjects.join(', '))] : []),
      ...scopeOf(entry, snapshot, words),
    ],
    responsibilities: said('responsibilities'),
    transfer: [
      ...(facts.locations ?? []).map((each) => placeInWords(each, language)),
      ...said('transfers').map((basis) => words.transfer(basis)),
    ],
  };
}

function scopeOf(
  { facts: { scope = {} } }: Entry,
  { services }: Snapshot,
  words: AnnexWords,
): readonly string[] {
  const names = serviceNames(scope.services ?? [], services);
  return [
    ...(names.length === 0 ? [] : [words.for(names.join(', '))]),
    ...(scope.optional === true
      ? [`${words.optional}${scope.feature ? `: ${scope.feature}` : ''}`]
      : []),
    ...(scope.optional !== true && scope.feature ? [words.feature(scope.feature)] : []),
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

function marksOf(
  { slug, state, facts }: Entry,
  { pending }: Snapshot,
  language: Language,
): readonly string[] {
  const words = annexWords[language];
  if (state === 'announced')
    return [
      facts.effectiveFrom ? words.from(dayInProse(facts.effectiveFrom, language)) : words.announced,
    ];
  const changes = pending.filter(({ items }) => items.some((item) => item.slug === slug));
  return changes.map(({ id, effectiveOn, items }) => {
    const ends = items.find((item) => item.slug === slug)?.after.effectiveUntil !== undefined;
    return ends
      ? words.ends(dayInProse(effectiveOn, language))
      : words.changes(dayInProse(effectiveOn, language), id);
  });
}
