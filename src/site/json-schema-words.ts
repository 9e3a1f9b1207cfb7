import { aspects, changeClasses, emergencyGrounds, itemKinds } from '../changes/model.ts';
import type { Json } from '../core/canonical-json.ts';
import { languages } from '../core/language.ts';
import { documentKinds, listedVisibilities } from '../documents/model.ts';

// What the JSON Schemas of the public documents share.

export const text = { type: 'string', minLength: 1 };
export const flag = { type: 'boolean' };
export const whole = { type: 'integer' };
export const texts = { type: 'array', items: { type: 'string' } };
export const day = { type: 'string', format: 'date' };
export const instant = { type: 'string', format: 'date-time' };
export const link = { type: 'string', format: 'uri' };
export const country = { $ref: '#/$defs/country' };
const contact = { $ref: '#/$defs/contact' };
export const slug = { type: 'string', pattern: '^[a-z0-9-]+$' };

export function oneOf(values: readonly Json[]): Json {
  return { enum: values };
}

export function listOf(name: string): Json {
  return { type: 'array', items: { $ref: `#/$defs/${name}` } };
}

export function record(required: readonly string[], properties: Readonly<Record<string, Json>>) {
  return { type: 'object', required, properties };
}

/** By language, what some of the texts beside it say. */
export function translationsOf(texts: Readonly<Record<string, Json>>): Json {
  const each = record([], texts);
  return {
    ...record([], Object.fromEntries(languages.map((language) => [language, each]))),
    description: 'By language, the texts above in others than the organisation’s first.',
  };
}

export const changeLink = { id: { type: 'integer', minimum: 1 }, url: link };

/** What makes a change a notice. */
export const noticeParts: Readonly<Record<string, Json>> = {
  window: { $ref: '#/$defs/objectionWindow' },
  emergency: { $ref: '#/$defs/emergency' },
  supersedes: { $ref: '#/$defs/changeLink' },
  supersededBy: { $ref: '#/$defs/changeLink' },
};

/** What `noticeParts` refers to. */
export const noticeDefinitions: Readonly<Record<string, Json>> = {
  changeLink: record(['id', 'url'], changeLink),
  objectionWindow: {
    ...record(['objectionEndsOn', 'isOpen'], {
      objectionEndsOn: {
        ...day,
        description: 'The last day to object on general terms; customers on others have their own.',
      },
      isOpen: { ...flag, description: 'Until the step that closes it is published.' },
      form: { ...link, description: 'Where to object, while that is asked for.' },
    }),
    description: 'Absent where there is nothing that customers may object to.',
  },
  emergency: {
    ...record(['ground', 'explanation'], { ground: oneOf(emergencyGrounds), explanation: text }),
    description: 'Why it took effect before it could be announced.',
  },
};

const documentInBrief = record(['slug', 'title', 'kind', 'access', 'url'], {
  slug,
  title: text,
  kind: oneOf(documentKinds),
  access: oneOf(listedVisibilities),
  issuedOn: day,
  validUntil: day,
  url: link,
});

export const documentsInBrief: Json = {
  ...record(['url', 'json', 'items'], {
    url: link,
    json: link,
    items: { type: 'array', items: documentInBrief },
  }),
  description: 'Absent from a past: documents have no part in it.',
};

export const common: Readonly<Record<string, Json>> = {
  country: {
    type: 'string',
    pattern: '^[A-Z]{2}$',
    description: 'ISO 3166-1 alpha-2, and XK for Kosovo.',
  },
  address: record([], { lines: texts, postalCode: text, locality: text, country }),
  contact: record([], {
    name: text,
    address: { $ref: '#/$defs/address' },
    email: { type: 'string', format: 'email' },
    url: link,
    policyUrl: link,
    encryptionUrl: link,
  }),
  publisher: record(['name', 'languages', 'timeZone'], {
    name: text,
    legalName: text,
    legalForm: text,
    address: { $ref: '#/$defs/address' },
    website: link,
    languages: {
      ...texts,
      minItems: 1,
      description: 'BCP 47; the first is the language of every text without a translation.',
    },
    timeZone: { ...text, description: 'IANA name; days begin and end in it.' },
    dpo: contact,
    euRepresentative: { ...contact, description: 'Article 27 GDPR.' },
    ukRepresentative: { ...contact, description: 'Article 27 UK GDPR.' },
    securityContact: contact,
  }),
  service: record(['slug', 'name'], {
    slug,
    name: text,
    description: text,
    order: whole,
    translations: translationsOf({ name: text, description: text }),
  }),
  noticePolicy: record(['noticeDays'], {
    noticeDays: {
      type: 'integer',
      minimum: 0,
      description: 'Days between announcing a substantive change and its effect.',
    },
    objectionDays: {
      type: 'integer',
      minimum: 0,
      description: 'Days in which customers on general terms may object.',
    },
    noticeForAmendments: {
      type: 'array',
      items: { enum: ['entity', 'location', 'purpose', 'data', 'transfer'] },
      description:
        'What an amendment must touch to be announced before; additions and replacements always are.',
    },
  }),
  view: {
    ...record(['timeZone', 'permanent', 'current'], {
      asOf: { ...text, description: 'The day or instant of which the document tells.' },
      knownAt: { ...instant, description: 'Only what had been published by then counts.' },
      timeZone: { ...text, description: 'In which days are read.' },
      imported: { const: true, description: 'By the word of an imported history alone.' },
      claimedAt: { ...instant, description: 'When that history says it was published.' },
      recordsSince: { ...day, description: 'The first day of which anything is known.' },
      permanent: { ...link, description: 'Where this answer stays as it is.' },
      current: link,
    }),
    description: 'Which past the document shows; absent from the present one.',
  },
  ...noticeDefinitions,
  pendingChange: record(
    ['id', 'url', 'title', 'class', 'reason', 'announcedAt', 'effectiveOn', 'items'],
    {
      ...changeLink,
      title: text,
      class: oneOf(changeClasses),
      reason: text,
      announcedAt: instant,
      effectiveOn: day,
      ...noticeParts,
      items: listOf('changeItem'),
    },
  ),
  changeItem: record(['slug', 'name', 'kind', 'class', 'aspects'], {
    slug,
    name: text,
    kind: oneOf(itemKinds),
    class: oneOf(changeClasses),
    aspects: { type: 'array', items: oneOf(aspects) },
    counterpart: { ...slug, description: 'The other end of a replacement.' },
  }),
};
