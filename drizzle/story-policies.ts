import { addDays, type Day } from '../src/core/day.ts';
import { parsePeriod, type Period } from '../src/core/period.ts';
import type { PolicyFacts, Texts } from '../src/policies/model.ts';
import type { RuleFacts } from '../src/retention/model.ts';
import { shippedRules } from '../src/retention/model/shipped.ts';
import { cookieNotice } from './policies/cookie-notice.ts';
import {
  firstPrivacyPolicy,
  fourthPrivacyPolicy,
  secondPrivacyPolicy,
  thirdPrivacyPolicy,
} from './policies/privacy-policy.ts';

/** What Qluster Corp. promised from a day on: rules of retention first, then the policies that tell of them. */
export type StoryPolicies = {
  readonly publishedOn: Day;
  readonly rules: Readonly<Record<string, RuleFacts>>;
  readonly policies: readonly StoryPolicy[];
};

export type StoryPolicy = {
  readonly slug: string;
  /** Of its first version. */
  readonly facts?: PolicyFacts;
  readonly texts: Texts;
  readonly summary: string;
  readonly isMaterial: boolean;
  /** Nobody has announced it yet. */
  readonly isDraft?: true;
};

/** Two policies, a material change that is in effect, one that is announced, and a draft. */
export function tellPolicies(today: Day): readonly StoryPolicies[] {
  return [
    {
      publishedOn: addDays(today, -140),
      rules: { accounts, inquiries: { ...inquiries, period: period('P36M') } },
      policies: [
        {
          slug: 'privacy-policy',
          facts: { kind: 'privacy-policy', title: 'Privacy policy', noticeDays: 30, order: 1 },
          texts: { en: firstPrivacyPolicy },
          summary: 'The first version that is published here.',
          isMaterial: false,
        },
        {
          slug: 'cookie-notice',
          facts: { kind: 'cookie-notice', title: 'Cookie notice', noticeDays: 30, order: 2 },
          texts: cookieNotice,
          summary: 'The first version that is published here, in English and German.',
          isMaterial: false,
        },
      ],
    },
    {
      publishedOn: addDays(today, -75),
      rules: { inquiries },
      policies: [
        {
          slug: 'privacy-policy',
          texts: { en: secondPrivacyPolicy },
          summary:
            'We keep inquiries for 24 months from the last activity; it was 36. And we promise in so many words that no AI model is trained on personal data.',
          isMaterial: true,
        },
      ],
    },
    {
      publishedOn: addDays(today, -4),
      rules: { 'account-activity': activity },
      policies: [
        {
          slug: 'privacy-policy',
          texts: { en: thirdPrivacyPolicy },
          summary:
            'Customers get an audit log of their account. For it we record what authorised users do there and when they sign in, and keep it for 12 months; administrators of the customer can read it.',
          isMaterial: true,
        },
      ],
    },
    {
      publishedOn: addDays(today, -1),
      rules: {},
      policies: [
        {
          slug: 'privacy-policy',
          texts: { en: fourthPrivacyPolicy },
          summary: 'What this trust centre keeps is told column by column.',
          isMaterial: false,
          isDraft: true,
        },
      ],
    },
  ];
}

const inquiries = shippedRules.inquiries;

const accounts: RuleFacts = {
  record: {
    en: 'Account data of those who may act for a customer',
    de: 'Kontodaten derer, die für einen Kunden handeln dürfen',
  },
  lasting: {
    en: 'For the agreement, and after it for the period that its order form names',
    de: 'Für die Dauer des Vertrags und danach für die im Bestellformular genannte Zeit',
  },
  from: 'agreement-ended',
  ground: 'contract',
  basis: {
    en: 'Performing the agreement: Art. 6(1)(b) GDPR; the order form',
    de: 'Erfüllung des Vertrags: Art. 6 Abs. 1 Buchst. b DSGVO; Bestellformular',
  },
  fate: 'delete',
  order: 200,
};

const activity: RuleFacts = {
  record: {
    en: 'Audit entries and sign-in times of authorised users',
    de: 'Protokolleinträge und Anmeldezeiten berechtigter Nutzer',
  },
  period: period('P12M'),
  from: 'recorded',
  ground: 'legitimate-interest',
  basis: {
    en: 'Security of accounts, and showing customers who did what: Art. 6(1)(f) and 32 GDPR',
    de: 'Sicherheit der Konten und Nachvollziehbarkeit für Kunden: Art. 6 Abs. 1 Buchst. f und Art. 32 DSGVO',
  },
  fate: 'delete',
  order: 210,
};

function period(text: string): Period {
  const parsed = parsePeriod(text);
  if (parsed === undefined) throw new Error(`not a period: ${text}`);
  return parsed;
}
