import { expect, it } from 'vitest';
import { addCustomer, openRegister } from '../notices/announcing.ts';
import { must, pick, pickList } from '../support/client.ts';
import { facts } from '../support/factories.ts';
import { begin } from './begin.ts';
import { root } from './support.ts';

it('all whom no announcement reaches are acknowledged by one box, those whom the page named', async () => {
  const { world, tab } = await begin();
  await openRegister(world);
  for (const name of ['one', 'two']) await addCustomer(world, name, {}, []);
  const batch = await world.prepare({
    entries: { mistral: facts({ name: 'Mistral' }) },
    effectiveOn: '2027-06-01',
  });
  await tab.open(`${root}/register/batches/${batch}/approval`);
  await tab.send();
  const here = `${root}/register/batches/${batch}/publication`;
  await tab.open(here);
  expect(tab.page.text).toContain('all 2 of these');
  await tab.send();
  expect(tab.page.status).toBe(409);
  const late = await addCustomer(world, 'late', {}, []);
  await tab.send({ 'all-blocked': 'on' });
  expect(tab.page.status).toBe(412);
  // What came since is named now, and the box is for it too.
  await tab.send({ 'all-blocked': 'on' });
  expect(tab.page.path).toContain('done=published');
  const { body } = must(await world.as('editor').get('/changes/2/notices'));
  const notices = pickList(body, 'items');
  expect(notices.map((notice) => pick(notice, 'customer'))).toContain(late);
  expect(notices.every((notice) => pick(notice, 'acknowledged') !== null)).toBe(true);
});
