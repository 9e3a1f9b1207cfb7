/** What a column of a list may mean, in the words of the register's facts; `null` leaves it out. */
export const importFields = [
  'name',
  'legalName',
  'legalAddress',
  'establishment',
  'establishment.country',
  'companyNumber',
  'lei',
  'euid',
  'parentGroup',
  'kind',
  'category',
  'description',
  'responsibilities',
  'nature',
  'duration',
  'frequency',
  'dataCategories',
  'dataSubjects',
  'specialCategories',
  'protectedHealthInformation',
  'ai.used',
  'ai.trainsOnData',
  'ai.zeroRetention',
  'country',
  'locations',
  'transfers',
  'scope',
  'scope.services',
  'scope.regions',
  'scope.plans',
  'scope.feature',
  'scope.optional',
  'certifications',
  'contract.dpaUrl',
  'contract.signedOn',
  'contract.baaSignedOn',
  'contact',
  'contact.role',
  'links',
  'links.website',
  'links.privacy',
  'links.security',
  'links.subprocessors',
  'parent',
  'rank',
  'effectiveFrom',
  'effectiveUntil',
  'disposal',
  'disposal.on',
  'lastReviewedOn',
  'nextReviewDue',
  'order',
  'slug',
  'state',
] as const;
export type ImportField = (typeof importFields)[number];

/** Names of columns as lists have them, folded; the first field that knows a name has it. */
const synonyms: Readonly<Partial<Record<ImportField, string>>> = {
  slug: 'slug',
  state: 'status|state',
  legalName:
    'legal name|legal entity|legal entity name|full legal name|registered name|contracting entity|entity legal name',
  name: 'name|sub processor|sub processors|name of sub processor|sub processor name|sub processor entity|sub processor company|vendor|vendor name|entity|entity name|name of entity|company|company name|third party|third party name|third party sub processor|third party service|third party provider|provider|provider name|service provider|processor|processor name|organisation|organization|organisation name|organization name|partner|supplier|supplier name|infrastructure provider|infrastructure sub processor|tool|name of vendor|name of company|affiliate|affiliate name|sub processing entity|authorized sub processor|authorised sub processor|service provider name|name of the sub processor|sub contractor|subcontractor',
  'establishment.country':
    'establishment country|country of establishment|country of incorporation|registered country|entity country|hq country',
  establishment:
    'establishment|corporate location|headquarters|hq|hq location|headquarters location|entity location|place of establishment|jurisdiction|corporate headquarters|registered office|company location|country of corporate location|place of incorporation|location of incorporation',
  legalAddress:
    'address|legal address|registered address|company address|contact address|full address|corporate address',
  description:
    'purpose|description|description of processing|purpose of processing|description of the processing|purposes|description purpose|purpose description|activity|activities|processing activity|processing activities|function|services|service provided|services provided|service description|description of services|description of service|nature of services|nature and purpose|nature and purpose of processing|nature of processing and purpose|use|usage|use case|used for|what for|role|reason|subject matter|subject matter of processing|what we use it for|what they do|type of processing|purpose of the processing|type of service|type of services|nature of service|processing purpose|purpose of engagement|services performed|purpose of sub processing|purpose of use|what it does|summary|details of processing|purpose s',
  responsibilities: 'responsibilities|delimitation of responsibilities',
  nature: 'nature|nature of processing|nature of the processing',
  duration: 'duration|duration of processing|retention|retention period|duration of the processing',
  frequency: 'frequency',
  dataCategories:
    'data|data categories|categories of data|categories of personal data|data types|types of data|type of data|personal data|data processed|personal data processed|data shared|information processed|type of personal data|types of personal data|which data|data category|data elements|customer data|customer data processed|category of data|category of personal data',
  dataSubjects: 'data subjects|categories of data subjects|data subject categories|data subject',
  specialCategories: 'special categories|sensitive data',
  protectedHealthInformation: 'protected health information|phi',
  'ai.used': 'ai used',
  'ai.trainsOnData': 'ai trains on data',
  'ai.zeroRetention': 'ai zero retention',
  country: 'country|countries|country code|country codes',
  locations:
    'location|locations|where|location of processing|processing location|processing locations|location of data|data location|data locations|location s|place of processing|region|regions|hosting location|hosting region|data center location|data centre location|country of processing|countries of processing|processing country|geographic location|geographical location|data storage location|storage location|location of data processing|data processing location|data residency|server location|country location|location country|data hosting location|geography|location of sub processor|sub processor location|primary location|country region|country s|location of services|data region|territory|location s of processing|location of the processing',
  transfers:
    'transfer|transfers|transfer mechanism|transfer mechanisms|transfer basis|legal basis for transfer|safeguards|transfer safeguards|data transfer mechanism|cross border transfer mechanism|international transfer mechanism|transfer tool',
  scope:
    'scope|service|relevant services|relevant service|applicable services|applicable service|applicable products|applicable product|product|products|services affected|applies to|product s|used by|used in|service product|product service|associated services|products and services|applicability|application|platform',
  'scope.plans': 'plan|plans',
  'scope.optional': 'optional',
  'scope.feature': 'feature|features',
  certifications: 'certifications|certification|compliance',
  'contract.dpaUrl':
    'dpa|dpa url|dpa link|data processing agreement|data processing addendum|link to dpa',
  'contract.signedOn': 'contract signed on|dpa signed on|dpa signed',
  'contract.baaSignedOn': 'baa signed on',
  contact:
    'contact|contact details|e mail|email|contact email|contact e mail|contact information|privacy contact|dpo contact',
  'contact.role': 'contact position|contact role',
  links: 'links',
  'links.website':
    'website|web site|url|link|homepage|home page|web|site|company website|vendor website|website url|company url',
  'links.privacy':
    'privacy|privacy policy|privacy notice|privacy policy url|privacy link|gdpr|link to privacy policy|privacy statement',
  'links.security':
    'security|security page|trust center|trust centre|security url|security information',
  'links.subprocessors':
    'sub processors url|sub processor list|list of sub processors|their sub processors',
  parentGroup: 'parent company|parent group|group|ultimate parent',
  companyNumber: 'company number|registration number|registered number',
  lei: 'lei',
  euid: 'euid',
  kind: 'kind|affiliation',
  category:
    'category|type|vendor type|sub processor type|service category|service type|vendor category|type of sub processor',
  parent: 'parent|engaged by',
  rank: 'rank',
  effectiveFrom:
    'effective|effective from|effective date|start date|since|added|date added|added on|engaged since|date of addition|date of engagement|in use since|start|date effective|effective as of',
  effectiveUntil: 'effective until|end date|removed|removed on|date removed|until',
  disposal: 'disposal',
  'disposal.on': 'disposal on',
  lastReviewedOn: 'last reviewed on|last reviewed|last review|reviewed on',
  nextReviewDue: 'next review due|next review',
  order: 'order',
};

