import { describe, expect, it } from 'vitest';
import { linkOf, mailbox } from '../customers/people.ts';
import { postpone, prepare, publish, withdraw } from '../notices/announced.ts';
import { addCustomer, announce, bounce, noticeOf, openRegister } from '../notices/announcing.ts';
import { startApp, toldOnce, type World } from '../support/app.ts';
import { must, pick, pickList } from '../support/client.ts';
import { facts } from '../support/factories.ts';
import { refuses } from '../support/refusals.ts';
import { faultsOf } from '../verification/verifying.ts';
import { keyOf, packetOf, readPacket, reportOn } from './packets.ts';

/** A change that was announced to Acme and has arrived there. */
const told = toldOnce(async (trust) => {
  await openRegister(trust);
  const acme = await addCustomer(trust, 'acme');
  const change = await announce(trust, '2027-01-25');
  await settle(trust);
  return { acme, change };
});

async function arrived() {
  const { trust, value } = await told();
  return { trust, ...value };
}

async function settle(trust: World): Promise<void> {
  await trust.drain();
  await trust.runSchedule();
}

async function served(trust: World, change: number): Promise<string> {
  return must(await trust.get(`/trust/changes/${change}.json`)).text;
}

/** The packet, which verifies. */
async function proved(trust: World, change: number, customer?: string) {
  const text = await packetOf(trust, change, customer);
  const report = await reportOn(text);
  expect(faultsOf(report)).toEqual([]);
  return { text, packet: readPacket(text), notes: report.notes };
}

describe('a packet proves', () => {
  it('both announcements of a change that was announced anew, and each page as it was served', async () => {
    const { trust, acme, change } = await arrived();
    const pages = [await served(trust, change)];
    await trust.advanceDays(3);
    const materialChange = 'The data is processed in the United States.';
    await postpone(trust, change, '2027-03-01', { materialChange });
    await settle(trust);
    pages.push(await served(trust, change));
    const { packet } = await proved(trust, change, acme);
    const notices = pickList(packet, 'notices');
    expect(notices.map((each) => pick(each, 'round'))).toEqual([1, 2]);
    expect(notices.map((each) => pick(each, 'clock', 'startsOn'))).toEqual([
      '2026-11-22',
      '2026-11-25',
    ]);
    expect(pickList(packet, 'pages').map((each) => pick(each, 'text'))).toEqual(pages);
    await trust.advanceDays(120);
    const later = await proved(trust, change, acme);
    const kept = pickList(later.packet, 'pages');
    expect(kept.map((each) => pick(each, 'step'))).toEqual(['announced', 'postponed', 'in-effect']);
    expect(kept.slice(0, 2).map((each) => pick(each, 'text'))).toEqual(pages);
  });

  it('what was withdrawn', async () => {
    const { trust, acme, change } = await arrived();
    await withdraw(trust, change);
    await settle(trust);
    const { packet } = await proved(trust, change, acme);
    expect(pickList(packet, 'notices')).toMatchObject([{ state: 'ended', outcome: null }]);
    expect(pickList(packet, 'pages').map((each) => pick(each, 'step'))).toEqual([
      'announced',
      'withdrawn',
    ]);
  });

  it('an emergency, for whom it was permitted and for whom it was not', async () => {
    const trust = await startApp();
    await openRegister(trust);
    const acme = await addCustomer(trust, 'acme');
    const bolt = await addCustomer(trust, 'bolt', { emergencyPermitted: false });
    const emergency = { ground: 'outage', explanation: 'The mail provider has been down.' };
    const entry = { facts: facts({ name: 'Brevo' }) };
    must(
      await publish(trust, await prepare(trust, { emergency }, { brevo: entry }), {
        acknowledged: [bolt],
      }),
    );
    await settle(trust);
    for (const days of [0, 10, 50]) {
      await trust.advanceDays(days);
      await proved(trust, 2);
    }
    const { packet } = await proved(trust, 2);
    const byId = new Map(
      pickList(packet, 'notices').map((each) => [pick(each, 'customer', 'id'), each]),
    );
    expect(byId.get(acme)).toMatchObject({ effectiveAt: '2026-11-22T09:00:00.000Z' });
    expect(byId.get(bolt)).toMatchObject({
      effectiveAt: '2026-12-23T09:00:00.000Z',
      acknowledged: { reasons: ['emergency-not-permitted'] },
    });
  });

  it('the clock that a second contact started after the first mail came back', async () => {
    const { trust, acme, change } = await arrived();
    await bounce(trust, mailbox('acme'));
    await trust.runSchedule();
    await trust.advanceDays(2);
    const other = { role: 'Legal', address: mailbox('other') };
    must(await trust.as('editor').post(`/customers/${acme}/contacts`, other));
    for (let round = 0; round < 2; round += 1) await settle(trust);
    const { packet } = await proved(trust, change, acme);
    expect(pickList(packet, 'notices')).toMatchObject([
      {
        state: 'running',
        clock: { startsOn: '2026-11-24' },
        recipients: [
          { address: mailbox('acme'), deliveries: [{ state: 'bounced', acceptedAt: null }] },
          { address: mailbox('other'), deliveries: [{ state: 'accepted' }] },
        ],
      },
    ]);
  });

  it('a clock whose contact was taken off and entered again, and says so', async () => {
    const { trust, acme, change } = await arrived();
    const { clock } = await noticeOf(trust, change, acme);
    const path = `/customers/${acme}/contacts`;
    const editor = trust.as('editor');
    must(await editor.post(path, { role: 'Legal', address: mailbox('other') }));
    await trust.advanceDays(1);
    must(await editor.delete(`${path}/${clock?.subscriptionId}`));
    await trust.advanceDays(1);
    must(await editor.post(path, { role: 'DPO', address: mailbox('acme') }));
    await trust.advanceDays(1);
    const { notes } = await proved(trust, change, acme);
    expect(notes.filter((note) => note.includes('entered again since'))).toHaveLength(1);
  });

  it('what was announced to a customer that has been erased, without who it was', async () => {
    const { trust, acme, change } = await arrived();
    await trust.advanceDays(70);
    const path = `/customers/${acme}?force=true&reason=requested`;
    must(await trust.as('owner').delete(path, undefined, { 'if-match': '*' }));
    const { text, packet } = await proved(trust, change, acme);
    expect(text).not.toContain(mailbox('acme'));
    expect(pickList(packet, 'notices')).toMatchObject([
      {
        customer: { id: acme, name: null },
        outcome: 'accepted-by-silence',
        recipients: [{ address: null, deliveries: [{ state: 'accepted' }] }],
      },
    ]);
    await trust.advanceDays(400);
    await proved(trust, change, acme);
  });

  it('what was published at once, of which nobody was told beforehand', async () => {
    const { trust } = await arrived();
    const { packet } = await proved(trust, 1);
    expect(packet['notices']).toEqual([]);
  });
});

