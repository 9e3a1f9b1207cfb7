import { z } from 'zod';
import { isLei } from '../../core/lei.ts';
import {
  calendarDay,
  countryCode,
  line,
  mailAddress,
  prose,
  slug,
  translations,
  webAddress,
} from '../../http/schema.ts';
import { activities, mechanisms, regions } from '../model/facts.ts';

const names = z.array(line(200)).max(100, 'Has at most 100 items.').readonly();

export const address = z
  .strictObject({
    lines: z.array(line(200)).max(6).readonly().exactOptional(),
    postalCode: line(20).exactOptional(),
    locality: line(100).exactOptional(),
    country: countryCode.exactOptional(),
  })
  .meta({ id: 'Address' });

const location = z
  .strictObject({
    country: countryCode.exactOptional(),
    region: z.enum(regions, { error: `Is one of ${regions.join(', ')}.` }).exactOptional(),
    label: line(200)
      .exactOptional()
      .meta({ description: 'The published spelling, kept beside country or region' }),
    activity: z.enum(activities, { error: `Is one of ${activities.join(', ')}.` }).exactOptional(),
    condition: line(300)
      .exactOptional()
      .meta({ description: 'When it applies, e.g. "customers who chose the EU region"' }),
  })
  .refine(
    (place) => place.country ?? place.region ?? place.label,
    'Give a country, a region or a label.',
  )
  .refine(
    (place) => !(place.country && place.region),
    'Give a country or a region, not both: one place per location.',
  )
  .meta({ id: 'Location' });

const transfer = z
  .strictObject({
    mechanism: z.enum(mechanisms, { error: `Is one of ${mechanisms.join(', ')}.` }),
    sccModule: z
      .union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)], {
        error: 'Is 1, 2, 3 or 4.',
      })
      .exactOptional(),
    from: calendarDay.exactOptional(),
    until: calendarDay.exactOptional(),
    assessmentAvailable: z.boolean().exactOptional(),
    note: line(300).exactOptional(),
  })
  .refine(({ from, until }) => !from || !until || from <= until, {
    path: ['until'],
    message: 'Must not be before "from".',
  })
  .meta({ id: 'Transfer' });

const scope = z
  .strictObject({
    services: z.array(slug).max(100).readonly().exactOptional(),
    regions: names.exactOptional(),
    plans: names.exactOptional(),
    optional: z.boolean().exactOptional(),
    feature: line(200).exactOptional(),
  })
  .meta({ id: 'Scope' });

const certification = z
  .strictObject({
    name: line(200),
    validUntil: calendarDay.exactOptional(),
    url: webAddress.exactOptional(),
  })
  .meta({ id: 'Certification' });

const translation = z
  .strictObject({
    category: line(100).exactOptional(),
    description: prose(4_000).exactOptional(),
    responsibilities: prose(4_000).exactOptional(),
    nature: prose(2_000).exactOptional(),
    duration: line(300).exactOptional(),
    dataCategories: names.exactOptional(),
    dataSubjects: names.exactOptional(),
  })
  .meta({ id: 'Translation' });

/** The facts of an entry as staff write them. Strict: a misspelt field is refused, not dropped. */
export const factsSchema = z
  .strictObject({
    name: line(200).meta({ description: 'Trade name', example: 'Amazon Web Services' }),
    legalName: line(300).exactOptional(),
    legalAddress: address.exactOptional(),
    establishment: z
      .strictObject({ country: countryCode.exactOptional(), label: line(200).exactOptional() })
      .exactOptional(),
    companyNumber: line(60).exactOptional(),
    lei: z
      .string()
      .refine(
        isLei,
        'Is not a valid LEI: 20 characters whose last two are check digits (ISO 17442).',
      )
      .exactOptional(),
    euid: line(60).exactOptional(),
    parentGroup: line(300).exactOptional(),
    kind: z.enum(['third-party', 'affiliate'], { error: 'Is third-party or affiliate.' }),
    category: line(100).exactOptional(),
    description: prose(4_000).meta({ description: 'Description of the processing, Annex III' }),
    responsibilities: prose(4_000)
      .exactOptional()
      .meta({ description: 'Delimitation of responsibilities, Annex III' }),
    nature: prose(2_000).exactOptional(),
    duration: line(300).exactOptional(),
    frequency: z
      .enum(['continuous', 'one-off', 'on-demand'], {
        error: 'Is continuous, one-off or on-demand.',
      })
      .exactOptional(),
    dataCategories: names.exactOptional(),
    dataSubjects: names.exactOptional(),
    specialCategories: z.boolean().exactOptional(),
    protectedHealthInformation: z.boolean().exactOptional(),
    locations: z.array(location).max(100).readonly().exactOptional(),
    transfers: z.array(transfer).max(30).readonly().exactOptional(),
    scope: scope.exactOptional(),
    ai: z
      .strictObject({
        used: z.boolean(),
        trainsOnData: z.boolean().exactOptional(),
        zeroRetention: z.boolean().exactOptional(),
      })
      .exactOptional(),
    certifications: z.array(certification).max(50).readonly().exactOptional(),
    contract: z
      .strictObject({
        dpaUrl: webAddress.exactOptional(),
        signedOn: calendarDay.exactOptional(),
        baaSignedOn: calendarDay.exactOptional(),
      })
      .exactOptional(),
    contact: z
      .strictObject({
        role: line(200).exactOptional(),
        email: mailAddress.exactOptional(),
        url: webAddress.exactOptional(),
      })
      .exactOptional(),
    links: z
      .strictObject({
        website: webAddress.exactOptional(),
        privacy: webAddress.exactOptional(),
        security: webAddress.exactOptional(),
        subprocessors: webAddress.exactOptional(),
      })
      .exactOptional(),
    parent: slug.exactOptional(),
    rank: z.int().min(1).max(20).exactOptional(),
    effectiveFrom: calendarDay.exactOptional(),
    effectiveUntil: calendarDay.exactOptional(),
    disposal: z
      .strictObject({
        on: calendarDay.exactOptional(),
        method: z.enum(['returned', 'deleted', 'returned-and-deleted'], {
          error: 'Is returned, deleted or returned-and-deleted.',
        }),
      })
      .exactOptional(),
    lastReviewedOn: calendarDay.exactOptional(),
    nextReviewDue: calendarDay.exactOptional(),
    order: z.int().min(0).max(1_000_000).exactOptional(),
    translations: translations(translation),
  })
  .refine(
    ({ effectiveFrom, effectiveUntil }) =>
      !effectiveFrom || !effectiveUntil || effectiveFrom < effectiveUntil,
    {
      path: ['effectiveUntil'],
      message: 'Must be after effectiveFrom: it is the first day without processing.',
    },
  )
  .refine(({ effectiveUntil, disposal }) => !disposal || effectiveUntil, {
    path: ['disposal'],
    message: 'Belongs to an entry that has ended: give effectiveUntil.',
  })
  .meta({ id: 'Facts' });

export const contactPersonSchema = z
  .strictObject({
    name: line(200),
    position: line(200).exactOptional(),
    email: mailAddress.exactOptional(),
    url: webAddress.exactOptional(),
    published: z.boolean().default(false),
  })
  .meta({
    id: 'ContactPerson',
    description:
      'A person: kept apart from the record and erasable. Shown in public only where `published`.',
  });

export const draftSchema = z
  .strictObject({
    facts: factsSchema,
    replaces: slug.exactOptional(),
    contactPerson: contactPersonSchema.exactOptional(),
  })
  .meta({
    id: 'Draft',
    description:
      'What an entry shall say once the batch takes effect: all its facts, not only those that change.',
  });
