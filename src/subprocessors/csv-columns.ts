import { presentUrl } from '../organisation/present.ts';
import type { Place, Snapshot } from '../publication/model.ts';
import type { Entry } from './model/entry.ts';
import type { Address, Facts, Location, Scope, Transfer } from './model/facts.ts';
import { publicCompleteness, publishedPerson } from './present.ts';

type Row = {
  readonly entry: Entry;
  readonly snapshot: Pick<Snapshot, 'services'>;
  readonly place: Place;
};
type Cell = (row: Row) => string | undefined;

/** Header and content of each column. Append only: people count columns. */
export const columns: Readonly<Record<string, Cell>> = {
  // Annex III of the standard contractual clauses, in its order.
  name: ({ entry }) => entry.facts.name,
  address: ({ entry }) => addressIn(entry.facts.legalAddress),
  contact_name: ({ entry }) => publishedPerson(entry)?.name,
  contact_position: ({ entry }) => publishedPerson(entry)?.position ?? entry.facts.contact?.role,
  contact_details: ({ entry }) => contactDetails(entry),
  description: ({ entry }) => entry.facts.description,
  responsibilities: ({ entry }) => entry.facts.responsibilities,
  country: ({ entry }) => many(new Set(entry.facts.locations?.map(({ country }) => country))),
  location: ({ entry }) => many(entry.facts.locations?.map(locationIn)),
  data_categories: ({ entry }) => many(entry.facts.dataCategories),
  data_subjects: ({ entry }) => many(entry.facts.dataSubjects),
  transfer: ({ entry }) => many(entry.facts.transfers?.map(transferIn)),
  status: ({ entry }) => entry.state,
  effective_from: ({ entry }) => entry.facts.effectiveFrom,
  scope: ({ entry, snapshot }) => scopeIn(entry.facts, snapshot),
  rank: ({ entry }) => entry.facts.rank?.toString(),
  parent: ({ entry }) => entry.facts.parent,
  lei: ({ entry }) => entry.facts.lei,
  links: ({ entry }) => linksIn(entry.facts),
  id: ({ entry }) => entry.id,
  slug: ({ entry }) => entry.slug,
  legal_name: ({ entry }) => entry.facts.legalName,
  establishment_country: ({ entry }) => entry.facts.establishment?.country,
  establishment: ({ entry }) => entry.facts.establishment?.label,
  company_number: ({ entry }) => entry.facts.companyNumber,
  euid: ({ entry }) => entry.facts.euid,
  parent_group: ({ entry }) => entry.facts.parentGroup,
  kind: ({ entry }) => entry.facts.kind,
  category: ({ entry }) => entry.facts.category,
  nature: ({ entry }) => entry.facts.nature,
  duration: ({ entry }) => entry.facts.duration,
  frequency: ({ entry }) => entry.facts.frequency,
  special_categories: ({ entry }) => yesOrNo(entry.facts.specialCategories),
  protected_health_information: ({ entry }) => yesOrNo(entry.facts.protectedHealthInformation),
  ai_used: ({ entry }) => yesOrNo(entry.facts.ai?.used),
  ai_trains_on_data: ({ entry }) => yesOrNo(entry.facts.ai?.trainsOnData),
  ai_zero_retention: ({ entry }) => yesOrNo(entry.facts.ai?.zeroRetention),
  services: ({ entry }) => many(entry.facts.scope?.services),
  optional: ({ entry }) => yesOrNo(entry.facts.scope?.optional),
  certifications: ({ entry }) => many(entry.facts.certifications?.map(certificationIn)),
  dpa_url: ({ entry }) => presentUrl(entry.facts.contract?.dpaUrl),
  contract_signed_on: ({ entry }) => entry.facts.contract?.signedOn,
  baa_signed_on: ({ entry }) => entry.facts.contract?.baaSignedOn,
  effective_until: ({ entry }) => entry.facts.effectiveUntil,
  disposal: ({ entry }) => entry.facts.disposal?.method,
  disposal_on: ({ entry }) => entry.facts.disposal?.on,
  last_reviewed_on: ({ entry }) => entry.facts.lastReviewedOn,
  next_review_due: ({ entry }) => entry.facts.nextReviewDue,
  replaces: ({ entry }) => entry.replaces,
  replaced_by: ({ entry }) => entry.replacedBy,
  listed_at: ({ entry }) => entry.listedAt.toISOString(),
  changed_at: ({ entry }) => entry.changedAt.toISOString(),
  last_change: ({ entry, place }) => `${place.origin}${place.base}/changes/${entry.lastChangeId}`,
  completeness_percent: ({ entry }) => publicCompleteness(entry).percent.toString(),
  missing: ({ entry }) => many(publicCompleteness(entry).missing),
  order: ({ entry }) => entry.facts.order?.toString(),
};

function many(values: Iterable<string | undefined> | undefined): string {
  return [...(values ?? [])].filter((value) => value !== undefined && value !== '').join('; ');
}

function words(values: readonly (string | undefined)[]): string {
  return values.filter((value) => value !== undefined && value !== '').join(', ');
}

function inBrackets(text: string, note: string): string {
  return note === '' ? text : `${text} (${note})`;
}

function yesOrNo(value: boolean | undefined): string | undefined {
  if (value === undefined) return undefined;
  return value ? 'yes' : 'no';
}

function addressIn(address: Address | undefined): string {
  const town = [address?.postalCode, address?.locality].filter(Boolean).join(' ');
  return words([...(address?.lines ?? []), town, address?.country]);
}

function contactDetails(entry: Entry): string {
  const { contact } = entry.facts;
  const person = publishedPerson(entry);
  return many([contact?.email, person?.email, ...[contact?.url, person?.url].map(presentUrl)]);
}

function locationIn({ country, region, label, activity, condition }: Location): string {
  return inBrackets(label ?? country ?? region ?? '', words([activity, condition]));
}

function transferIn({ mechanism, sccModule, from, until, note }: Transfer): string {
  const module = sccModule === undefined ? '' : ` module ${sccModule}`;
  const details = [from && `from ${from}`, until && `until ${until}`, note];
  return inBrackets(`${mechanism}${module}`, words(details));
}

function scopeIn({ scope = {} }: Facts, { services }: Pick<Snapshot, 'services'>): string {
  const called = (slug: string) => services.find((service) => service.slug === slug)?.name ?? slug;
  return many([
    ...(scope.services ?? []).map(called),
    ...(scope.regions ?? []).map((region) => `region ${region}`),
    ...(scope.plans ?? []).map((plan) => `plan ${plan}`),
    featureIn(scope),
  ]);
}

function featureIn({ optional, feature = '' }: Scope): string {
  if (optional === true) return inBrackets('optional', feature);
  return feature === '' ? '' : `feature ${feature}`;
}

function certificationIn({ name, validUntil }: { name: string; validUntil?: string }): string {
  return inBrackets(name, validUntil === undefined ? '' : `until ${validUntil}`);
}

function linksIn({ links = {} }: Facts): string {
  const { website, privacy, security, subprocessors } = links;
  const named = Object.entries({ website, privacy, security, subprocessors });
  return many(named.map(([name, url]) => linkCell(name, presentUrl(url))));
}

function linkCell(name: string, url: string | undefined): string | undefined {
  return url && `${name} ${url}`;
}
