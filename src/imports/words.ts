import type { ImportField } from './model/fields.ts';
import type { RowAction } from './model/plan.ts';
import type { ListFormat } from './model/reading.ts';

/** What people call the fields, in the order in which they are offered. */
export const fieldLabels: Readonly<Record<ImportField, string>> = {
  name: 'Name of the sub-processor',
  legalName: 'Legal name of the company',
  description: 'What for (purpose)',
  locations: 'Where (places of processing)',
  country: 'Where (countries only)',
  dataCategories: 'Which data',
  dataSubjects: 'Whose data',
  specialCategories: 'Special categories of data',
  protectedHealthInformation: 'Health data (yes or no)',
  transfers: 'Transfer instrument',
  scope: 'Product or service that uses it',
  'scope.services': 'Scope: services by name',
  'scope.feature': 'Scope: feature',
  'scope.plans': 'Scope: plans',
  'scope.regions': 'Scope: regions of customers',
  'scope.optional': 'Scope: optional (yes or no)',
  establishment: 'Established in (words)',
  'establishment.country': 'Established in (country)',
  legalAddress: 'Address of the company',
  companyNumber: 'Company number',
  lei: 'LEI',
  euid: 'EUID',
  parentGroup: 'Group of companies',
  kind: 'Third party or affiliate',
  category: 'Category of service',
  responsibilities: 'Responsibilities',
  nature: 'Nature of the processing',
  duration: 'Duration',
  frequency: 'How often data is transferred',
  contact: 'Contact (e-mail or web address)',
  'contact.role': 'Contact: position',
  'links.website': 'Link: website',
  'links.privacy': 'Link: privacy notice',
  'links.security': 'Link: security page',
  'links.subprocessors': 'Link: their sub-processors',
  links: 'Links of any kind',
  'contract.dpaUrl': 'Contract: link to the DPA',
  'contract.signedOn': 'Contract: signed on',
  'contract.baaSignedOn': 'Contract: BAA signed on',
  certifications: 'Certifications',
  'ai.used': 'AI: used (yes or no)',
  'ai.trainsOnData': 'AI: trains on the data (yes or no)',
  'ai.zeroRetention': 'AI: keeps nothing (yes or no)',
  effectiveFrom: 'From (first day)',
  effectiveUntil: 'Until (last day)',
  disposal: 'Data afterwards',
  'disposal.on': 'Data afterwards: day',
  lastReviewedOn: 'Last reviewed on',
  nextReviewDue: 'Next review due',
  parent: 'Engaged by (another sub-processor)',
  rank: 'Rank in the chain',
  order: 'Position in the list',
  slug: 'Slug of the entry',
  state: 'State (current or ended)',
};

/** Which law asks for what such a column says. */
export const fieldLaws: Readonly<Partial<Record<ImportField, string>>> = {
  name: 'Art. 28(2) GDPR',
  legalName: 'Annex III',
  legalAddress: 'Annex III',
  contact: 'Annex III',
  'contact.role': 'Annex III',
  description: 'Annex III',
  responsibilities: 'Annex III',
  locations: 'Art. 44 GDPR',
  country: 'Art. 44 GDPR',
  transfers: 'Art. 46 GDPR',
};

const aDay = 'Write the day as 2027-01-31.';
const anAddress = 'Leave one address in the cell, beginning with https://.';
const aNumber = 'Write a whole number.';
const yesOrNo = 'Write yes or no.';
const aPlace =
  'Write the English names of countries, with commas between; or leave it, and the words are shown as they are.';
const aCountry = 'Write the English name of one country; or leave it, and its words are shown.';

/** How a cell of such a column is mended, where something was said about it. */
export const mendWords: Readonly<Partial<Record<ImportField, string>>> = {
  legalAddress: 'Write its lines with commas between, the country last, and nothing else.',
  establishment: aCountry,
  'establishment.country': aCountry,
  locations: aPlace,
  country: aPlace,
  transfers:
    'Write the instrument, e.g. “EU-US Data Privacy Framework” or “scc-2021-914 module 3”; or leave it, and its words are shown.',
  scope: 'Write the name of one of your services; or leave it, and it is shown as a feature.',
  'scope.services': 'Write the name of one of your services as it stands under Organisation.',
  contact: 'Leave one e-mail or one web address in the cell.',
  kind: 'Write third-party or affiliate.',
  effectiveFrom: aDay,
  effectiveUntil: aDay,
  'disposal.on': aDay,
  lastReviewedOn: aDay,
  nextReviewDue: aDay,
  'contract.signedOn': aDay,
  'contract.baaSignedOn': aDay,
  'contract.dpaUrl': anAddress,
  links: anAddress,
  'links.website': anAddress,
  'links.privacy': anAddress,
  'links.security': anAddress,
  'links.subprocessors': anAddress,
  disposal: 'Write returned, deleted or returned-and-deleted.',
  rank: aNumber,
  order: aNumber,
  protectedHealthInformation: yesOrNo,
  'scope.optional': yesOrNo,
  'ai.used': yesOrNo,
  'ai.trainsOnData': yesOrNo,
  'ai.zeroRetention': yesOrNo,
};

/** What a row would do; `shape` completes the class name `is-…`. */
export const actionWords: Readonly<Record<RowAction, { word: string; shape: string }>> = {
  undecided: { word: 'To decide', shape: 'announced' },
  faulty: { word: 'Not possible', shape: 'announced' },
  add: { word: 'Added', shape: 'current' },
  amend: { word: 'Changed', shape: 'corrected' },
  end: { word: 'Ended', shape: 'ended' },
  unchanged: { word: 'As it is', shape: 'removed' },
  skip: { word: 'Left out', shape: 'withdrawn' },
};

export const formatWords: Readonly<Record<ListFormat, string>> = {
  csv: 'a table with separators (CSV)',
  html: 'a web page (HTML)',
  markdown: 'Markdown',
  json: 'JSON',
};
