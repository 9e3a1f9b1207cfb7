import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { describe, expect, it, test } from 'vitest';
import { sha256 } from '../../src/core/hash.ts';
import { createSigner, formatVerifierKey } from '../../src/core/signed-note.ts';
import { openSans } from '../../src/pdf/open-sans.ts';
import { writePacketPdf } from '../../src/proof/pdf.ts';
import type { SignedPacket } from '../../src/proof/present.ts';
import { verifyPacket } from '../../src/verification/packet/verify.ts';
import { addCustomer, announce, bounce, openRegister } from '../notices/announcing.ts';
import { mailbox } from '../customers/people.ts';
import { objected } from '../objections/objecting.ts';
import { startApp } from '../support/app.ts';
import { must, pick, pickList } from '../support/client.ts';
import { refuses } from '../support/refusals.ts';
import { keyOf, type Packet, packetOf, readPacket, reportOn, signedAgain } from './packets.ts';

/** A change that was announced to Acme on general terms, and to Bolt on specific ones. */
async function announced() {
  const trust = await startApp();
  await openRegister(trust);
  const acme = await addCustomer(trust, 'acme');
  const bolt = await addCustomer(trust, 'bolt', {
    authorisation: 'specific',
    dayCount: 'business',
    timeZone: 'Pacific/Auckland',
  });
  const change = await announce(trust, '2027-01-25');
  await trust.drain();
  await trust.runSchedule();
  return { trust, acme, bolt, change };
}

describe('a packet', () => {
  it('verifies from its bytes alone, by the key of the log, at every step of a change', async () => {
    const { trust, change, acme } = await announced();
    const key = await keyOf(trust);
    for (const days of [0, 20, 20, 40]) {
      await trust.advanceDays(days);
      for (const customer of [undefined, acme]) {
        const text = await packetOf(trust, change, customer);
        const report = await reportOn(text, key);
        expect(report.checks.flatMap(({ faults }) => faults)).toEqual([]);
        expect(report).toMatchObject({ status: 'verified', notes: [] });
      }
    }
  });

  it('holds texts, terms, recipients, attempts, clocks with their rules, and pages as they were served', async () => {
    const { trust, change, acme } = await announced();
    const served = must(await trust.get(`/trust/changes/${change}.json`)).text;
    await trust.advanceDays(70);
    const packet = readPacket(await packetOf(trust, change, acme));
    const [notice] = pickList(packet, 'notices');
    expect(notice).toMatchObject({
      customer: { id: acme },
      round: 1,
      terms: { authorisation: 'general', noticeDays: 30 },
      clock: {
        startsAt: '2026-11-22T09:00:00.000Z',
        objectionEnds: { on: '2026-12-22', rule: 'calendar-days' },
        earliestEffect: { on: '2026-12-23', rule: 'day-after-window' },
      },
      outcome: 'accepted-by-silence',
      recipients: [
        {
          address: mailbox('acme'),
          deliveries: [
            {
              state: 'accepted',
              acceptedAt: '2026-11-22T09:00:00.000Z',
              attempts: [{ outcome: 'accepted', at: '2026-11-22T09:00:00.000Z' }],
            },
          ],
        },
      ],
    });
    const mail = trust.outside.mailbox.find(({ to }) => to === mailbox('acme'));
    const texts = pickList(packet, 'texts');
    expect(texts.some((each) => mail?.text.includes(String(pick(each, 'text'))))).toBe(true);
    const [page] = pickList(packet, 'pages');
    expect(page).toMatchObject({ step: 'announced', text: served, sha256: sha256(served) });
  });

  it('of one customer holds nothing of another', async () => {
    const { trust, change, acme, bolt } = await announced();
    const text = await packetOf(trust, change, acme);
    expect(text).not.toContain(bolt);
    expect(text).not.toContain(mailbox('bolt'));
    expect(await packetOf(trust, change)).toContain(bolt);
  });

  it('shows what came back, and an objection with what became of it', async () => {
    const { trust, change, bolt } = await announced();
    await bounce(trust, mailbox('bolt'));
    await trust.runSchedule();
    const { reference } = await objected(trust, change);
    const text = await packetOf(trust, change);
    const packet = readPacket(text);
    const notice = pickList(packet, 'notices').find((one) => pick(one, 'customer', 'id') === bolt);
    expect(notice).toMatchObject({ clock: null, state: 'unreached' });
    expect(text).toContain('"outcome":"accepted"');
    expect(pickList(packet, 'objections')).toMatchObject([{ reference, state: 'received' }]);
    expect(await reportOn(text)).toMatchObject({ status: 'verified' });
  });
});

