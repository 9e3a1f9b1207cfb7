import { z } from 'zod';
import { isTimeZone } from '../core/day.ts';
import { asCustomerId } from '../core/ids.ts';
import { calendarDay, line, numberCursor, page, pageQuery, slug } from '../http/schema.ts';
import { readMailAddress } from '../subscribers/model/mail-address.ts';
import { languages } from '../core/language.ts';
import { channels, subscriptionStates } from '../subscribers/model/subscription.ts';
import { authorisations, dayCounts } from './model.ts';
import { contactOutcomes, customerOutcomes } from './model/import.ts';

export function oneOf<const T extends readonly [string, ...string[]]>(names: T) {
  return z.enum(names, { error: `Is one of ${names.join(', ')}.` });
}

function days(most: number) {
  const detail = `Must be a whole number of days from 0 to ${most}.`;
  return z.int({ error: detail }).min(0, detail).max(most, detail);
}

const yesOrNo = z.boolean({ error: 'Must be true or false.' });

export const terms = z
  .strictObject({
    authorisation: oneOf(authorisations).meta({
      description:
        'Article 28(2) GDPR. Silence accepts under a general authorisation and refuses under a specific one',
    }),
    noticeDays: days(365).meta({
      description: 'From the arrival of the notice to the earliest effect',
      example: 30,
    }),
    objectionDays: days(365).meta({
      description: 'From the arrival of the notice in which the customer may object',
      example: 30,
    }),
    dayCount: oneOf(dayCounts).meta({
      description: '`business` leaves out weekends; no public holidays',
    }),
    timeZone: z
      .string({ error: 'Must be text.' })
      .refine(isTimeZone, 'Must be an IANA time zone, e.g. Europe/Berlin.')
      .meta({ description: 'Where its days begin and end', example: 'Europe/Berlin' }),
    emergencyPermitted: yesOrNo.meta({
      description: 'A replacement may take effect before the notice, in an emergency',
    }),
    hardHold: yesOrNo.meta({
      description:
        'Nothing takes effect for it before the window is over, nor over an open objection (DORA)',
    }),
  })
  .meta({ id: 'Terms', description: 'What a contract says about changes of sub-processors' });

const { shape } = terms;
/** What a contract says otherwise than its profile. */
export const overrides = z
  .strictObject({
    authorisation: shape.authorisation.exactOptional(),
    noticeDays: shape.noticeDays.exactOptional(),
    objectionDays: shape.objectionDays.exactOptional(),
    dayCount: shape.dayCount.exactOptional(),
    timeZone: shape.timeZone.exactOptional(),
    emergencyPermitted: shape.emergencyPermitted.exactOptional(),
    hardHold: shape.hardHold.exactOptional(),
  })
  .meta({ id: 'TermsOverrides' });

export const profileEdit = z
  .strictObject({ name: line(100), terms })
  .meta({ id: 'ContractProfileEdit' });

export const newProfile = profileEdit.extend({ slug }).meta({ id: 'NewContractProfile' });

export const profile = z
  .object({ slug: z.string(), name: z.string(), terms })
  .meta({ id: 'ContractProfile', description: 'Terms with a name, which many contracts share' });

export const profileList = page(profile).meta({ id: 'ContractProfileList' });

/** What staff say of a customer, also by the lines of a file. */
const customerFields = z.strictObject({
  name: line(200),
  reference: line(100).exactOptional().meta({
    description: 'What you call it elsewhere; unique. An import goes by it',
    example: 'CRM-4711',
  }),
  services: z
    .array(slug)
    .max(100, 'Has at most 100 items.')
    .default([])
    .meta({ description: 'That it uses; none named: every service' }),
  regions: z.array(line(60)).max(50, 'Has at most 50 items.').default([]),
  profile: slug.meta({ description: 'Of its contract terms' }),
  overrides: overrides
    .default({})
    .meta({ description: 'What its contract says otherwise than the profile' }),
  agreementFrom: calendarDay,
  agreementUntil: calendarDay
    .exactOptional()
    .meta({ description: 'The last day of the agreement; leave it out while it goes on' }),
  postTerminationDays: days(3_650).default(0).meta({
    description: 'Behind the agreement in which data is still held, and changes are told',
  }),
});

export const customerInput = customerFields.meta({ id: 'CustomerInput' });

const contactFields = z.strictObject({
  role: line(100).meta({ example: 'Data protection officer' }),
  name: line(200).exactOptional(),
  channel: oneOf(channels).default('email'),
  address: z
    .string({ error: 'Must be text.' })
    .max(2_000, 'Has at most 2000 characters.')
    .meta({ description: 'A mail address, or the URL that a webhook or chat takes messages at' }),
  language: oneOf(languages)
    .exactOptional()
    .meta({ description: 'Of a new address English unless said; a known one keeps its own' }),
});

