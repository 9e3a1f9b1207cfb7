import type { ChangeClass } from '../src/changes/model.ts';
import { addDays, parseDay, type Day } from '../src/core/day.ts';
import type { Organisation, Service } from '../src/organisation/model.ts';
import type { ContactPerson, Facts, Transfer } from '../src/subprocessors/model/facts.ts';

/** One entry as a chapter leaves it: always all of its facts, as in a batch. */
export type StoryEntry = {
  readonly slug: string;
  readonly facts: Facts;
  readonly replaces?: string;
  readonly contactPerson?: ContactPerson;
};

/** One published change. Without `effectiveOn` it takes effect on the day of its publication. */
export type Chapter = {
  readonly publishedOn: Day;
  readonly effectiveOn?: Day;
  readonly reason: string;
  readonly entries: readonly StoryEntry[];
  readonly class?: ChangeClass;
  /** It was announced for an earlier day than `effectiveOn`, and postponed. */
  readonly postponed?: { readonly from: Day; readonly publishedOn: Day; readonly reason: string };
};

export type Story = {
  readonly organisation: Organisation;
  readonly services: readonly Service[];
  readonly chapters: readonly Chapter[];
};

/**
 * The demonstration: Qluster Corp. is invented, and so are the dealings of the companies named in it,
 * their mailboxes and their people. The last year is told relative to `today`, so that it stays recent.
 */
export function tellStory(today: Day): Story {
  return { organisation, services, chapters: [...earlierYears(), ...lastYear(today)] };
}

const organisation: Organisation = {
  name: 'Qluster Corp.',
  legalName: 'Qluster Corp.',
  legalForm: 'A Delaware corporation',
  address: {
    lines: ['100 Example Street'],
    postalCode: '19801',
    locality: 'Wilmington, DE',
    country: 'US',
  },
  website: 'https://qluster.example/',
  dpo: { name: 'Data protection officer', email: 'privacy@qluster.example' },
  euRepresentative: {
    name: 'Qluster EU Representation GmbH',
    address: {
      lines: ['Beispielstraße 1'],
      postalCode: '10117',
      locality: 'Berlin',
      country: 'DE',
    },
    email: 'eu-representative@qluster.example',
  },
  ukRepresentative: {
    name: 'Qluster UK Ltd',
    address: {
      lines: ['1 Example Lane'],
      postalCode: 'EC1A 1AA',
      locality: 'London',
      country: 'GB',
    },
    email: 'uk-representative@qluster.example',
  },
  securityContact: {
    email: 'security@qluster.example',
    policyUrl: 'https://qluster.example/security',
  },
  languages: ['en'],
  timeZone: 'America/New_York',
  noticeDays: 30,
  commitments: ['We do not sell personal data.', 'We do not train AI models on customer data.'],
  frameAncestors: [],
};

const services: readonly Service[] = [
  {
    slug: 'website',
    name: 'Website',
    description: 'qluster.example: product pages, sign-up and billing.',
    order: 1,
  },
  {
    slug: 'qluster-service',
    name: 'Qluster service',
    description: 'The product our customers work in.',
    order: 2,
  },
];

const site = ['website'];
const product = ['qluster-service'];
const both = ['website', 'qluster-service'];

const scc: Transfer = { mechanism: 'scc-2021-914', sccModule: 3, assessmentAvailable: true };
const withinEea: readonly Transfer[] = [{ mechanism: 'none-needed' }];
// Applicable since Implementing Decision (EU) 2023/1795 of 10 July 2023.
const dpfAndScc: readonly Transfer[] = [{ mechanism: 'eu-us-dpf', from: on('2023-07-10') }, scc];

