import { expect, it } from 'vitest';
import { roles } from '../../src/staff/model/roles.ts';
import { asking, offer } from '../access/asking.ts';
import { addCustomer, addProfile, contact } from '../customers/people.ts';
import { inquired } from '../inquiries/writing.ts';
import { announce, objected } from '../objections/objecting.ts';
import { asked } from '../rights/asking.ts';
import { startApp, type World } from '../support/app.ts';
import { must } from '../support/client.ts';
import { personMark } from '../support/factories.ts';
import { operations } from '../support/strict-client.ts';

const readers = ['owner', 'approver', 'editor', 'auditor'];

/** Where persons stand, and who is shown them: written down here beside the table. */
const shown: readonly (readonly [path: string, roles: readonly string[]])[] = [
  ['/customers/{customer}/contacts', [...readers, 'publisher', 'privacy-officer']],
  ['/objections', [...readers, 'publisher', 'privacy-officer']],
  ['/subscriptions', [...readers, 'privacy-officer']],
  ['/access-requests', [...readers, 'document-manager', 'privacy-officer']],
  ['/inquiries', [...readers, 'privacy-officer']],
  ['/rights-requests', [...readers, 'privacy-officer']],
];

/** One person of each kind; the customer's id. */
async function peopled(): Promise<{ trust: World; customer: string }> {
  const trust = await startApp();
  await addProfile(trust);
  const customer = await addCustomer(trust, { name: 'Nordwind AG' });
  must(await trust.as('editor').post(`/customers/${customer}/contacts`, contact('robin')));
  await objected(trust, await announce(trust));
  await offer(trust);
  await asking(trust);
  await inquired(trust);
  await asked(trust);
  return { trust, customer };
}

it('persons are shown to those roles whose work it is, and lists to all', async () => {
  const { trust, customer } = await peopled();
  for (const [path, allowed] of shown)
    for (const role of roles) {
      const reply = must(await trust.as(role).get(path.replace('{customer}', customer)));
      const isShown = reply.text.toLowerCase().includes(personMark.toLowerCase());
      expect(isShown, `${path} ${role}`).toBe(allowed.includes(role));
    }
  // Whatever else can be listed names nobody to those who see no persons.
  const lists = operations.filter(
    ({ method, template, roles: allowed }) =>
      method === 'GET' && allowed?.includes('viewer') === true && !template.includes('{'),
  );
  expect(lists.length).toBeGreaterThan(30);
  for (const { template } of lists) {
    const reply = await trust.as('viewer').get(template.replace('/trust/api/v1', ''));
    expect(reply.text.toLowerCase(), template).not.toContain(personMark.toLowerCase());
  }
});
