import { describe, expect, it } from 'vitest';
import { sha256 } from '../../src/core/hash.ts';
import { addCustomer, addProfile, contact, linkOf, mailbox } from '../customers/people.ts';
import { query } from '../deliveries/recipients.ts';
import { startApp, type World } from '../support/app.ts';
import { must, pick, pickList } from '../support/client.ts';
import { facts } from '../support/factories.ts';

const effectiveOn = '2026-12-30';

/** Two customers on other terms, a register that is open, and 30 days of notice. */
async function begin(): Promise<{ trust: World; general: string; specific: string }> {
  const trust = await startApp({ organisation: { noticeDays: 30 } });
  await addProfile(trust, 'standard', { timeZone: 'UTC' });
  await addProfile(trust, 'strict', { authorisation: 'specific', noticeDays: 45 });
  const general = await addCustomer(trust);
  const specific = await addCustomer(trust, { reference: 'CRM-2', profile: 'strict' });
  for (const [id, name] of [
    [general, 'anna'],
    [specific, 'bruno'],
  ] as const)
    must(await trust.as('editor').post(`/customers/${id}/contacts`, contact(name)));
  await trust.publish({ entries: { postmark: facts() } });
  return { trust, general, specific };
}

async function announce(trust: World): Promise<number> {
  return (await trust.publish({ entries: { mistral: facts({ name: 'Mistral' }) }, effectiveOn }))
    .change;
}

async function noticeOf(trust: World, change: number, customer: string) {
  const path = `/changes/${change}/notices?customer=${customer}`;
  return pickList(must(await trust.as('viewer').get(path)).body, 'items')[0];
}

/** The mail that a contact got of the announcement. */
function noticeTo(trust: World, name: string) {
  return trust.outside.mailbox.find(
    ({ to, subject }) => to === mailbox(name) && subject.includes('Mistral'),
  );
}

async function eventsOf(trust: World, action: string): Promise<number> {
  return (await query(trust, `SELECT 1 FROM events WHERE action = '${action}'`)).length;
}