const aws: Facts = {
  name: 'Amazon Web Services',
  legalName: 'Amazon Web Services EMEA SARL',
  legalAddress: {
    lines: ['38 avenue John F. Kennedy'],
    postalCode: 'L-1855',
    locality: 'Luxembourg',
    country: 'LU',
  },
  establishment: { country: 'LU' },
  companyNumber: 'B186284',
  parentGroup: 'Amazon.com, Inc.',
  kind: 'third-party',
  category: 'Infrastructure',
  description: 'Hosting and file storage',
  responsibilities:
    'Runs the servers and keeps the files; Qluster Corp. configures, patches and encrypts them.',
  nature: 'Storage and computing on virtual servers',
  duration: 'As long as the customer uses the service, and 30 days for deletion',
  frequency: 'continuous',
  dataCategories: ['All customer content'],
  dataSubjects: ['Customers’ users', 'people named in customer content'],
  specialCategories: false,
  protectedHealthInformation: false,
  locations: [{ country: 'DE', label: 'Frankfurt', activity: 'storage' }],
  transfers: withinEea,
  scope: { services: product },
  ai: { used: false },
  certifications: [{ name: 'ISO/IEC 27001' }, { name: 'SOC 2 Type II' }],
  contract: {
    dpaUrl: 'https://aws.amazon.com/compliance/gdpr-center/',
    signedOn: on('2023-02-06'),
  },
  contact: { role: 'Data protection', email: 'privacy@aws.example' },
  links: {
    website: 'https://aws.amazon.com/',
    privacy: 'https://aws.amazon.com/privacy/',
    security: 'https://aws.amazon.com/security/',
    subprocessors: 'https://aws.amazon.com/compliance/sub-processors/',
  },
  rank: 2,
  effectiveFrom: on('2023-03-01'),
};

const awsInIreland: Facts = {
  ...aws,
  locations: [
    { country: 'DE', label: 'Frankfurt', activity: 'storage' },
    { country: 'IE', label: 'Dublin', activity: 'storage', condition: 'Copies for recovery' },
  ],
};

const cloudflare: Facts = {
  name: 'Cloudflare',
  legalName: 'Cloudflare, Inc.',
  legalAddress: {
    lines: ['101 Townsend Street'],
    postalCode: '94107',
    locality: 'San Francisco, CA',
    country: 'US',
  },
  establishment: { country: 'US' },
  kind: 'third-party',
  category: 'Infrastructure',
  description: 'Content delivery, DNS, web firewall',
  responsibilities: 'Passes requests on and stops attacks; it keeps no customer content.',
  frequency: 'continuous',
  dataCategories: ['IP addresses', 'request headers'],
  dataSubjects: ['Visitors of the website', 'customers’ users'],
  specialCategories: false,
  locations: [{ region: 'worldwide', label: 'edge network, transit', activity: 'processing' }],
  transfers: [scc],
  scope: { services: both },
  ai: { used: false },
  certifications: [{ name: 'ISO/IEC 27001' }, { name: 'ISO/IEC 27701' }],
  contract: {
    dpaUrl: 'https://www.cloudflare.com/cloudflare-customer-dpa/',
    signedOn: on('2023-02-08'),
  },
  contact: { role: 'Data protection officer', email: 'dpo@cloudflare.example' },
  links: {
    website: 'https://www.cloudflare.com/',
    privacy: 'https://www.cloudflare.com/privacypolicy/',
    subprocessors: 'https://www.cloudflare.com/gdpr/subprocessors/',
  },
  rank: 2,
  effectiveFrom: on('2023-03-01'),
};

