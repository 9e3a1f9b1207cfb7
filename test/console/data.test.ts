import { expect, it } from 'vitest';
import { makeFirstOwnerLink } from '../../src/accounts/service/links.ts';
import { type Role } from '../../src/context.ts';
import { addCustomer, addProfile } from '../customers/people.ts';
import { startApp, type World } from '../support/app.ts';
import { must, pick, pickList } from '../support/client.ts';
import { personMark } from '../support/factories.ts';
import { codeTo, openTab, root, type Tab } from './support.ts';

async function enterAs(role: Role, world: World, owner: Tab): Promise<Tab> {
  const address = `${role}.${personMark.toLowerCase()}@company.example`;
  await owner.open(`${root}/people/new`);
  await owner.send({ name: `Bo ${personMark}`, address, role });
  await world.drain();
  const mail = world.outside.mailbox.findLast(({ to }) => to === address);
  const tab = openTab(world, '203.0.113.5');
  await tab.open(/\/trust\/console\/invitations\/[\w-]+/.exec(mail?.text ?? '')?.[0] ?? '');
  await tab.send();
  await world.drain();
  return tab.send({ code: codeTo(world, address) });
}

const files = {
  customers: '/customers/export.csv',
  subscriptions: '/subscriptions/export.csv',
  'access-record': '/access-record/export.csv',
  record: '/events/export.csv',
} as const;

it('parts are the files of the API, for the roles of the API, and stand in the record', async () => {
  const world = await startApp();
  const auditor = world.as('auditor');
  await addProfile(world);
  await addCustomer(world, { name: '=<b>North</b> Harbour' });
  await auditor.get('/batches');
  const owner = openTab(world);
  await owner.open(new URL((await makeFirstOwnerLink(world.deps)) ?? '').pathname);
  await owner.send({ name: `Ada ${personMark}`, address: 'ada@company.example' });

  for (const [name, path] of Object.entries(files)) {
    await owner.open(`${root}/data`);
    expect(owner.page.text).toContain(`href="${root}/data/${name}"`);
    await owner.open(`${root}/data/${name}`);
    await owner.send();
    expect(owner.lastHeaders.get('content-disposition')).toContain(`${name}.csv`);
    expect(owner.lastHeaders.get('cache-control')).toBe('no-store');
    const { text } = must(await auditor.get(path));
    // The record has one line more each time that it is exported.
    expect(text.startsWith(owner.page.text)).toBe(true);
    expect(owner.page.text.length).toBeGreaterThan(50);
  }
  const { body } = must(await auditor.get('/events?limit=20'));
  const exports = pickList(body, 'items').map((each) => pick(each, 'action'));
  for (const kind of ['customers', 'subscriptions', 'access_record', 'events'])
    expect(exports.filter((action) => action === `${kind}.exported`)).toHaveLength(2);

  const viewer = await enterAs('viewer', world, owner);
  await viewer.open(`${root}/data`);
  expect(viewer.page.text).toContain(`href="${root}/data/record"`);
  for (const act of ['customers', 'subscriptions', 'access-record', 'export']) {
    expect(viewer.page.text).not.toContain(`href="${root}/data/${act}"`);
    expect((await viewer.another().open(`${root}/data/${act}`)).page.status).toBe(403);
  }
  expect(viewer.page.text).not.toContain('/register/import');
  world.at(new Date(world.now().getTime() + 11 * 60_000));
  expect((await owner.open(`${root}/data/export`)).page.text).toContain('Is it you?');
});