const known: ReadonlyMap<string, ImportField> = new Map(
  importFields.flatMap((field) =>
    (synonyms[field] ?? field).split('|').map((name): [string, ImportField] => [name, field]),
  ),
);

/** Columns of the register's own CSV that other columns say already, or that only the register decides. */
const ownRecord = new Set(
  'id|contact name|listed at|changed at|last change|completeness percent|missing|replaces|replaced by|pending change'.split(
    '|',
  ),
);

// What a heading nobody has listed yet still says plainly: tried in this order.
const plainly: readonly (readonly [RegExp, ImportField])[] = [
  [/\b(corporate|headquarter\w*|incorporat\w+|registered|established)\b/, 'establishment'],
  [/\b(transfer|safeguards?)\b/, 'transfers'],
  [/\bdata subjects?\b/, 'dataSubjects'],
  [/\b(categor\w+|types?|kinds?|elements) of .*\b(data|information)\b/, 'dataCategories'],
  [/\b(location|country|countries|where)\b/, 'locations'],
  [/\b(purposes?|description|activit\w+|functions?)\b/, 'description'],
  [/\b(personal|customer|user) data\b/, 'dataCategories'],
  [/\b(relevant|applicable|affected)\b.*\b(services?|products?)\b|\bproducts?$/, 'scope'],
  [/\bsub processors?\b/, 'name'],
];

/** The field that a column of this name means, by the names that lists use; nothing else is tried. */
export function fieldNamed(column: string): ImportField | undefined {
  const name = foldColumn(column);
  const plain = known.get(name);
  if (plain !== undefined || ownRecord.has(name) || name.length > 60) return plain;
  return plainly.find(([words]) => words.test(name))?.[1];
}

/** Whether lists call a column so; a sentence that ends in a colon is no such name. */
export function isFieldName(text: string): boolean {
  const name = foldColumn(text);
  return known.has(name) || ownRecord.has(name);
}

/** Whether the register's own exports have this column beside those that state facts. */
export function isOwnRecord(column: string): boolean {
  return ownRecord.has(foldColumn(column));
}

/** `Name of Sub-processor(s)` and `nameOfSubprocessors` are one name. */
function foldColumn(column: string): string {
  return column
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .replace(/\bsub ?processor/g, 'sub processor')
    .replace(/\bthird part(y|ies)\b/g, 'third party')
    .replace(/\b(\w+) s\b/g, '$1')
    .trim();
}
