import { describe, expect, it } from 'vitest';
import { parseVerifierKey } from '../../src/core/signed-note.ts';
import { verifyPacket } from '../../src/verification/packet/verify.ts';
import { linkOf, mailbox } from '../customers/people.ts';
import { addCustomer, announce, bounce, noticeOf, openRegister } from '../notices/announcing.ts';
import { postpone, prepare, publish, withdraw } from '../notices/announced.ts';
import { startApp, type StartOptions, type World } from '../support/app.ts';
import { must, pick, pickList } from '../support/client.ts';
import { facts } from '../support/factories.ts';
import { faultsOf } from '../verification/verifying.ts';

async function started(options: StartOptions = {}) {
  const trust = await startApp(options);
  await openRegister(trust);
  return trust;
}

async function packetOf(trust: World, change: number, customer?: string): Promise<string> {
  const path = customer
    ? `/changes/${change}/notices/${customer}/packet`
    : `/changes/${change}/packet`;
  return must(await trust.as('editor').get(path)).text;
}

async function faultsIn(text: string, key?: string) {
  const pinned = key === undefined ? undefined : parseVerifierKey(key);
  const bytes = new TextEncoder().encode(text);
  return faultsOf(await verifyPacket(bytes, { name: 'packet.json', ...(pinned && { pinned }) }));
}

async function served(trust: World, change: number): Promise<string> {
  return must(await trust.get(`/trust/changes/${change}.json`)).text;
}

async function settle(trust: World): Promise<void> {
  await trust.drain();
  await trust.runSchedule();
}

describe('lives', () => {
  it('postponed anew: two rounds, pages as they were served', async () => {
    const trust = await started();
    const acme = await addCustomer(trust, 'acme');
    const change = await announce(trust, '2027-01-25');
    await settle(trust);
    const pages = [await served(trust, change)];
    await trust.advanceDays(3);
    await postpone(trust, change, '2027-03-01', { materialChange: 'The data is processed in the United States.' });
    await settle(trust);
    pages.push(await served(trust, change));
    const text = await packetOf(trust, change, acme);
    expect(await faultsIn(text)).toEqual([]);
    const packet = JSON.parse(text);
    expect(pickList(packet, 'notices').map((each) => pick(each, 'round'))).toEqual([1, 2]);
    expect(pickList(packet, 'pages').map((each) => pick(each, 'text'))).toEqual(pages);
    await trust.advanceDays(120);
    expect(await faultsIn(await packetOf(trust, change, acme))).toEqual([]);
  });

  it('withdrawn', async () => {
    const trust = await started();
    const acme = await addCustomer(trust, 'acme');
    const change = await announce(trust, '2027-01-25');
    await settle(trust);
    await withdraw(trust, change);
    await settle(trust);
    expect(await faultsIn(await packetOf(trust, change, acme))).toEqual([]);
  });

  it('emergency', async () => {
    const trust = await started();
    const acme = await addCustomer(trust, 'acme');
    const bolt = await addCustomer(trust, 'bolt', { emergencyPermitted: false });
    const emergency = { ground: 'outage', explanation: 'The mail provider has been down.' };
    const path = await prepare(trust, { emergency }, { brevo: { facts: facts({ name: 'Brevo' }) } });
    must(await publish(trust, path, { acknowledged: [bolt] }));
    const change = 2;
    await settle(trust);
    for (const days of [0, 10, 50]) {
      await trust.advanceDays(days);
      expect(await faultsIn(await packetOf(trust, change))).toEqual([]);
      expect(await faultsIn(await packetOf(trust, change, acme))).toEqual([]);
    }
  });

  it('a contact removed and added again', async () => {
    const trust = await started();
    const acme = await addCustomer(trust, 'acme');
    const change = await announce(trust, '2027-01-25');
    await settle(trust);
    const notice = await noticeOf(trust, change, acme);
    const editor = trust.as('editor');
    must(await editor.post(`/customers/${acme}/contacts`, { role: 'Legal', address: mailbox('other') }));
    await trust.advanceDays(1);
    const { subscriptionId } = notice.clock!;
    must(await editor.delete(`/customers/${acme}/contacts/${subscriptionId}`));
    await trust.advanceDays(1);
    must(await editor.post(`/customers/${acme}/contacts`, { role: 'DPO', address: mailbox('acme') }));
    await trust.advanceDays(1);
    expect(await faultsIn(await packetOf(trust, change, acme))).toEqual([]);
  });

  it('bounced and accepted later by another', async () => {
    const trust = await started();
    const acme = await addCustomer(trust, 'acme');
    const change = await announce(trust, '2027-01-25');
    await settle(trust);
    await bounce(trust, mailbox('acme'));
    await trust.runSchedule();
    await trust.advanceDays(2);
    must(
      await trust.as('editor').post(`/customers/${acme}/contacts`, { role: 'Legal', address: mailbox('other') }),
    );
    await settle(trust);
    await trust.drain();
    await settle(trust);
    const text = await packetOf(trust, change, acme);
    expect(await faultsIn(text)).toEqual([]);
    expect(pickList(JSON.parse(text), 'notices')[0]).toMatchObject({ state: 'running' });
  });

  it('erased after effect', async () => {
    const trust = await started();
    const acme = await addCustomer(trust, 'acme');
    const change = await announce(trust, '2027-01-25');
    await settle(trust);
    await trust.advanceDays(70);
    must(await trust.as('owner').delete(`/customers/${acme}?force=true&reason=requested`, undefined, { 'if-match': '*' }));
    const text = await packetOf(trust, change, acme);
    expect(await faultsIn(text)).toEqual([]);
    expect(text).not.toContain(mailbox('acme'));
    await trust.advanceDays(400);
    expect(await faultsIn(await packetOf(trust, change, acme))).toEqual([]);
  });

  it('a link that moved: another origin', async () => {
    const trust = await started();
    const acme = await addCustomer(trust, 'acme');
    const change = await announce(trust, '2027-01-25');
    await settle(trust);
    const moved = await trust.anotherProcess({ env: { PUBLIC_URL: 'https://trust.elsewhere.example' } });
    expect(await faultsIn(await packetOf(moved, change, acme))).toEqual([]);
    await moved.runSchedule();
    expect(await faultsIn(await packetOf(moved, change, acme))).toEqual([]);
  });

  it('a renamed organisation and service', async () => {
    const trust = await started();
    const acme = await addCustomer(trust, 'acme');
    const change = await announce(trust, '2027-01-25');
    await settle(trust);
    const page = await served(trust, change);
    const owner = trust.as('owner');
    must(await owner.put('/services/website', { name: 'Site', description: 'x' }, { 'if-match': '*' }));
    const text = await packetOf(trust, change, acme);
    expect(pick(JSON.parse(text), 'pages', '0', 'text')).toBe(page);
    expect(await faultsIn(text)).toEqual([]);
    expect(await linkOf(trust, acme)).toContain('/my/');
  });

  it('the first, that opens no window, and one that changes nothing for anybody', async () => {
    const trust = await started();
    expect(await faultsIn(await packetOf(trust, 1))).toEqual([]);
  });
});