/** A mail address as it is written to. */
export const newContact = contactFields
  .transform((contact, issues) => {
    if (contact.channel !== 'email') return contact;
    const read = readMailAddress(contact.address);
    if ('address' in read) return { ...contact, address: read.address };
    issues.addIssue({ code: 'custom', path: ['address'], message: read.fault });
    return z.NEVER;
  })
  .meta({ id: 'NewCustomerContact' });

export const newCustomer = customerFields
  .extend({ contacts: z.array(newContact).max(20, 'Has at most 20 items.').default([]) })
  .meta({ id: 'NewCustomer' });

export const contactEdit = z
  .strictObject({ role: line(100), name: line(200).exactOptional(), language: oneOf(languages) })
  .meta({
    id: 'CustomerContactEdit',
    description: 'Another address is PUT at the contact of the subscription',
  });

export const customerId = z
  .string()
  .regex(/^cus_[0-9a-f]{32}$/, 'Must be the id of a customer: cus_ and 32 digits.')
  .transform(asCustomerId)
  .meta({ type: 'string', example: 'cus_0123456789abcdef0123456789abcdef' });

export const byCustomer = z.object({ id: customerId });

const instant = z.iso.datetime().nullable();

export const contact = z
  .object({
    id: z.string().meta({ description: 'Of the subscription through which it is told' }),
    role: z.string(),
    name: z.string().nullable().meta({ description: 'For roles that see persons' }),
    channel: z.enum(channels),
    host: z.string().nullable(),
    address: z.string().nullable().meta({
      description:
        'A mail address, for roles that see persons. The URL of a webhook or chat is never shown.',
    }),
    language: z.enum(languages),
    state: z.enum(subscriptionStates).meta({ description: 'Of the subscription' }),
    addedAt: z.iso.datetime(),
    removedAt: instant.meta({ description: 'It is told of nothing more for this customer' }),
  })
  .meta({ id: 'CustomerContact', description: 'Somebody who must be told for a customer' });

export const addedContact = contact
  .extend({
    secret: z.string().nullable().meta({
      description:
        'Signs what a new webhook gets; shown this once, null when the request is repeated',
    }),
  })
  .meta({ id: 'AddedCustomerContact' });

export const contactList = page(contact).meta({ id: 'CustomerContactList' });

export const customer = z
  .object({
    id: z.string(),
    name: z.string().nullable().meta({ description: 'Null once erased' }),
    reference: z.string().nullable(),
    services: z.array(z.string()),
    regions: z.array(z.string()),
    profile: z.string(),
    overrides,
    agreementFrom: z.iso.date(),
    agreementUntil: z.iso.date().nullable(),
    postTerminationDays: z.int(),
    createdAt: z.iso.datetime(),
    changedAt: z.iso.datetime(),
    erasedAt: instant,
  })
  .meta({ id: 'Customer', description: 'The controller whose data is processed; never public' });

export const fullCustomer = customer
  .extend({
    terms: terms.meta({
      description: 'Of the profile with the overrides: for what is announced from now',
    }),
    contacts: z.array(contact).meta({ description: 'Removed ones too' }),
  })
  .meta({ id: 'FullCustomer' });

export const customerList = page(customer).meta({ id: 'CustomerList' });

export const customerQuery = pageQuery.extend({
  cursor: customerId.optional(),
  q: z.string().trim().min(1).max(200, 'Has at most 200 characters.').optional().meta({
    description: 'A part of the name or reference',
  }),
  service: slug.optional().meta({ description: 'Only those that use it' }),
  profile: slug.optional().meta({ description: 'Only those with this profile' }),
  state: oneOf(['active', 'ended']).optional().meta({
    description: 'Whether agreement and post-termination period run still',
  }),
});

export const link = z
  .object({ url: z.string() })
  .meta({ id: 'CustomerLink', description: 'Its own page; whoever has it sees its terms' });

export const correction = z
  .object({
    id: z.string(),
    customer: z.string(),
    contact: z.string().nullable().meta({ description: 'Whom it is about; null for somebody new' }),
    role: z.string(),
    name: z.string().nullable(),
    address: z.string(),
    at: z.iso.datetime(),
  })
  .meta({ id: 'ContactCorrection', description: 'What a customer said about its contacts' });

export const correctionList = page(correction).meta({ id: 'ContactCorrectionList' });

export const correctionQuery = pageQuery.extend({ cursor: numberCursor.optional() });

export const importReport = z
  .object({
    dryRun: z.boolean(),
    lines: z.array(
      z.object({
        line: z.int().meta({ description: 'As a spreadsheet counts; the header is 1' }),
        customer: z.string().nullable().meta({ description: 'Null for one that is new' }),
        outcome: z.enum(customerOutcomes),
        contact: z
          .enum(contactOutcomes)
          .nullable()
          .meta({ description: 'Null where none is named' }),
      }),
    ),
    faults: z
      .array(z.object({ line: z.int(), column: z.string().nullable(), detail: z.string() }))
      .meta({ description: 'Of a dry run; a real run refuses them all' }),
    created: z.int().meta({ description: 'Customers' }),
    changed: z.int(),
    unchanged: z.int(),
  })
  .meta({ id: 'CustomerImportReport' });