const stripe: Facts = {
  name: 'Stripe',
  legalName: 'Stripe Payments Europe, Limited',
  legalAddress: {
    lines: ['One Wilton Park', 'Wilton Place'],
    postalCode: 'D02 FX40',
    locality: 'Dublin 2',
    country: 'IE',
  },
  establishment: { country: 'IE' },
  companyNumber: '513174',
  parentGroup: 'Stripe, Inc.',
  kind: 'third-party',
  category: 'Payments',
  description: 'Payments and invoices',
  responsibilities:
    'Takes payments and writes invoices; decides itself only where payment law obliges it to.',
  duration: 'Ten years after the invoice, where tax law asks for it',
  frequency: 'on-demand',
  dataCategories: ['Billing contact', 'payment data'],
  dataSubjects: ['Customers’ billing contacts'],
  specialCategories: false,
  locations: [
    { country: 'IE', label: 'Dublin', activity: 'processing' },
    { country: 'US', activity: 'processing' },
  ],
  transfers: [scc],
  scope: { services: site },
  ai: { used: true, trainsOnData: false },
  certifications: [{ name: 'PCI DSS Level 1' }],
  contract: { dpaUrl: 'https://stripe.com/legal/dpa', signedOn: on('2023-02-09') },
  contact: { role: 'Privacy desk', email: 'privacy@stripe.example' },
  links: {
    website: 'https://stripe.com/',
    subprocessors: 'https://stripe.com/legal/service-providers',
  },
  rank: 2,
  effectiveFrom: on('2023-03-01'),
};

const sendgrid: Facts = {
  name: 'Twilio SendGrid',
  legalName: 'Twilio Inc.',
  legalAddress: {
    lines: ['101 Spear Street', '5th Floor'],
    postalCode: '94105',
    locality: 'San Francisco, CA',
    country: 'US',
  },
  establishment: { country: 'US' },
  kind: 'third-party',
  category: 'Communication',
  description: 'Transactional e-mail',
  dataCategories: ['E-mail addresses', 'message text'],
  dataSubjects: ['Customers’ users'],
  frequency: 'continuous',
  locations: [{ country: 'US', activity: 'storage' }],
  transfers: [scc],
  scope: { services: product },
  contract: { signedOn: on('2023-02-14') },
  contact: { role: 'Privacy desk', email: 'privacy@twilio.example' },
  links: { website: 'https://sendgrid.com/' },
  rank: 2,
  effectiveFrom: on('2023-03-01'),
};

const intercom: Facts = {
  name: 'Intercom',
  legalName: 'Intercom R&D Unlimited Company',
  legalAddress: {
    lines: ['2nd Floor, Stephen Court', '18-21 Saint Stephen’s Green'],
    postalCode: 'D02 N960',
    locality: 'Dublin 2',
    country: 'IE',
  },
  establishment: { country: 'IE' },
  parentGroup: 'Intercom, Inc.',
  kind: 'third-party',
  category: 'Communication',
  description: 'Support inbox and help centre',
  responsibilities: 'Keeps the messages; people at Qluster Corp. read and answer them.',
  frequency: 'on-demand',
  duration: 'Two years after the last message',
  dataCategories: ['Contact details', 'messages'],
  dataSubjects: ['Visitors of the website', 'customers’ users'],
  specialCategories: false,
  locations: [
    { country: 'IE', label: 'Dublin', activity: 'storage' },
    { country: 'US', activity: 'support' },
  ],
  transfers: [scc],
  scope: { services: both },
  ai: { used: false },
  certifications: [{ name: 'SOC 2 Type II' }],
  contract: {
    dpaUrl: 'https://www.intercom.com/legal/data-processing-agreement',
    signedOn: on('2023-07-24'),
  },
  contact: { role: 'Privacy desk', email: 'privacy@intercom.example' },
  links: {
    website: 'https://www.intercom.com/',
    subprocessors: 'https://www.intercom.com/legal/security-third-parties',
  },
  rank: 2,
  effectiveFrom: on('2023-09-04'),
};