describe('a packet that was tampered with', () => {
  it('fails with any one byte of it changed', async () => {
    const { trust, change, acme } = await announced();
    const bytes = new TextEncoder().encode(await packetOf(trust, change, acme));
    const seed = Math.floor(Math.random() * 1_000_000);
    const step = 1 + (seed % 7);
    for (let at = seed % step; at < bytes.length; at += 61 + step) {
      const changed = Uint8Array.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ (1 << (at % 8));
      const { status } = await verifyPacket(changed, { name: 'packet.json' });
      expect(status, `seed ${seed}, byte ${at}`).toBe('does-not-verify');
    }
    for (const changed of [
      bytes.subarray(0, -1),
      new Uint8Array([...bytes, 10]),
      bytes.subarray(1),
    ])
      expect(await verifyPacket(changed, { name: 'p' })).toMatchObject({
        status: 'does-not-verify',
      });
  });

  it('fails with the signature of somebody else, where the key is known', async () => {
    const { trust, change } = await announced();
    const packet = readPacket(await packetOf(trust, change));
    const name = String(pick(packet, 'log', 'keys', '0')).split('+')[0] ?? '';
    const stranger = await createSigner(name, new Uint8Array(32).fill(7));
    const forged = await signedAgain(trust, packet, stranger);
    expect(await reportOn(forged)).toMatchObject({ status: 'does-not-verify' });
    const log = { ...Object(packet['log']), keys: [formatVerifierKey(stranger.key)] };
    const named = await signedAgain(trust, { ...packet, log }, stranger);
    expect(await reportOn(named)).toMatchObject({ status: 'does-not-verify' });
    expect(await reportOn(named, await keyOf(trust))).toMatchObject({ status: 'does-not-verify' });
  });

  it.each([
    [
      'its last day to object moved',
      (notice: Packet) => move(notice, 'objectionEnds', '2026-12-21'),
    ],
    [
      'its earliest day of effect moved',
      (notice: Packet) => move(notice, 'earliestEffect', '2026-12-24'),
    ],
    [
      'an acceptance that no attempt shows',
      (notice: Packet) => {
        for (const each of pickList(notice, 'recipients'))
          for (const delivery of pickList(each, 'deliveries'))
            (delivery as Packet)['attempts'] = [];
      },
    ],
    [
      'silence taken for a yes',
      (notice: Packet) => {
        notice['outcome'] = 'refused-by-silence';
        notice['closedAt'] = '2026-12-24T00:00:00.000Z';
      },
    ],
    [
      'an announcement that the log does not hold',
      (notice: Packet) => {
        notice['announcedAt'] = '2026-11-20T09:00:00.000Z';
      },
    ],
  ])('is found out with %s, though it is signed again', async (_what, tamper) => {
    const { trust, change, acme } = await announced();
    const packet = readPacket(await packetOf(trust, change, acme));
    expect(await reportOn(await signedAgain(trust, packet))).toMatchObject({ status: 'verified' });
    const [notice] = pickList(packet, 'notices');
    tamper(notice as Packet);
    const report = await reportOn(await signedAgain(trust, packet), await keyOf(trust));
    expect(report.status).toBe('does-not-verify');
    expect(report.checks.find(({ topic }) => topic === 'notices')?.faults).not.toEqual([]);
  });
});