describe('a notice', () => {
  it('goes to each customer in scope with its own days, and the dry run says so before', async () => {
    const { trust, general, specific } = await begin();
    const batch = await trust.prepare({
      entries: { mistral: facts({ name: 'Mistral' }) },
      effectiveOn,
    });
    const plan = must(
      await trust.as('editor').put(`/batches/${batch}/publication?dry_run=true`, {}),
    ).body;
    expect(
      pickList(plan, 'notices').map((each) => [pick(each, 'customer'), pick(each, 'inTime')]),
    ).toEqual([general, specific].toSorted().map((id) => [id, id === general]));
    await announce(trust);
    await trust.drain();
    const told = trust.outside.mailbox.filter(({ subject }) => subject.includes('Mistral'));
    expect(told.map(({ to }) => to).toSorted()).toEqual([mailbox('anna'), mailbox('bruno')]);
    const [toGeneral, toSpecific] = ['anna', 'bruno'].map((name) => noticeTo(trust, name));
    expect(toGeneral?.text).toContain('the change counts as accepted');
    expect(toGeneral?.text).toContain('/trust/changes/2/objection');
    expect(toSpecific?.text).toContain('specific authorisation');
    expect(toGeneral?.text).toContain(await linkOf(trust, general));
  });

  it('is sent as it was written down: its hash is that of the text in the mail', async () => {
    const { trust, general } = await begin();
    const change = await announce(trust);
    await trust.drain();
    const mail = noticeTo(trust, 'anna');
    const [body = ''] = (mail?.text ?? '').split(`\n\n${'-'.repeat(72)}\n\n`);
    const notice = await noticeOf(trust, change, general);
    expect(pick(notice, 'texts', 'en')).toBe(sha256(body));
  });

  it('starts its clock with the acceptance, closes with silence, and is in effect or held', async () => {
    const { trust, general, specific } = await begin();
    const change = await announce(trust);
    expect(await noticeOf(trust, change, general)).toMatchObject({ state: 'waiting', clock: null });
    await trust.drain();
    await trust.runSchedule();
    expect(await noticeOf(trust, change, general)).toMatchObject({
      state: 'running',
      clock: {
        startsOn: '2026-11-22',
        objectionEnds: { on: '2026-12-22', rule: 'calendar-days' },
        earliestEffect: { on: '2026-12-23' },
      },
    });
    await trust.advanceDays(47);
    expect(await noticeOf(trust, change, general)).toMatchObject({
      state: 'closed',
      outcome: 'accepted-by-silence',
      hold: null,
      effectiveAt: expect.stringMatching(/^2026-12-30/),
    });
    expect(await noticeOf(trust, change, specific)).toMatchObject({
      outcome: 'refused-by-silence',
      effectiveAt: null,
      hold: 'not-approved',
    });
    const held = pickList(
      must(await trust.as('viewer').get(`/changes/${change}/holds`)).body,
      'items',
    );
    expect(held.map((each) => pick(each, 'customer'))).toEqual([specific]);
    must(
      await trust.as('editor').put(`/changes/${change}/notices/${specific}/approval`, undefined),
    );
    await trust.runSchedule();
    expect(await noticeOf(trust, change, specific)).toMatchObject({
      outcome: 'approved',
      hold: null,
      effectiveAt: expect.any(String),
    });
    // However often the job runs, each step is there once.
    await trust.advanceDays(3);
    expect(await eventsOf(trust, 'notice.window_closed')).toBe(2);
    expect(await eventsOf(trust, 'notice.took_effect')).toBe(2);
  });

  it('loses its clock to a bounce, and is held as not reached', async () => {
    const { trust, general } = await begin();
    const change = await announce(trust);
    await trust.drain();
    await trust.runSchedule();
    const mail = noticeTo(trust, 'anna');
    const report = [
      'From: MAILER-DAEMON@customer.example',
      'Content-Type: multipart/report; report-type=delivery-status; boundary="part"',
      '',
      '--part',
      'Content-Type: message/delivery-status',
      '',
      'Reporting-MTA: dns; mail.customer.example',
      '',
      `Final-Recipient: rfc822; ${mailbox('anna')}`,
      'Action: failed',
      'Status: 5.1.1',
      '',
      '--part',
      'Content-Type: message/rfc822',
      '',
      `Message-ID: ${mail?.messageId}`,
      '',
      '--part--',
      '',
    ].join('\r\n');
    const response = await trust.fetch('/trust/api/v1/bounces', {
      method: 'POST',
      headers: {
        authorization: `Bearer ${trust.deps.config.staffApiKey ?? ''}`,
        'content-type': 'message/rfc822',
      },
      body: report,
    });
    expect(response.status).toBe(200);
    await trust.runSchedule();
    expect(await noticeOf(trust, change, general)).toMatchObject({
      state: 'unreached',
      clock: null,
    });
    await trust.advanceDays(45);
    expect(await noticeOf(trust, change, general)).toMatchObject({ hold: 'not-reached' });
    const tasks = pickList(must(await trust.as('viewer').get('/notice-tasks')).body, 'items');
    expect(tasks.map((each) => pick(each, 'customer'))).toContain(general);
  });

  it('keeps its terms when the customer is moved to another profile meanwhile', async () => {
    const { trust, general } = await begin();
    const change = await announce(trust);
    await trust.drain();
    await trust.runSchedule();
    const before = await noticeOf(trust, change, general);
    const read = must(await trust.as('editor').get(`/customers/${general}`));
    const { name, reference, services, regions, agreementFrom } = read.body as Record<
      string,
      unknown
    >;
    const input = { name, reference, services, regions, agreementFrom, profile: 'strict' };
    must(
      await trust.as('editor').put(`/customers/${general}`, input, { 'if-match': read.etag ?? '' }),
    );
    await trust.runSchedule();
    expect(await noticeOf(trust, change, general)).toEqual(before);
  });

  it('of a change that is withdrawn ends, and its clock with it', async () => {
    const { trust, general } = await begin();
    const change = await announce(trust);
    await trust.drain();
    await trust.runSchedule();
    must(
      await trust
        .as('editor')
        .put(`/changes/${change}/withdrawal`, { reason: 'Not needed.' }, { 'if-match': '*' }),
    );
    await trust.advanceDays(45);
    expect(await noticeOf(trust, change, general)).toMatchObject({
      state: 'ended',
      outcome: null,
      effectiveAt: null,
    });
    const again = await trust
      .as('editor')
      .put(`/changes/${change}/notices/${general}/approval`, undefined);
    expect(again.status).toBe(409);
  });
});

it('a customer without a contact blocks the announcement until it is acknowledged, which is recorded', async () => {
  const { trust } = await begin();
  const alone = await addCustomer(trust, { reference: 'CRM-3' });
  const batch = await trust.prepare({
    entries: { mistral: facts({ name: 'Mistral' }) },
    effectiveOn,
  });
  must(
    await trust.as('configured').put(`/batches/${batch}/approval`, undefined, { 'if-match': '*' }),
  );
  const publish = async (decisions: object) =>
    trust.as('editor').put(`/batches/${batch}/publication`, decisions, { 'if-match': '*' });
  const refused = await publish({});
  expect(refused.status).toBe(409);
  expect(refused.text).toContain(alone);
  expect(refused.text).toContain('no contact');
  const { body } = must(await publish({ acknowledged: [alone] }));
  expect(await noticeOf(trust, Number(pick(body, 'change')), alone)).toMatchObject({
    acknowledged: { reasons: ['no-contact'] },
  });
  expect(await eventsOf(trust, 'notice.acknowledged')).toBe(1);
});

it('two processes that keep notices at once take each step once', async () => {
  const { trust } = await begin();
  await announce(trust);
  await trust.drain();
  const other = await trust.anotherProcess();
  for (let days = 0; days < 45; days += 15) {
    trust.at(new Date(trust.now().getTime() + 15 * 86_400_000));
    await Promise.all([trust.runSchedule(), other.runSchedule()]);
  }
  expect(await eventsOf(trust, 'notice.clock_started')).toBe(2);
  expect(await eventsOf(trust, 'notice.window_closed')).toBe(2);
});