const sentry: Facts = {
  name: 'Sentry',
  legalName: 'Functional Software, Inc.',
  legalAddress: {
    lines: ['45 Fremont Street', '8th Floor'],
    postalCode: '94105',
    locality: 'San Francisco, CA',
    country: 'US',
  },
  establishment: { country: 'US' },
  kind: 'third-party',
  category: 'Monitoring',
  description: 'Error reports',
  responsibilities:
    'Groups and keeps error reports; Qluster Corp. removes message text before they are sent.',
  duration: '90 days',
  frequency: 'continuous',
  dataCategories: ['User id', 'device and error data'],
  dataSubjects: ['Visitors of the website', 'customers’ users'],
  specialCategories: false,
  locations: [{ country: 'DE', label: 'Frankfurt', activity: 'storage' }],
  transfers: dpfAndScc,
  scope: { services: both },
  ai: { used: false },
  certifications: [{ name: 'ISO/IEC 27001' }, { name: 'SOC 2 Type II' }],
  contract: { dpaUrl: 'https://sentry.io/legal/dpa/', signedOn: on('2023-12-04') },
  contact: { role: 'Compliance', email: 'compliance@sentry.example' },
  links: { website: 'https://sentry.io/', subprocessors: 'https://sentry.io/legal/subprocessors/' },
  rank: 2,
  effectiveFrom: on('2024-01-15'),
};

const hetzner: Facts = {
  name: 'Hetzner',
  legalName: 'Hetzner Online GmbH',
  legalAddress: {
    lines: ['Industriestr. 25'],
    postalCode: '91710',
    locality: 'Gunzenhausen',
    country: 'DE',
  },
  establishment: { country: 'DE' },
  companyNumber: 'HRB 6089, Ansbach',
  kind: 'third-party',
  category: 'Infrastructure',
  description: 'Encrypted backups',
  responsibilities: 'Keeps encrypted copies; only Qluster Corp. holds the keys.',
  nature: 'Storage',
  duration: '35 days for each copy',
  frequency: 'continuous',
  dataCategories: ['All customer content, encrypted'],
  dataSubjects: ['Customers’ users', 'people named in customer content'],
  specialCategories: false,
  locations: [
    { country: 'DE', label: 'Falkenstein', activity: 'storage' },
    { country: 'FI', label: 'Helsinki', activity: 'storage' },
  ],
  transfers: withinEea,
  scope: { services: product },
  ai: { used: false },
  certifications: [
    { name: 'ISO/IEC 27001', url: 'https://www.hetzner.com/unternehmen/zertifizierung/' },
  ],
  contract: { signedOn: on('2024-04-02') },
  contact: { role: 'Data protection', email: 'datenschutz@hetzner.example' },
  links: {
    website: 'https://www.hetzner.com/',
    privacy: 'https://www.hetzner.com/legal/privacy-policy/',
  },
  rank: 2,
  effectiveFrom: on('2024-05-13'),
};

const turso: Facts = {
  name: 'Turso',
  legalName: 'ChiselStrike, Inc.',
  establishment: { country: 'US' },
  kind: 'third-party',
  category: 'Infrastructure',
  description: 'Managed database',
  frequency: 'continuous',
  dataCategories: ['All customer content'],
  dataSubjects: ['Customers’ users', 'people named in customer content'],
  locations: [{ country: 'IE', label: 'Dublin', activity: 'storage' }],
  transfers: [scc],
  scope: { services: product },
  ai: { used: false },
  certifications: [{ name: 'SOC 2 Type II' }],
  contract: { signedOn: on('2025-01-06') },
  contact: { role: 'Privacy desk', email: 'privacy@turso.example' },
  links: { website: 'https://turso.tech/' },
  rank: 2,
  effectiveFrom: on('2025-02-10'),
};

