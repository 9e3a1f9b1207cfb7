import { describe, expect, it } from 'vitest';
import { makeFirstOwnerLink } from '../../src/accounts/service/links.ts';
import { startApp, type StartOptions, type World } from '../support/app.ts';
import { pick } from '../support/client.ts';
import { facts, personMark } from '../support/factories.ts';
import { readEvents } from '../support/invariants.ts';
import { openTab, root, type Tab } from './support.ts';

const here = `${root}/settings`;
const address = `owner.${personMark.toLowerCase()}@company.example`;

async function begin(options: StartOptions = {}): Promise<{ world: World; tab: Tab }> {
  const world = await startApp(options);
  // Whoever is to approve keys once an owner has signed in.
  await world.makeKey('approver', 'Ben');
  const tab = openTab(world);
  await tab.open(new URL((await makeFirstOwnerLink(world.deps)) ?? '').pathname);
  await tab.send({ name: `Ada ${personMark}`, address });
  return { world, tab };
}

describe('the settings in the console', () => {
  it('say what is set up and no secret', async () => {
    const { tab } = await begin({
      env: {
        MAIL_URL: 'smtps://user:hunter2@mail.company.example',
        MAIL_FROM: 'Trust <trust@company.example>',
        OIDC_ISSUER: 'https://login.company.example',
        OIDC_CLIENT_ID: 'annex',
        OIDC_CLIENT_SECRET: 'correct horse',
      },
    });
    await tab.open(here);
    for (const said of ['mail.company.example', 'trust@company.example', 'login.company.example'])
      expect(tab.page.text).toContain(said);
    expect(tab.page.text).not.toMatch(/hunter2|correct horse/);
  });

  it('send a mail to oneself, and say what to do where the server refuses it', async () => {
    const { world, tab } = await begin();
    await tab.open(`${here}/mail-test`);
    expect(tab.page.text).toContain(address);
    await tab.send();
    expect(tab.page.text).toContain('The mail server has taken it.');
    expect(world.outside.mailbox.at(-1)).toMatchObject({ to: address });
    world.outside.onMail(() => ({ outcome: 'tls', durationMs: 1 }));
    await tab.open(`${here}/mail-test`);
    await tab.send();
    for (const said of ['Test mail not sent', 'smtps:// is for port 465'])
      expect(tab.page.text).toContain(said);
    const told = (await readEvents(world)).filter((event) => pick(event, 'subject') === 'settings');
    expect(told.map((event) => pick(event, 'data'))).toEqual([
      expect.objectContaining({ outcome: 'accepted' }),
      { outcome: 'tls' },
    ]);
  });

  it('send an event where deliveries may go, and not beyond a limit', async () => {
    const { world, tab } = await begin();
    world.outside.onPost('https://hooks.customer.example/annex', () => ({
      outcome: '4xx',
      status: 401,
      durationMs: 3,
    }));
    const test = async (url: string) => {
      await tab.open(`${here}/webhook-test`);
      await tab.send({ url });
      return tab.page;
    };
    for (const url of ['http://hooks.customer.example/', 'https://user:pw@a.example/', 'x'])
      expect((await test(url)).status).toBe(422);
    expect(world.outside.posts).toEqual([]);
    const { text } = await test('https://hooks.customer.example/annex');
    for (const said of ['It refused the event.', '401', 'it bears none'])
      expect(text).toContain(said);
    expect(JSON.parse(world.outside.posts[0]?.body ?? '')).toMatchObject({ type: 'webhook.test' });
    for (let sent = 1; sent < 20; sent += 1) await test('https://nobody.example/');
    const beyond = await test('https://nobody.example/');
    expect(beyond.status).toBe(429);
    expect(beyond.text).toContain('value="https://nobody.example/"');
  });
});

describe('the first steps', () => {
  it('follow what is there, and leave once all is done', async () => {
    const { world, tab } = await begin({ organisation: 'none' });
    const open = async () => {
      await tab.open(root);
      return [
        ...tab.page.text.matchAll(
          /<b>(?:<a href="([^"]*)">)?([^<]*)(?:<\/a>)?<\/b><span class="unseen"> \(open\)/g,
        ),
      ].map(([, href = '', title]) => [title, href]);
    };
    expect(await open()).toEqual([
      ['Say who you are', `${root}/organisation/profile`],
      ['Invite a second person', `${root}/people/new`],
      ['Import your list', `${root}/register/import`],
      ['Review the batch', ''],
      ['Publish it', ''],
      ['Subscribe somebody', '/trust/subscribe'],
    ]);
    expect(tab.page.text).toContain('&lt;annex-subprocessors&gt;');
    await world.as('owner').put('/organisation', { name: 'Qluster' }, { 'if-match': '*' });
    const batch = await world.prepare({ entries: { 'new-one': facts({ name: 'New One' }) } });
    expect(await open()).toContainEqual(['Review the batch', `${root}/register/batches/${batch}`]);
    expect((await open()).map(([title]) => title)).not.toContain('Import your list');
    await world.publish({ entries: { other: facts({ name: 'Other' }) } });
    expect((await open()).map(([title]) => title)).toEqual([
      'Invite a second person',
      'Subscribe somebody',
    ]);
    const added = await world.as('owner').post('/subscriptions', {
      stream: 'contract',
      channel: 'email',
      address: `hal.${personMark.toLowerCase()}@customer.example`,
      topics: ['subprocessors'],
      services: [],
      language: 'en',
    });
    expect(added.status).toBe(201);
    await tab.open(`${root}/people/new`);
    await tab.send({
      name: `Bo ${personMark}`,
      address: `bo.${personMark.toLowerCase()}@company.example`,
      role: 'approver',
    });
    await tab.open(root);
    expect(tab.page.text).not.toContain('First steps');
  });

  it('are hidden by whoever does not want to see them, until they do', async () => {
    const { tab } = await begin();
    await tab.open(root);
    await tab.send({}, { action: '/first-steps/hiding' });
    expect(tab.page.text).not.toContain('Invite a second person');
    await tab.send({}, { action: '/first-steps/showing' });
    expect(tab.page.text).toContain('Invite a second person');
  });
});
