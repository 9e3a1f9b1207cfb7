import { describe, expect, it } from 'vitest';
import { startApp, type World } from '../support/app.ts';
import { must, pick } from '../support/client.ts';
import { personMark } from '../support/factories.ts';
import { canary, subscribe } from '../support/recipients.ts';
import { enterAsOwner, join, pathOn } from './coming-in.ts';
import { root, type Tab } from './support.ts';

const list = `${root}/subscribers`;
const mailbox = (name: string) => `${personMark.toLowerCase()}.${name}@customer.example`;

async function begin(): Promise<{ world: World; tab: Tab }> {
  const world = await startApp();
  // Made while nobody else must approve them.
  for (const role of ['editor', 'approver'] as const) await world.as(role).get('/subscriptions');
  return { world, tab: await enterAsOwner(world) };
}

async function read(world: World, id: string): Promise<unknown> {
  return must(await world.as('editor').get(`/subscriptions/${id}`)).body;
}

const idOn = (tab: Tab) => /sbs_[0-9a-f]{32}/.exec(tab.page.path)?.[0] ?? '';

describe('subscribers in the console', () => {
  it('are found by what they follow and how, and stopped, started and ended', async () => {
    const { world, tab } = await begin();
    await tab.open(list);
    expect(tab.page.text).toContain('Nobody is told yet');
    const id = await subscribe(world);
    const hook = {
      channel: 'webhook',
      address: 'https://hooks.customer.example/in/secret',
    } as const;
    const other = await subscribe(world, { ...hook, topics: ['policies'] });
    await tab.open(`${list}?channel=webhook&topic=policies&state=active&stream=subscriber`);
    expect(tab.page.text).toContain('1 fits');
    expect(tab.page.text).toContain(`${list}/${other}`);
    expect(tab.page.text).toContain('At hooks.customer.example');
    expect(tab.page.text).not.toContain('/in/secret');
    expect(tab.page.text).not.toContain(id);
    await tab.open(`${list}?topic=everything&state=sad&after=first`);
    expect(tab.page.text).toContain('2 in all');

    await tab.open(`${list}/${id}`);
    expect(tab.page.text).toContain(canary);
    expect(tab.page.text).not.toContain('/lifting');
    await tab.open(`${list}/${id}/suppression`);
    await tab.send({ reason: 'tired' });
    expect(tab.page.status).toBe(422);
    await tab.send({ reason: 'bounced' });
    expect(tab.page.path).toBe(`${list}/${id}?done=stopped`);
    expect(await read(world, id)).toMatchObject({ state: 'disabled', reason: 'bounced' });
    await tab.open(pathOn(tab, /\/subscribers\/\w+\/lifting/));
    const late = await tab.another().open(tab.page.path);
    await tab.send();
    expect(tab.page.path).toBe(`${list}/${id}?done=lifted`);
    expect(await read(world, id)).toMatchObject({ state: 'active', reason: null });
    await late.send();
    expect(late.page.status).toBe(409);
    expect(late.page.text).toContain('not disabled');
    await tab.open(`${list}/${id}/removal`);
    await tab.send();
    expect(tab.page.path).toBe(`${list}?done=removed`);
    expect(await read(world, id)).toMatchObject({ state: 'left', host: null });
    await tab.open(`${list}/${id}`);
    expect(tab.page.text).toContain('Nobody any more');
    expect(tab.page.text).not.toContain(canary);
    expect((await tab.open(`${list}/sbs_nobody`)).page.status).toBe(404);
  });

  it('are added by staff where a contract or an alert asks for it, and moved', async () => {
    const { world, tab } = await begin();
    await tab.open(`${list}/new`);
    const said = { stream: 'contract', channel: 'email', language: 'de', address: '<b>' };
    await tab.send({ ...said, 'topic-security': 'yes' });
    expect(tab.page.status).toBe(422);
    expect(tab.page.text).toContain('<a href="#address">');
    expect(tab.page.text).toMatch(/name="topic-security" value="yes" checked/);
    expect(tab.page.text).not.toContain('value="<b>');
    const refused = await tab.another().open(`${list}/new`);
    await refused.send({
      ...said,
      stream: 'staff',
      address: mailbox('a'),
      'topic-security': 'yes',
    });
    expect(refused.page.text).toContain('Alerts have no topics');
    await tab.send({ ...said, address: mailbox('dpo'), 'topic-security': 'yes' });
    expect(tab.page.path).toMatch(/sbs_\w+\?done=added$/);
    expect(tab.page.text).toContain('By contract');
    const id = idOn(tab);
    expect(await read(world, id)).toMatchObject({ topics: ['security'], language: 'de' });
    await tab.open(`${list}/${id}/removal`);
    await tab.send();
    expect(tab.page.status).toBe(409);
    await tab.open(`${list}/${id}/address`);
    await tab.send({ address: mailbox('new') });
    expect(tab.page.path).toMatch(/\?done=moved$/);
    expect(await read(world, idOn(tab))).toMatchObject({ replaces: id, address: mailbox('new') });
    await tab.open(`${list}/new`);
    const hook = { channel: 'webhook', address: 'https://hooks.customer.example/in' };
    await tab.send({ ...said, ...hook, stream: 'staff' });
    expect(tab.page).toMatchObject({ status: 201 });
    expect(tab.page.text).toMatch(/<pre class="mono">whsec_/);
    await tab.open(`${list}/export`);
    expect(tab.page.text).toContain('3 subscriptions');
    await tab.send();
    expect(tab.page.text).toContain(mailbox('new'));
    expect(tab.page.text).not.toContain('customer.example/in');
  });

  it('are never written to where somebody asks for that, until it is lifted', async () => {
    const { world, tab } = await begin();
    const here = `${list}/suppressions`;
    await tab.open(`${here}/new`);
    await tab.send({ channel: 'email', address: 'nobody', reason: 'suppressed' });
    expect(tab.page.status).toBe(422);
    await tab.send({ channel: 'email', address: mailbox('no'), reason: 'complained' });
    expect(tab.page.path).toBe(`${here}?done=added`);
    expect(tab.page.text).toContain('reported as unwanted');
    expect(tab.page.text).not.toContain(mailbox('no'));
    const wanted = { stream: 'contract', address: mailbox('no') };
    expect((await world.as('editor').post('/subscriptions', wanted)).status).toBe(409);
    await tab.open(pathOn(tab, /\/subscribers\/suppressions\/[\w-]+\/removal/));
    await tab.send();
    expect(tab.page.path).toBe(`${here}?done=lifted`);
    const added = must(await world.as('editor').post('/subscriptions', wanted));
    expect(pick(added.body, 'state')).toBe('active');
  });

  it('show their addresses to who may see them, and what can be done to who may do it', async () => {
    const { world, tab } = await begin();
    const id = await subscribe(world);
    const publisher = await join(world, tab, 'Pu', 'publisher');
    await publisher.open(list);
    expect(publisher.page.text).toContain('At subscriber.example');
    expect(publisher.page.text).not.toContain(canary);
    expect(publisher.page.text).not.toMatch(/subscribers\/(new|export)/);
    await publisher.open(`${list}/${id}`);
    expect(publisher.page.text).not.toContain(canary);
    expect(publisher.page.text).not.toMatch(/\/(suppression|removal|address)"/);
    for (const path of ['new', 'export', `${id}/suppression`, `${id}/removal`, 'suppressions/new'])
      expect((await publisher.open(`${list}/${path}`)).page.status, path).toBe(403);
    world.at(new Date(world.now().getTime() + 11 * 60_000));
    expect((await tab.open(`${list}/export`)).page.path).toContain('/proof');
  });
});