function earlierYears(): readonly Chapter[] {
  return [
    {
      publishedOn: on('2023-03-01'),
      reason: 'The register is opened with the companies that process data on this day.',
      entries: [
        { slug: 'amazon-web-services', facts: aws },
        { slug: 'cloudflare', facts: cloudflare },
        { slug: 'stripe', facts: stripe },
        { slug: 'twilio-sendgrid', facts: sendgrid },
      ],
    },
    {
      publishedOn: on('2023-08-01'),
      effectiveOn: on('2023-09-04'),
      reason: 'Support moves from a shared mailbox to an inbox in which no message is lost.',
      entries: [{ slug: 'intercom', facts: intercom }],
    },
    {
      publishedOn: on('2023-12-12'),
      effectiveOn: on('2024-01-15'),
      reason: 'Error reports let us repair faults before customers have to write to us.',
      entries: [
        {
          slug: 'sentry',
          facts: sentry,
          contactPerson: {
            name: 'Sam Example',
            position: 'Privacy counsel',
            email: 'sam@sentry.example',
            published: false,
          },
        },
      ],
    },
    {
      publishedOn: on('2024-04-09'),
      effectiveOn: on('2024-05-13'),
      reason:
        'Backups are kept with a second company, so that no single provider can lose both copies.',
      entries: [
        {
          slug: 'hetzner',
          facts: hetzner,
          contactPerson: {
            name: 'Robin Beispiel',
            position: 'Data protection officer',
            email: 'robin.beispiel@hetzner.example',
            published: true,
          },
        },
      ],
    },
    {
      publishedOn: on('2025-01-08'),
      effectiveOn: on('2025-02-10'),
      reason: 'The database moves from servers of our own to a managed one.',
      entries: [{ slug: 'turso', facts: turso }],
    },
    {
      publishedOn: on('2025-08-12'),
      effectiveOn: on('2025-09-15'),
      reason:
        'Files are copied to a second place, so that the loss of one does not stop the service.',
      entries: [{ slug: 'amazon-web-services', facts: awsInIreland }],
    },
  ];
}

function lastYear(today: Day): readonly Chapter[] {
  const ago = (days: number) => addDays(today, -days);
  const reviewed = (facts: Facts): Facts => ({
    ...facts,
    lastReviewedOn: ago(20),
    nextReviewDue: addDays(today, 345),
  });
  const postmark: Facts = {
    name: 'Postmark',
    legalName: 'AC PM, LLC',
    legalAddress: {
      lines: ['1 N Dearborn Street', 'Suite 500'],
      postalCode: '60602',
      locality: 'Chicago, IL',
      country: 'US',
    },
    establishment: { country: 'US' },
    parentGroup: 'ActiveCampaign, LLC',
    kind: 'third-party',
    category: 'Communication',
    description: 'Transactional e-mail',
    responsibilities: 'Delivers messages that Qluster Corp. writes; it sends none of its own.',
    duration: '45 days for message text',
    frequency: 'continuous',
    dataCategories: ['E-mail addresses', 'message text'],
    dataSubjects: ['Customers’ users'],
    specialCategories: false,
    locations: [{ country: 'US', label: 'Chicago', activity: 'storage' }],
    transfers: dpfAndScc,
    scope: { services: product },
    ai: { used: false },
    contract: { dpaUrl: 'https://postmarkapp.com/dpa', signedOn: ago(183) },
    contact: { role: 'Privacy desk', email: 'privacy@postmark.example' },
    links: { website: 'https://postmarkapp.com/' },
    rank: 2,
    effectiveFrom: ago(145),
  };
  const sendgridNow: Facts = { ...sendgrid, transfers: dpfAndScc };
  const sendgridEnded: Facts = { ...sendgridNow, effectiveUntil: ago(145) };
  const cloudflareNow: Facts = { ...cloudflare, transfers: dpfAndScc };
  const stripeNow: Facts = { ...stripe, transfers: dpfAndScc };
  const stripeCorrected: Facts = {
    ...stripeNow,
    legalAddress: {
      lines: ['One Wilton Park', 'Wilton Place'],
      postalCode: 'D02 FX04',
      locality: 'Dublin 2',
      country: 'IE',
    },
  };
  return [
    {
      publishedOn: ago(303),
      effectiveOn: ago(269),
      reason:
        'Cloudflare, Stripe and Twilio take part in the EU-US Data Privacy Framework; the clauses stay in force beside it.',
      entries: [
        { slug: 'cloudflare', facts: cloudflareNow },
        { slug: 'stripe', facts: stripeNow },
        { slug: 'twilio-sendgrid', facts: sendgridNow },
      ],
    },
    {
      publishedOn: ago(181),
      effectiveOn: ago(145),
      postponed: {
        from: ago(147),
        publishedOn: ago(152),
        reason: 'Moving the sending domains takes two days longer than planned.',
      },
      reason:
        'Postmark deletes message text after 45 days. Twilio SendGrid, whose contract ends, offered no such limit.',
      entries: [
        { slug: 'postmark', facts: postmark, replaces: 'twilio-sendgrid' },
        { slug: 'twilio-sendgrid', facts: sendgridEnded },
      ],
    },
    {
      publishedOn: ago(117),
      reason: 'Twilio has confirmed that the data it held for us is deleted.',
      class: 'correction',
      entries: [
        {
          slug: 'twilio-sendgrid',
          facts: { ...sendgridEnded, disposal: { on: ago(117), method: 'deleted' } },
        },
      ],
    },
    {
      publishedOn: ago(51),
      reason: 'Two digits of the postal code of Stripe Payments Europe were the wrong way round.',
      class: 'correction',
      entries: [{ slug: 'stripe', facts: stripeCorrected }],
    },
    {
      publishedOn: ago(20),
      reason:
        'Yearly review: contracts, certificates and transfer assessments were checked, and nothing else changed.',
      class: 'correction',
      entries: [
        { slug: 'amazon-web-services', facts: reviewed(awsInIreland) },
        { slug: 'cloudflare', facts: reviewed(cloudflareNow) },
        { slug: 'hetzner', facts: reviewed(hetzner) },
        { slug: 'intercom', facts: reviewed(intercom) },
        { slug: 'postmark', facts: reviewed(postmark) },
        { slug: 'sentry', facts: reviewed(sentry) },
        { slug: 'stripe', facts: reviewed(stripeCorrected) },
        { slug: 'turso', facts: reviewed(turso) },
      ],
    },
    announceMistral(today, reviewed(intercom)),
  ];
}

