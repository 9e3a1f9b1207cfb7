import { type Change, type ChangeItem, lastStep } from '../changes/model.ts';
import { presentNotice, presentWindow } from '../changes/present-notice.ts';
import { titleOf } from '../changes/words.ts';
import { presentAddress, presentUrl } from '../organisation/present.ts';
import type { Place } from '../publication/model.ts';
import { completenessOf } from './model/completeness.ts';
import type { Entry } from './model/entry.ts';
import type {
  Certification,
  ContactPerson,
  Facts,
  Links,
  Location,
  RoleContact,
  Transfer,
  Translation,
} from './model/facts.ts';

// A member that is undefined is not stated, and JSON leaves it out.

/** One entry as every machine format shows it. `pending` are the changes not yet in effect. */
export function presentEntry(entry: Entry, pending: readonly Change[], place: Place) {
  const person = publishedPerson(entry);
  return {
    id: entry.id,
    slug: entry.slug,
    url: entryUrl(entry.slug, place),
    state: entry.state,
    ...presentFacts(entry.facts),
    contactPerson: person && presentPerson(person),
    completeness: publicCompleteness(entry),
    listedAt: entry.listedAt.toISOString(),
    changedAt: entry.changedAt.toISOString(),
    lastChange: presentChangeLink(entry.lastChangeId, place),
    pendingChange: pendingChangeOf(entry, pending, place),
    replaces: entry.replaces,
    replacedBy: entry.replacedBy,
  };
}

/** The facts, field by field: what the store holds beyond them does not become public. */
export function presentFacts(facts: Facts) {
  return { ...presentEntity(facts), ...presentProcessing(facts), ...presentTerms(facts) };
}

/** A change that is announced and not yet in effect, without the facts before and after. */
export function presentPendingChange(change: Change, place: Place) {
  return {
    ...presentChangeLink(change.id, place),
    title: titleOf(change),
    class: change.class,
    reason: change.reason,
    announcedAt: change.steps[0]?.at.toISOString() ?? lastStep(change).at.toISOString(),
    effectiveOn: change.effectiveOn,
    ...presentNotice(change, place),
    items: change.items.map(presentItem),
  };
}

/** The contact person, where their employer publishes them. */
export function publishedPerson(entry: Entry): ContactPerson | undefined {
  return entry.contactPerson?.published === true ? entry.contactPerson : undefined;
}

/** What Annex III lacks in public: a person known to the publisher alone does not fill it. */
export function publicCompleteness(entry: Entry) {
  const { percent, missing } = completenessOf(entry.facts, publishedPerson(entry));
  return { percent, missing };
}

function presentEntity(facts: Facts) {
  return {
    name: facts.name,
    legalName: facts.legalName,
    legalAddress: presentAddress(facts.legalAddress),
    establishment: facts.establishment && presentEstablishment(facts.establishment),
    companyNumber: facts.companyNumber,
    lei: facts.lei,
    euid: facts.euid,
    parentGroup: facts.parentGroup,
    kind: facts.kind,
    category: facts.category,
  };
}

function presentProcessing(facts: Facts) {
  return {
    description: facts.description,
    responsibilities: facts.responsibilities,
    nature: facts.nature,
    duration: facts.duration,
    frequency: facts.frequency,
    dataCategories: facts.dataCategories,
    dataSubjects: facts.dataSubjects,
    specialCategories: facts.specialCategories,
    protectedHealthInformation: facts.protectedHealthInformation,
    ai: facts.ai && presentAi(facts.ai),
    locations: facts.locations?.map(presentLocation),
    transfers: facts.transfers?.map(presentTransfer),
    scope: facts.scope && presentScope(facts.scope),
  };
}

function presentTerms(facts: Facts) {
  return {
    certifications: facts.certifications?.map(presentCertification),
    contract: facts.contract && presentContract(facts.contract),
    contact: facts.contact && presentRoleContact(facts.contact),
    links: facts.links && presentLinks(facts.links),
    parent: facts.parent,
    rank: facts.rank,
    effectiveFrom: facts.effectiveFrom,
    effectiveUntil: facts.effectiveUntil,
    disposal: facts.disposal && { on: facts.disposal.on, method: facts.disposal.method },
    lastReviewedOn: facts.lastReviewedOn,
    nextReviewDue: facts.nextReviewDue,
    order: facts.order,
    translations: facts.translations && {
      en: presentTranslation(facts.translations.en),
      de: presentTranslation(facts.translations.de),
    },
  };
}

function presentTranslation(translation: Translation | undefined) {
  if (translation === undefined) return undefined;
  const { category, description, responsibilities, nature, duration } = translation;
  const { dataCategories, dataSubjects } = translation;
  return {
    category,
    description,
    responsibilities,
    nature,
    duration,
    dataCategories,
    dataSubjects,
  };
}

export function entryUrl(slug: string, place: Place): string {
  return `${place.origin}${place.base}/subprocessors/${slug}`;
}

function presentChangeLink(id: number, place: Place) {
  return { id, url: `${place.origin}${place.base}/changes/${id}` };
}

function pendingChangeOf(entry: Entry, pending: readonly Change[], place: Place) {
  const change = pending.find(({ items }) => items.some(({ slug }) => slug === entry.slug));
  if (change === undefined) return undefined;
  const { id, effectiveOn } = change;
  return { ...presentChangeLink(id, place), effectiveOn, window: presentWindow(change, place) };
}

function presentItem(item: ChangeItem) {
  return {
    slug: item.slug,
    name: item.after.name,
    kind: item.kind,
    class: item.class,
    aspects: item.aspects,
    counterpart: item.counterpart,
  };
}

function presentPerson(person: ContactPerson) {
  return {
    name: person.name,
    position: person.position,
    email: person.email,
    url: presentUrl(person.url),
  };
}

function presentRoleContact(contact: RoleContact) {
  return { role: contact.role, email: contact.email, url: presentUrl(contact.url) };
}

function presentEstablishment(place: NonNullable<Facts['establishment']>) {
  return { country: place.country, label: place.label };
}

function presentAi(ai: NonNullable<Facts['ai']>) {
  return { used: ai.used, trainsOnData: ai.trainsOnData, zeroRetention: ai.zeroRetention };
}

function presentLocation(location: Location) {
  return {
    country: location.country,
    region: location.region,
    label: location.label,
    activity: location.activity,
    condition: location.condition,
  };
}

function presentTransfer(transfer: Transfer) {
  return {
    mechanism: transfer.mechanism,
    sccModule: transfer.sccModule,
    from: transfer.from,
    until: transfer.until,
    assessmentAvailable: transfer.assessmentAvailable,
    note: transfer.note,
  };
}

function presentScope(scope: NonNullable<Facts['scope']>) {
  return {
    services: scope.services,
    regions: scope.regions,
    plans: scope.plans,
    optional: scope.optional,
    feature: scope.feature,
  };
}

function presentCertification(certification: Certification) {
  return {
    name: certification.name,
    validUntil: certification.validUntil,
    url: presentUrl(certification.url),
  };
}

function presentContract(contract: NonNullable<Facts['contract']>) {
  return {
    dpaUrl: presentUrl(contract.dpaUrl),
    signedOn: contract.signedOn,
    baaSignedOn: contract.baaSignedOn,
  };
}

function presentLinks(links: Links) {
  return {
    website: presentUrl(links.website),
    privacy: presentUrl(links.privacy),
    security: presentUrl(links.security),
    subprocessors: presentUrl(links.subprocessors),
  };
}
