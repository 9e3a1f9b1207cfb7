import { z } from 'zod';
import { aspects } from '../changes/model.ts';
import { isTimeZone } from '../core/day.ts';
import {
  line,
  mailAddress,
  newSlug,
  prose,
  slug,
  translations,
  webAddress,
  withWarnings,
} from '../http/schema.ts';
import { address } from '../subprocessors/schema/facts.ts';
import type { Service } from './model.ts';

const contactPoint = z
  .strictObject({
    name: line(200).exactOptional(),
    address: address.exactOptional(),
    email: mailAddress.exactOptional(),
    url: webAddress.exactOptional(),
  })
  .meta({ id: 'ContactPoint', description: 'A desk or an entity, not a person: role mailboxes.' });

const securityContact = contactPoint
  .extend({ policyUrl: webAddress.exactOptional(), encryptionUrl: webAddress.exactOptional() })
  .meta({ id: 'SecurityContact' });

const language = z
  .string()
  .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'Must be a language tag (BCP 47), e.g. en or de.');

const origin = z
  .string()
  .regex(
    /^https?:\/\/[a-z0-9.-]+(:\d{1,5})?$/,
    'Must be an origin such as https://www.company.example, without a path.',
  )
  .refine((text) => URL.canParse(text), 'Must be an origin that exists; check the port.');

const commitments = z.array(prose(1_000)).max(20).readonly();

/** The whole profile: a PUT replaces it, so that what is left out is gone. */
export const organisationSchema = z
  .strictObject({
    name: line(200),
    legalName: line(300).exactOptional(),
    legalForm: line(200).exactOptional().meta({ example: 'A Delaware corporation' }),
    address: address.exactOptional(),
    website: webAddress.exactOptional(),
    dpo: contactPoint.exactOptional(),
    euRepresentative: contactPoint.exactOptional(),
    ukRepresentative: contactPoint.exactOptional(),
    securityContact: securityContact.exactOptional(),
    languages: z
      .array(language)
      .min(1, 'Name at least one language.')
      .max(20)
      .readonly()
      .default(['en']),
    timeZone: z
      .string()
      .refine(isTimeZone, 'Must be an IANA time zone, e.g. Europe/Berlin.')
      .default('UTC'),
    noticeDays: z.int().min(0).max(365).default(30),
    objectionDays: z.int().min(0).max(365).exactOptional().meta({
      description:
        'Days in which customers on general terms may object, from the announcement on. Left out: noticeDays',
    }),
    noticeForAmendments: z
      .array(z.enum(aspects))
      .max(aspects.length)
      .readonly()
      .exactOptional()
      .meta({
        description:
          'An amendment that touches one of these is announced and open to objection. Left out: all of them',
      }),
    commitments: commitments.default([]),
    translations: translations(
      z
        .strictObject({ commitments: commitments.exactOptional() })
        .meta({ id: 'OrganisationTranslation' }),
    ),
    frameAncestors: z
      .array(origin)
      .max(20)
      .readonly()
      .default([])
      .meta({ description: 'Origins that may show the register in a frame' }),
  })
  .meta({ id: 'Organisation' });

export const serviceSchema = z
  .strictObject({
    slug,
    name: line(200),
    description: prose(2_000).exactOptional(),
    order: z.int().min(0).max(1_000_000).exactOptional(),
    translations: translations(
      z
        .strictObject({
          name: line(200).exactOptional(),
          description: prose(2_000).exactOptional(),
        })
        .meta({ id: 'ServiceTranslation' }),
    ),
  })
  .meta({ id: 'Service' });

export const storedOrganisation = withWarnings(organisationSchema, 'StoredOrganisation');
export const storedService = withWarnings(serviceSchema, 'StoredService');

export const newServiceSchema = serviceSchema.extend({ slug: newSlug }).meta({ id: 'NewService' });

export const serviceEditSchema = serviceSchema.omit({ slug: true }).meta({ id: 'ServiceEdit' });

export const serviceList = z
  .object({ items: z.array(serviceSchema), next: z.null() })
  .meta({ id: 'ServiceList' });

/** Every public field of a service. */
export function presentService({ slug: name, ...service }: Service): Service {
  const { description, order, translations: inOthers } = service;
  return {
    slug: name,
    name: service.name,
    ...(description !== undefined && { description }),
    ...(order !== undefined && { order }),
    ...(inOthers && { translations: inOthers }),
  };
}