function announceMistral(today: Day, intercomNow: Facts): Chapter {
  const effectiveOn = addDays(today, 43);
  const mistral: Facts = {
    name: 'Mistral AI',
    legalName: 'Mistral AI SAS',
    legalAddress: {
      lines: ['15 rue des Halles'],
      postalCode: '75001',
      locality: 'Paris',
      country: 'FR',
    },
    establishment: { country: 'FR' },
    kind: 'third-party',
    category: 'Artificial intelligence',
    description: 'Suggested support replies',
    responsibilities:
      'Drafts a reply to a support message; a person at Qluster Corp. reads, changes and sends it.',
    nature: 'Text generation on request',
    duration: 'Seconds; the text is not kept',
    frequency: 'on-demand',
    dataCategories: ['Text of support messages'],
    dataSubjects: ['Customers’ users who write to support'],
    specialCategories: false,
    locations: [{ country: 'FR', label: 'Paris', activity: 'processing' }],
    transfers: withinEea,
    scope: { services: product, optional: true, feature: 'Suggested replies' },
    ai: { used: true, trainsOnData: false, zeroRetention: true },
    contract: { signedOn: addDays(today, -13) },
    contact: { role: 'Data protection officer', email: 'privacy@mistral.example' },
    links: { website: 'https://mistral.ai/' },
    parent: 'intercom',
    rank: 3,
    effectiveFrom: effectiveOn,
    nextReviewDue: addDays(today, 162),
  };
  return {
    publishedOn: addDays(today, -6),
    effectiveOn,
    reason:
      'Support engineers answer faster from a draft than from an empty page. The feature is off until an administrator ' +
      'of the customer’s workspace switches it on, and can be switched off again at any time.',
    entries: [
      { slug: 'mistral-ai', facts: mistral },
      {
        slug: 'intercom',
        facts: {
          ...intercomNow,
          description:
            'Support inbox and help centre; passes message text to Mistral AI for drafts, where switched on',
          nextReviewDue: addDays(today, 162),
        },
      },
    ],
  };
}

function on(text: string): Day {
  const day = parseDay(text);
  if (day === undefined) throw new TypeError(`no such day: ${text}`);
  return day;
}
