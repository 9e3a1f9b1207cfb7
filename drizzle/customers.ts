import type { Ctx, System } from '../src/context.ts';
import type { Day } from '../src/core/day.ts';
import { addDays } from '../src/core/day.ts';
import type { CustomerInput, NewContact, Profile } from '../src/customers/model.ts';
import { createCustomer } from '../src/customers/service/customers.ts';
import { createProfile } from '../src/customers/service/profiles.ts';

const profiles: readonly Omit<Profile, 'version'>[] = [
  {
    slug: 'standard',
    name: 'Standard terms',
    terms: {
      authorisation: 'general',
      noticeDays: 30,
      objectionDays: 30,
      dayCount: 'calendar',
      timeZone: 'America/New_York',
      emergencyPermitted: true,
      hardHold: false,
    },
  },
  {
    slug: 'financial-entity',
    name: 'Financial entities (DORA)',
    terms: {
      authorisation: 'general',
      noticeDays: 60,
      objectionDays: 30,
      dayCount: 'calendar',
      timeZone: 'Europe/Berlin',
      emergencyPermitted: false,
      hardHold: true,
    },
  },
  {
    slug: 'specific',
    name: 'Specific authorisation',
    terms: {
      authorisation: 'specific',
      noticeDays: 30,
      objectionDays: 20,
      dayCount: 'business',
      timeZone: 'Europe/London',
      emergencyPermitted: false,
      hardHold: false,
    },
  },
];

type Told = Omit<CustomerInput, 'agreementFrom'> & {
  /** Days ago. */
  readonly since: number;
  readonly contacts: readonly NewContact[];
};

/** Invented companies, whose mailboxes lead nowhere (RFC 2606); one of them follows as a contract contact already. */
const told: readonly Told[] = [
  {
    name: 'Harbour Logistics Inc.',
    reference: 'CRM-1001',
    services: [],
    regions: ['United States'],
    profile: 'standard',
    overrides: {},
    postTerminationDays: 30,
    since: 400,
    contacts: [{ role: 'Legal', channel: 'email', address: 'legal@harbour-logistics.example' }],
  },
  {
    name: 'Nordwind Bank AG',
    reference: 'CRM-1002',
    services: ['qluster-service'],
    regions: ['EU'],
    profile: 'financial-entity',
    overrides: { noticeDays: 90 },
    postTerminationDays: 90,
    since: 300,
    contacts: [
      {
        role: 'Data protection officer',
        channel: 'email',
        address: 'dsb@nordwind-bank.example',
        language: 'de',
      },
      {
        role: 'Outsourcing register',
        channel: 'email',
        address: 'auslagerung@nordwind-bank.example',
        language: 'de',
      },
    ],
  },
  {
    name: 'Meadow Health Trust',
    reference: 'CRM-1003',
    services: ['qluster-service'],
    regions: ['United Kingdom'],
    profile: 'specific',
    overrides: {},
    postTerminationDays: 60,
    since: 250,
    contacts: [
      {
        role: 'Information governance',
        channel: 'email',
        address: 'governance@meadow-health.example',
      },
    ],
  },
];

/**
 * Three customers of Qluster Corp., each on other terms. Where mail is really sent there is none: a
 * demonstration writes to no one.
 */
export async function seedCustomers(ctx: Ctx<System>, today: Day): Promise<void> {
  if (ctx.deps.config.mailUrl !== undefined) return;
  for (const profile of profiles) await createProfile(ctx, profile);
  for (const { since, ...customer } of told)
    await createCustomer(ctx, { ...customer, agreementFrom: addDays(today, -since) });
}