describe('the key of a packet', () => {
  it('is the one of the log, before and after the trust centre has moved', async () => {
    const { trust, acme, change } = await arrived();
    const old = await keyOf(trust);
    const env = { PUBLIC_URL: 'https://trust.elsewhere.example' };
    const moved = await trust.anotherProcess({ env });
    expect(faultsOf(await reportOn(await packetOf(moved, change, acme), old))).toEqual([]);
    await moved.runSchedule();
    const text = await packetOf(moved, change, acme);
    expect(pick(readPacket(text), 'log', 'keys', '0')).toContain('trust.elsewhere.example');
    expect(faultsOf(await reportOn(text, old))).toEqual([]);
  });

  it('is not at hand while the secret is another, until the log has entered the new one', async () => {
    const { trust, change } = await arrived();
    const env = { SECRET_KEY: 'another secret, as long as the first one' };
    const other = await trust.anotherProcess({ env });
    const read = () =>
      other.withKey('annex_configured-owner-key-of-the-tests').get(`/changes/${change}/packet`);
    await refuses(other, read, { status: 503 });
    await other.runSchedule();
    const text = must(await read()).text;
    expect(faultsOf(await reportOn(text))).toEqual([]);
    // Nobody who knew the old secret vouched for the new one.
    expect(
      await reportOn(text, await keyOf(trust).then((keys) => keys.split('\n').at(-1))),
    ).toMatchObject({
      status: 'does-not-verify',
    });
  });
});

it('a customer whose link was revoked has no packet any more', async () => {
  const { trust, acme, change } = await arrived();
  const path = `${await linkOf(trust, acme)}/changes/${change}/packet`;
  must(await trust.get(path));
  must(await trust.as('editor').delete(`/customers/${acme}/link`));
  expect((await trust.get(path)).status).toBe(404);
});
