import { expect, it } from 'vitest';
import { addCustomer, addProfile, contact } from '../customers/people.ts';
import { startApp } from '../support/app.ts';
import { must } from '../support/client.ts';
import { pathsOf, readAll, sendForm } from '../subscribers/subscribing.ts';
import { approveRules, offer, verifying } from './asking.ts';

it('somebody to whom a notice was forwarded becomes a contact by its link, and is given nothing by the rules', async () => {
  const trust = await startApp();
  await offer(trust);
  await addProfile(trust);
  await addCustomer(trust, { contacts: [contact('legal', { address: 'legal@customer.example' })] });
  const rules = must(await trust.as('owner').get('/access-rules'));
  const automatic = { ...Object(rules.body), customers: 'automatic' };
  must(await trust.as('owner').put('/access-rules', automatic, { 'if-match': rules.etag ?? '' }));
  await approveRules(trust);
  const ask = async (email: string) =>
    (await verifying(trust, { email })).items.map(({ state, reason }) => `${state} ${reason}`);
  expect(await ask('legal@customer.example')).toEqual(['granted existing-customer']);

  const [named] = await readAll(trust);
  if (!named) throw new Error('no contact');
  const address = 'robin@elsewhere.example';
  await sendForm(trust, `${pathsOf(trust, named).manage}/contact`, { address });
  trust.at(new Date(trust.now().getTime() + 60_000));
  const made = (await readAll(trust)).find(({ replaces }) => replaces === named.id);
  if (!made) throw new Error('nobody new');
  expect((await sendForm(trust, pathsOf(trust, made).confirm)).status).toBe(200);
  for (const email of [address, 'colleague@elsewhere.example'])
    expect(await ask(email)).toEqual(['asked existing-customer']);

  // Once staff have named somebody there, they have seen to it.
  const moved = await trust
    .as('editor')
    .put(`/subscriptions/${made.id}/contact`, { address: 'office@elsewhere.example' });
  must(moved);
  expect(await ask('office@elsewhere.example')).toEqual(['granted existing-customer']);
  expect(await ask('another@elsewhere.example')).toEqual(['granted existing-customer']);
});