function move(notice: Packet, which: string, on: string): void {
  const clock = notice['clock'] as Packet;
  (clock[which] as Packet)['on'] = on;
}

test('after a new log key the packet follows from the old one', async () => {
  const { trust, change } = await announced();
  const old = await keyOf(trust);
  must(await trust.as('owner').post('/log/keys', undefined));
  const text = await packetOf(trust, change);
  expect(await reportOn(text, old)).toMatchObject({ status: 'verified' });
});

test('a packet is for editors, and who took it stands in the record', async () => {
  const { trust, change, acme } = await announced();
  const path = `/changes/${change}/packet`;
  await refuses(trust, () => trust.as('viewer').get(path), { status: 403 });
  await refuses(trust, () => trust.as('editor').get('/changes/99/packet'), { status: 404 });
  const stranger = `cus_${'0'.repeat(32)}`;
  await refuses(
    trust,
    () => trust.as('editor').get(`/changes/${change}/notices/${stranger}/packet`),
    {
      status: 404,
    },
  );
  const page = must(await trust.as('editor').get(`${path}.html`));
  expect(page.headers.get('cache-control')).toBe('no-store');
  expect(page.text).toContain('Last day to object');
  must(await trust.as('editor').get(`/changes/${change}/notices/${acme}/packet.pdf`));
  await packetOf(trust, change, acme);
  const { body } = must(await trust.as('owner').get('/events?limit=5'));
  expect(pickList(body, 'items')[0]).toMatchObject({
    action: 'change.packet_issued',
    public: false,
    data: { customer: acme, notices: 1 },
  });
});

test('a customer reads, prints and keeps its own packet behind its link', async () => {
  const { trust, change, bolt } = await announced();
  const mail = trust.outside.mailbox.find(({ to }) => to === mailbox('acme'));
  const own = /https?:\/\/\S+?(\/trust\/my\/[^\s/]+)/.exec(mail?.text ?? '')?.[1] ?? '';
  expect(own).not.toBe('');
  const page = must(await trust.get(own));
  expect(page.text).toContain(`${own}/changes/${change}/packet`);
  const packet = must(await trust.get(`${own}/changes/${change}/packet`));
  expect(packet.text).toContain('Last day to object');
  expect(packet.text).not.toContain(bolt);
  const file = must(await trust.get(`${own}/changes/${change}/packet/file.json`));
  expect(await reportOn(file.text, await keyOf(trust))).toMatchObject({ status: 'verified' });
  const pdf = must(await trust.get(`${own}/changes/${change}/packet/file.pdf`));
  expect(pdf.text.startsWith('%PDF-1.')).toBe(true);
  for (const path of [`${own}/changes/1/packet`, `${own.slice(0, -2)}xx/changes/${change}/packet`])
    expect((await trust.get(path)).status).toBe(404);
});

test('the PDF says in words what the file holds, lacks no character, and is the same each time', async () => {
  const { trust, change } = await announced();
  await trust.advanceDays(70);
  const packet: SignedPacket = JSON.parse(await packetOf(trust, change));
  const bytes = writePacketPdf(packet, openSans());
  expect(writePacketPdf(packet, openSans())).toEqual(bytes);
  const pdf = await getDocument({ data: bytes, verbosity: 0 }).promise;
  let text = '';
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const { items } = await (await pdf.getPage(number)).getTextContent();
    text += items.map((item) => ('str' in item ? item.str : '')).join(' ');
    expect(text).toContain(`Page ${number} of ${pdf.numPages}`);
  }
  for (const said of [
    'Last day to object',
    '22 December 2026',
    'the day after the last day to object',
    'no objection in time: accepted',
    mailbox('bolt'),
    packet.texts[0]?.sha256 ?? 'no text',
    'Pacific/Auckland',
  ])
    expect(text).toContain(said);
  expect(text).not.toContain('\u{FFFD}');
});
