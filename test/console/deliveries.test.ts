import { describe, expect, it } from 'vitest';
import { startApp, type StartOptions, type World } from '../support/app.ts';
import { must, pick, pickList } from '../support/client.ts';
import { facts } from '../support/factories.ts';
import { canary, deliver, planAll, subscribe } from '../support/recipients.ts';
import { enterAsOwner, join, pathOn } from './coming-in.ts';
import { root, type Tab } from './support.ts';

const here = `${root}/deliveries`;
const hook = { channel: 'webhook', address: 'https://hooks.customer.example/in' } as const;
const told = (seq: number) => ({ subject: `event:${seq}`, cargo: { kind: 'event', seq } }) as const;

async function begin(options: StartOptions = {}): Promise<{ world: World; tab: Tab; seq: number }> {
  const world = await startApp(options);
  // Made while nobody else must approve them.
  for (const role of ['editor', 'viewer', 'approver'] as const)
    await world.as(role).get('/deliveries');
  await world.publish({ entries: { postmark: facts() }, effectiveOn: '2026-12-24' });
  const [seq = 0] = await planAll(world);
  return { world, tab: await enterAsOwner(world), seq };
}

async function read(world: World, path: string): Promise<readonly unknown[]> {
  return pickList(must(await world.as('editor').get(path)).body, 'items');
}

/** As many who did not get an event. */
async function disappoint(world: World, seq: number, count: number): Promise<void> {
  for (let at = 0; at < count; at += 1) {
    const id = await subscribe(world, { address: `${at}.${canary}` });
    await deliver(world, id, { ...told(seq), state: 'failed', attempts: [['timeout']] });
  }
}

