import { describe, expect, it } from 'vitest';
import { asCustomerId } from '../../src/core/ids.ts';
import { myTermsLink } from '../../src/customers/service/reading.ts';
import { announce, noticeOf, openRegister } from '../notices/announcing.ts';
import { startApp, type World } from '../support/app.ts';
import { must, pick, pickList } from '../support/client.ts';
import { facts, personMark } from '../support/factories.ts';
import { dumpTables, readEvents } from '../support/invariants.ts';
import { addCustomer, addProfile, contact, linkOf, mailbox, terms } from './people.ts';

const asJson = { accept: 'application/json' };

async function withCustomer(parts: object = {}) {
  const trust = await startApp();
  await addProfile(trust);
  const id = await addCustomer(trust, { contacts: [contact('dpo')], ...parts });
  return { trust, id, link: await linkOf(trust, id) };
}

/** Announces a change to everybody, and the mails arrive; its number. */
async function announceToAll(trust: World): Promise<number> {
  await openRegister(trust);
  const change = await announce(trust, '2026-12-31');
  await trust.drain();
  return change;
}

const post = (
  trust: World,
  path: string,
  body: string,
  type = 'application/x-www-form-urlencoded',
) => trust.fetch(path, { method: 'POST', headers: { 'content-type': type }, body });

