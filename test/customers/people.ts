import { pick, must, type Reply } from '../support/client.ts';
import { personMark } from '../support/factories.ts';
import type { World } from '../support/app.ts';

/** A mailbox that may stand in no event and no log line. */
export const mailbox = (name: string) => `${personMark.toLowerCase()}.${name}@customer.example`;

export const terms = (parts: object = {}) => ({
  authorisation: 'general',
  noticeDays: 30,
  objectionDays: 30,
  dayCount: 'calendar',
  timeZone: 'Europe/Berlin',
  emergencyPermitted: true,
  hardHold: false,
  ...parts,
});

export const customer = (parts: object = {}) => ({
  name: `Nordwind ${personMark} AG`,
  reference: 'CRM-1',
  services: ['website'],
  regions: ['EU'],
  profile: 'standard',
  agreementFrom: '2025-01-01',
  ...parts,
});

export const contact = (name: string, parts: object = {}) => ({
  role: 'Data protection officer',
  name: `${name} ${personMark}`,
  address: mailbox(name),
  ...parts,
});

export async function addProfile(trust: World, slug = 'standard', parts: object = {}) {
  const profile = { slug, name: `The ${slug} terms`, terms: terms(parts) };
  return must(await trust.as('editor').post('/contract-profiles', profile));
}

export async function addCustomer(trust: World, parts: object = {}): Promise<string> {
  return idOf(await trust.as('editor').post('/customers', customer(parts)));
}

export function idOf(reply: Reply): string {
  return String(pick(must(reply).body, 'id'));
}

/** Path of the customer's own page. */
export async function linkOf(trust: World, id: string): Promise<string> {
  const { body } = must(await trust.as('editor').get(`/customers/${id}/link`));
  return new URL(String(pick(body, 'url'))).pathname;
}

/** What its contacts are told of, by the subscription's own columns. */
export async function toldOf(trust: World, subscription: string) {
  const { body } = must(await trust.as('editor').get(`/subscriptions/${subscription}`));
  return { topics: pick(body, 'topics'), services: pick(body, 'services') };
}