describe('deliveries in the console', () => {
  it('are counted by day, found by how they ended, and sent again one by one', async () => {
    const { world, tab, seq } = await begin();
    const id = await subscribe(world);
    const lost = await deliver(world, id, {
      ...told(seq),
      state: 'failed',
      attempts: [['timeout'], ['5xx', 503]],
    });
    const other = await subscribe(world, hook);
    await deliver(world, other, {
      ...told(seq),
      channel: 'webhook',
      state: 'accepted',
      attempts: [['accepted', 204]],
    });
    await tab.open(root);
    expect(tab.page.text).toContain(`href="${here}/list?state=failed"`);
    await tab.open(here);
    expect(tab.page.text).toContain('Deliveries of 14 days: Told 1, Did not arrive 1, Waits 0');
    expect(tab.page.text).toMatch(/<rect class="of-failed"[^>]*height="50.00"/);
    expect(tab.page.text).toMatch(/22 Nov 2026<\/time><\/th><td[^>]*>1<\/td><td[^>]*>1<\/td>/);
    await tab.open(`${here}/list?state=failed&outcome=5xx&channel=email&change=1`);
    expect(tab.page.text).toContain('<p class="lead">1, newest first.');
    expect(tab.page.text).toContain('News: change 1');
    expect(tab.page.text).toContain(canary);
    expect((await tab.open(`${here}/list?channel=webhook`)).page.text).toContain('Told');
    expect((await tab.open(`${here}/list?state=sad&before=x`)).page.text).toContain('2, newest');
    await tab.open(`${here}/list?change=9`);
    expect(tab.page.text).toContain('None fits');

    await tab.open(`${here}/${lost}`);
    expect(tab.page.text).toMatch(/No answer in time[\s\S]*It answered with an error[\s\S]*503/);
    await tab.open(pathOn(tab, /\/deliveries\/\d+\/resending/));
    expect(tab.page.text).toContain(`One delivery, to <bdi>${canary}`);
    await tab.send();
    expect(tab.page.path).toMatch(/\/deliveries\/\d+\?done=again$/);
    expect(tab.page.path).not.toContain(`/${lost}?`);
    await world.drain();
    expect(world.outside.mailbox.filter(({ to }) => to === canary)).toHaveLength(1);
    expect((await tab.open(`${here}/999`)).page.status).toBe(404);
    expect((await tab.open(`${here}/none`)).page.status).toBe(404);
  });

  it('are sent again in their mass, each once, by a page that shows how far it is', async () => {
    const { world, tab, seq } = await begin();
    await disappoint(world, seq, 3);
    const stopped = await subscribe(world, { state: 'disabled', reason: 'gave-up' });
    await deliver(world, stopped, { ...told(seq), state: 'failed', attempts: [['timeout']] });
    await tab.open(`${here}/resending?channel=webhook`);
    expect(tab.page.text).toContain('There is nothing of that to send');
    await tab.open(`${here}/resending?days=31`);
    expect(tab.page.text).toContain('Send 3 deliveries again?');
    const stale = Object.assign(tab.another(), { page: tab.page });
    await tab.send();
    expect(tab.page.path).toMatch(/\/resending\/\d+$/);
    expect(tab.page.text).toContain('0 of 3 are over');
    const progress = tab.page.path;
    await stale.send();
    expect(stale.page.status).toBe(409);
    world.outside.onMail(({ to }) =>
      to.startsWith('0.')
        ? { outcome: '4xx', status: 450, durationMs: 1 }
        : { outcome: 'accepted', status: 250, durationMs: 1 },
    );
    await world.drain();
    await tab.open(progress);
    expect(tab.page.text).toContain('2 of 3 are over');
    expect(tab.page.text).toMatch(/<progress[^>]*max="3" value="2"/);
    expect(world.outside.mailbox.filter(({ to }) => to.endsWith(canary))).toHaveLength(2);
    await tab.open(`${here}/resending`);
    expect(tab.page.text).toContain('There is nothing of that to send');

    world.outside.onMail(() => ({ outcome: 'accepted', status: 250, durationMs: 1 }));
    await tab.open(`${here}/resending?what=waiting`);
    expect(tab.page.text).toContain('Try one delivery now?');
    await tab.send();
    await world.drain();
    await tab.open(progress);
    expect(tab.page.text).toContain('3 of 3 are over');
    expect(await read(world, '/deliveries?state=accepted')).toHaveLength(3);
    expect((await tab.open(`${here}/resending/1`)).page.status).toBe(404);
  });

  it('of some days are replayed to a webhook, after their number was seen', async () => {
    const { world, tab } = await begin();
    const id = await subscribe(world, { ...hook, changedAt: new Date('2026-12-02T09:00:00Z') });
    const path = `${root}/subscribers/${id}/replay`;
    await tab.open(`${path}?from=2026-11-01&until=2026-11-20`);
    expect(tab.page.text).toContain('Nothing that it follows was published');
    await tab.open(`${path}?from=2026-01-01&until=2026-11-30`);
    expect(tab.page.text).toContain('At most 31 days');
    await tab.open(`${path}?from=2026-11-22&until=2026-11-22`);
    expect(tab.page.text).toContain('1 event');
    await tab.send();
    expect(tab.page.path).toMatch(/\/deliveries\/resending\/\d+$/);
    expect(tab.page.text).toContain('0 of 1 are over');
    world.outside.onPost(hook.address, () => ({ outcome: 'accepted', status: 204, durationMs: 1 }));
    const progress = tab.page.path;
    await world.drain();
    await tab.open(progress);
    expect(tab.page.text).toContain('1 of 1 are over');
    expect(await read(world, `/deliveries?channel=webhook`)).toMatchObject([
      { key: expect.stringMatching(/:again:1$/), state: 'accepted' },
    ]);
  });

  it('that came back are handed over as the mail that says so', async () => {
    const { world, tab, seq } = await begin();
    const id = await subscribe(world);
    await deliver(world, id, { ...told(seq) });
    await world.drain();
    const [mail] = world.outside.mailbox.filter(({ to }) => to === canary);
    const bounce = [
      'From: mailer-daemon@customer.example',
      'To: trust@qluster.example',
      'Subject: Undelivered',
      'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
      '',
      '--b',
      'Content-Type: message/delivery-status',
      '',
      'Reporting-MTA: dns; customer.example',
      '',
      `Final-Recipient: rfc822; ${canary}`,
      'Action: failed',
      'Status: 5.1.1',
      'Diagnostic-Code: smtp; 550 5.1.1 no such user',
      '',
      '--b',
      'Content-Type: text/rfc822-headers',
      '',
      `Message-ID: ${mail?.messageId ?? ''}`,
      '',
      '--b--',
      '',
    ].join('\r\n');
    await tab.open(`${here}/bounces/upload`);
    await tab.send({}, { file: new File(['no mail'], 'a.eml') });
    expect(tab.page.status).toBe(422);
    expect(tab.page.text).toContain('reports nothing about another mail');
    await tab.send({}, { file: new File([bounce], 'bounce.eml') });
    expect(tab.page).toMatchObject({ status: 201 });
    expect(tab.page.text).toContain('the address gets nothing more');
    const { body } = must(await world.as('editor').get(`/subscriptions/${id}`));
    expect(pick(body, 'state')).toBe('disabled');
    await tab.open(pathOn(tab, /\/deliveries\/\d+/));
    expect(tab.page.text).toContain('Came back');
    expect(tab.page.text).toContain('once <a');
  });

  it('are kept where there is no mail server, and read by who may', async () => {
    const { world, tab } = await begin();
    const { insertKept } = await import('../../src/deliveries/store/kept.ts');
    const mail = {
      from: 'trust@qluster.example',
      to: canary,
      subject: '<b>Subject</b>',
      text: 'A <i>text</i>.',
      html: '<p>HTML</p>',
      messageId: '<1@localhost>',
      date: world.now().toISOString(),
      headers: {},
    };
    await world.deps.transact((tx) => insertKept(tx, world.now(), mail, 500));
    await tab.open(`${here}/kept`);
    expect(tab.page.text).not.toContain('<b>Subject');
    await tab.open(pathOn(tab, /\/deliveries\/kept\/\d+/));
    expect(tab.page.text).toContain('A &lt;i&gt;text');
    expect((await tab.open(`${here}/kept/99`)).page.status).toBe(404);
  });

  it('are read by all without addresses, and sent again by who may', async () => {
    const { world, tab, seq } = await begin();
    await disappoint(world, seq, 1);
    const [lost] = await read(world, '/deliveries');
    const viewer = await join(world, tab, 'Vi', 'viewer');
    await viewer.open(here);
    expect(viewer.page.status).toBe(200);
    expect(viewer.page.text).not.toMatch(/deliveries\/(resending|bounces|kept)/);
    await viewer.open(`${here}/list`);
    expect(viewer.page.text).toContain('At subscriber.example');
    expect(viewer.page.text).not.toContain(canary);
    const path = `${here}/${String(pick(lost, 'id'))}`;
    await viewer.open(path);
    expect(viewer.page.text).not.toContain('/resending"');
    for (const each of [
      `${path}/resending`,
      `${here}/resending`,
      `${here}/bounces/upload`,
      `${here}/kept`,
    ])
      expect((await viewer.open(each)).page.status, each).toBe(403);
  });
});