describe('a customer’s own page', () => {
  it('shows its services, terms, dates and contacts, to nobody else and to no cache', async () => {
    const { trust, id, link } = await withCustomer();
    const change = await announceToAll(trust);
    const page = await trust.get(link);
    expect(page.status).toBe(200);
    expect(Object.fromEntries(page.headers)).toMatchObject({
      'cache-control': 'no-store',
      'x-robots-tag': 'noindex',
      'referrer-policy': 'no-referrer',
    });
    for (const said of [
      'Nordwind',
      mailbox('dpo'),
      'Website',
      '22 December 2026',
      '23 December 2026',
      'Europe/Berlin',
      `/trust/changes/${change}/objection`,
      '/trust/annex-iii?service=website',
    ])
      expect(page.text, said).toContain(said);
    expect(page.text).not.toContain('Qluster service</bdi>');
    const { body } = await trust.get(link, asJson);
    expect(body).toMatchObject({
      id,
      terms: terms(),
      services: [{ slug: 'website' }],
      pending: [
        {
          change,
          plannedEffectiveOn: '2026-12-31',
          notice: { objectionEndsOn: '2026-12-22', earliestEffectOn: '2026-12-23' },
          approval: null,
        },
      ],
      contacts: [{ role: 'Data protection officer', address: mailbox('dpo') }],
    });
    const annex = await trust.get(new URL(String(pick(body, 'annexIII', 'pdf'))).pathname);
    expect(annex.headers.get('content-type')).toBe('application/pdf');
  });

  it('shows a pending change by the general day where no notice was sent, and none of other services', async () => {
    const { trust, link } = await withCustomer();
    const website = { scope: { services: ['website'] } };
    const other = { scope: { services: ['qluster-service'] }, name: 'Elsewhere' };
    await trust.publish({ entries: { postmark: facts(website) }, effectiveOn: '2026-12-31' });
    await trust.publish({ entries: { elsewhere: facts(other) }, effectiveOn: '2026-12-31' });
    const { body } = await trust.get(link, asJson);
    expect(pickList(body, 'pending')).toMatchObject([{ change: 1, notice: null }]);
  });

  it('answers 404 with the bytes of any unknown address when its link is forged, cut, revoked or of another purpose', async () => {
    const { trust, id, link } = await withCustomer();
    const token = link.split('/').at(-1) ?? '';
    const { keys } = trust.deps;
    const other = { derive: (purpose: string) => keys.derive(`${purpose}!`) };
    const forged = myTermsLink(other, '/trust', { id: asCustomerId(id), linkVersion: 1 });
    const unknown = await trust.get('/trust/no-such-page');
    const shown = async (path: string) => {
      const { status, text } = await trust.get(path);
      return { status, text: text.replaceAll(path, '').replaceAll('/trust/no-such-page', '') };
    };
    const expected = { status: 404, text: unknown.text.replaceAll('/trust/no-such-page', '') };
    for (const path of [forged, link.slice(0, -1), `${link}A`, '/trust/my/x'])
      expect(await shown(path), path).toEqual(expected);
    expect((await trust.get(link)).status).toBe(200);
    must(await trust.as('editor').delete(`/customers/${id}/link`));
    expect(await shown(link)).toEqual(expected);
    const next = await linkOf(trust, id);
    expect(next).not.toContain(token);
    expect((await trust.get(next)).status).toBe(200);
    const asked = await trust.get('/trust/my/x', asJson);
    expect([asked.status, asked.headers.get('content-type')]).toEqual([
      404,
      'application/problem+json',
    ]);
    const posted = await post(trust, `${link}/contacts`, 'role=a');
    expect(posted.status).toBe(404);
  });

  it('changes nothing by being opened, however often', async () => {
    const { trust, link } = await withCustomer();
    await trust.get(link);
    const before = await dumpTables(trust);
    for (const path of [link, `${link}?done=approval`, `${link}/contacts`]) await trust.get(path);
    expect(await dumpTables(trust)).toEqual(before);
  });

  it('takes a correction as a task for staff, and the record names nobody', async () => {
    const { trust, id, link } = await withCustomer();
    const editor = trust.as('editor');
    const dpo = String(
      pick((await editor.get(`/customers/${id}/contacts`)).body, 'items', 0, 'id'),
    );
    const form = new URLSearchParams({
      contact: dpo,
      role: 'Privacy lead',
      name: `New ${personMark}`,
      address: mailbox('new'),
    });
    const sent = await post(trust, `${link}/contacts`, form.toString());
    expect([sent.status, sent.headers.get('location')]).toEqual([
      303,
      `http://localhost:8787${link}?done=contact`,
    ]);
    const listed = must(await editor.get('/contact-corrections'));
    expect(pickList(listed.body, 'items')).toMatchObject([
      { customer: id, contact: dpo, role: 'Privacy lead', address: mailbox('new') },
    ]);
    const stored = JSON.stringify((await dumpTables(trust)).get('contact_corrections'));
    expect(stored).not.toContain(mailbox('new'));
    expect((await trust.get(link)).text).toContain('A correction waits');
    const events = (await readEvents(trust)).filter(
      (event) => pick(event, 'action') === 'customer.correction_requested',
    );
    expect(events).toMatchObject([
      { actor: `customer:${id}`, subject: `customer:${id}`, data: { correction: 1 } },
    ]);
    must(await editor.delete('/contact-corrections/1'));
    expect((await dumpTables(trust)).get('contact_corrections')).toEqual([]);
  });

  it('says beside each field what is wrong with a correction, and keeps what was typed', async () => {
    const { trust, link } = await withCustomer();
    const form = new URLSearchParams({ role: '', name: 'Typed', address: 'nobody' });
    const page = await post(trust, `${link}/contacts`, form.toString());
    const text = await page.text();
    expect(page.status).toBe(422);
    expect(text).toContain('value="Typed"');
    expect(text).toContain('Must be an e-mail address');
    const wrong = JSON.stringify({
      contact: `sbs_${'0'.repeat(32)}`,
      role: 'A',
      address: mailbox('a'),
    });
    const refused = await post(trust, `${link}/contacts`, wrong, 'application/json');
    expect(refused.status).toBe(422);
    expect((await dumpTables(trust)).get('contact_corrections')).toEqual([]);
  });

  it('offers to approve a change only under a specific authorisation, and only what was announced to it', async () => {
    const { trust, id, link } = await withCustomer({ overrides: { authorisation: 'specific' } });
    const change = await announceToAll(trust);
    const { body } = await trust.get(link, asJson);
    const approval = `${link}/changes/${change}/approval`;
    expect(String(pick(body, 'pending', 0, 'approval'))).toContain(approval);
    expect((await trust.get(link)).text).toContain(`Approve change ${change}`);
    // Opened by a scanner it does nothing.
    await trust.get(approval);
    expect((await noticeOf(trust, change, id)).approved).toBeUndefined();
    expect((await post(trust, approval, '')).status).toBe(303);
    expect((await noticeOf(trust, change, id)).approved).toEqual({
      at: trust.now().toISOString(),
      by: `customer:${id}`,
    });
    expect((await post(trust, approval, '')).status).toBe(409);
    const unknown = await post(trust, `${link}/changes/9/approval`, '');
    expect(unknown.status).toBe(404);
  });

  it('lists the part of Annex III for several services at once', async () => {
    const { trust, link } = await withCustomer({ services: ['website', 'qluster-service'] });
    await trust.publish({
      entries: {
        one: facts({ name: 'One', scope: { services: ['website'] } }),
        two: facts({ name: 'Two', scope: { services: ['qluster-service'] } }),
      },
    });
    const { body } = await trust.get(link, asJson);
    const url = new URL(String(pick(body, 'annexIII', 'page')));
    expect(url.search).toBe('?service=qluster-service,website');
    const page = await trust.get(`${url.pathname}${url.search}`);
    expect(page.status).toBe(200);
    expect(page.text).toContain('One');
    expect(page.text).toContain('Two');
    const narrow = await trust.get('/trust/annex-iii?service=website');
    expect(narrow.text).not.toContain('Two');
    expect((await trust.get('/trust/subprocessors.json?service=website,moon')).status).toBe(422);
  });
});
