import { describe, expect, it, vi } from 'vitest';
import { codeFrom } from '../../src/accounts/model.ts';
import { makeFirstOwnerLink } from '../../src/accounts/service/links.ts';
import { startApp, type World } from '../support/app.ts';
import { pickList } from '../support/client.ts';
import { personMark } from '../support/factories.ts';
import { codeTo, openTab, root, type Tab } from './support.ts';

const owner = `owner.${personMark.toLowerCase()}@company.example`;
const colleague = `colleague.${personMark.toLowerCase()}@company.example`;
const settings = { CLIENT_ADDRESS_HEADER: 'x-forwarded-for' };

async function begin(): Promise<{ world: World; tab: Tab }> {
  const world = await startApp({ env: settings });
  const link = (await makeFirstOwnerLink(world.deps)) ?? '';
  const tab = openTab(world);
  await tab.open(new URL(link).pathname);
  await tab.send({ name: `Ada ${personMark}`, address: owner });
  return { world, tab };
}

async function signIn(world: World, tab: Tab, address: string): Promise<Tab> {
  await ask(tab, address);
  await world.drain();
  return tab.send({ code: codeTo(world, address) });
}

async function ask(tab: Tab, address: string): Promise<void> {
  await tab.open(`${root}/sign-in`);
  await tab.send({ address }, { action: '/sign-in' });
}

function longCodeTo(world: World, address: string): string {
  const mail = world.outside.mailbox.findLast(({ to }) => to === address);
  const [, code = ''] = /Your code: ((?:\d{4} ){3}\d{4})$/m.exec(mail?.text ?? '') ?? [];
  expect(code).not.toBe('');
  return code;
}

const minutes = (world: World, count: number) =>
  world.at(new Date(world.now().getTime() + count * 60_000));

describe('signing in', () => {
  it('makes the first owner by a link that works once', async () => {
    const world = await startApp({ env: settings });
    const link = new URL((await makeFirstOwnerLink(world.deps)) ?? '').pathname;
    const [tab, late] = [openTab(world), openTab(world)];
    await tab.open(link);
    await tab.open(link);
    await late.open(link);
    await tab.send({ name: `Ada ${personMark}`, address: owner });
    expect(tab.page.path).toBe(`${root}/account?done=first`);
    await late.send({ name: `Eve ${personMark}`, address: colleague });
    expect(late.page.status).toBe(410);
    expect(late.cookies.size).toBe(0);
    expect(await makeFirstOwnerLink(world.deps)).toBeUndefined();
  });

  it('takes any of the links that processes printed at their start, until one is used', async () => {
    const world = await startApp({ env: settings });
    const links = [await makeFirstOwnerLink(world.deps), await makeFirstOwnerLink(world.deps)];
    const [first = '', second = ''] = links.map((link) => new URL(link ?? '').pathname);
    const [tab, late] = [openTab(world), openTab(world)];
    await late.open(second);
    await tab.open(first);
    await tab.send({ name: `Ada ${personMark}`, address: owner });
    expect(tab.page.path).toBe(`${root}/account?done=first`);
    await late.send({ name: `Eve ${personMark}`, address: colleague });
    expect(late.page.status).toBe(410);
  });

  it('lets in by a code once, in the browser that asked, and gives a session of its own', async () => {
    const { world, tab } = await begin();
    const [mine, other] = [openTab(world), openTab(world)];
    await mine.open(`${root}/sign-in`);
    await mine.send({ address: owner.toUpperCase() }, { action: '/sign-in' });
    await world.drain();
    const code = codeTo(world, owner);
    await other.open(`${root}/sign-in/code`);
    await other.send({ code });
    expect(other.page.status).toBe(410);
    const again = mine.another();
    await again.open(`${root}/sign-in/code`);
    await mine.send({ code });
    expect(mine.page).toMatchObject({ status: 200, path: root });
    await again.send({ code });
    expect(again.page.status).toBe(410);
    expect(mine.cookies.get('annex-session')).not.toBe(tab.cookies.get('annex-session'));
    expect(mine.cookies.has('annex-sign-in')).toBe(false);
  });

  it('ends a code after five tries and after ten minutes', async () => {
    const { world } = await begin();
    const tab = openTab(world);
    await tab.open(`${root}/sign-in`);
    await tab.send({ address: owner }, { action: '/sign-in' });
    await world.drain();
    const code = codeTo(world, owner);
    const wrong = code === '0000 0000' ? '1111 1111' : '0000 0000';
    for (let tries = 0; tries < 5; tries += 1) {
      await tab.send({ code: wrong });
      expect(tab.page.status).toBe(422);
    }
    await tab.send({ code });
    expect(tab.page.status).toBe(410);
    await tab.open(`${root}/sign-in`);
    await tab.send({ address: owner }, { action: '/sign-in' });
    await world.drain();
    minutes(world, 10);
    await tab.send({ code: codeTo(world, owner) });
    expect(tab.page.status).toBe(410);
  });

  it('answers the same for an address that nobody has, writes the same, and mails nobody', async () => {
    const { world } = await begin();
    const [known, unknown] = [openTab(world), openTab(world)];
    const nobody = `nobody.${personMark.toLowerCase()}@company.example`;
    await known.open(`${root}/sign-in`);
    await unknown.open(`${root}/sign-in`);
    await known.send({ address: owner }, { action: '/sign-in' });
    await unknown.send({ address: nobody }, { action: '/sign-in' });
    expect(unknown.page).toEqual(known.page);
    await world.drain();
    expect(world.outside.mailbox.map(({ to }) => to)).toEqual([owner]);
  });

  it('does not let others keep the owner out by asking in their name, however many sources they have', async () => {
    const { world } = await begin();
    for (const source of [2, 3, 4, 5, 6, 7])
      for (let round = 0; round < 7; round += 1) {
        const attacker = openTab(world, `198.51.100.${source}`);
        await ask(attacker, owner);
        expect(attacker.page.status).toBe(200);
      }
    await world.drain();
    // 30 codes of their own, and one for all beyond each of the limits.
    expect(world.outside.mailbox).toHaveLength(32);
    const tab = openTab(world);
    await ask(tab, owner);
    await world.drain();
    expect(world.outside.mailbox).toHaveLength(32);
    expect((await tab.send({ code: longCodeTo(world, owner) })).page.path).toBe(root);
    // Also from the place from which the flood comes.
    minutes(world, 10);
    const beside = openTab(world, '198.51.100.2');
    await ask(beside, owner);
    await world.drain();
    expect((await beside.send({ code: longCodeTo(world, owner) })).page.path).toBe(root);
  });

  it('takes a code that fits several browsers once, and the newest though it came later', async () => {
    const { world } = await begin();
    const tabs = [openTab(world), openTab(world), openTab(world)] as const;
    for (let round = 0; round < 6; round += 1) await ask(openTab(world), owner);
    minutes(world, 8);
    for (const tab of tabs) await ask(tab, owner);
    await world.drain();
    const code = longCodeTo(world, owner);
    expect((await tabs[0].send({ code })).page.path).toBe(root);
    expect((await tabs[1].send({ code })).page.status).toBe(410);
    minutes(world, 5);
    await ask(openTab(world), owner);
    await world.drain();
    expect(longCodeTo(world, owner)).not.toBe(code);
    expect((await tabs[2].send({ code: longCodeTo(world, owner) })).page.path).toBe(root);
  });

  it('takes no code that nobody was mailed, so that many sources guess no more than few', async () => {
    const { world } = await begin();
    const bytes = vi.spyOn(world.deps.ids, 'bytes');
    const guesser = openTab(world, '198.51.100.9');
    for (const expected of [...Array<number>(6).fill(200), 422]) {
      bytes.mockClear();
      await guesser.open(`${root}/sign-in`);
      await guesser.send({ address: owner }, { action: '/sign-in' });
      const drawn = bytes.mock.calls.findIndex(([length]) => length === 8);
      const { value } = bytes.mock.results[drawn] ?? {};
      await guesser.send({ code: codeFrom(value as Uint8Array) });
      expect(guesser.page.status).toBe(expected);
    }
  });

  it('does not take up a session that somebody else put into the browser', async () => {
    const { world } = await begin();
    const victim = openTab(world);
    const planted = 'chosen-by-somebody-else';
    (victim.cookies as Map<string, string>).set('annex-session', planted);
    await signIn(world, victim, owner);
    expect(victim.cookies.get('annex-session')).not.toBe(planted);
    const thief = openTab(world);
    (thief.cookies as Map<string, string>).set('annex-session', planted);
    await thief.open(root);
    expect(thief.page.path).toContain('/sign-in');
  });
});

describe('a session', () => {
  it('ends after half an hour without a click, and after twelve hours in any case', async () => {
    const { world, tab } = await begin();
    minutes(world, 29);
    expect((await tab.open(root)).page.path).toBe(root);
    minutes(world, 30);
    expect((await tab.open(root)).page.path).toContain('/sign-in');
    await signIn(world, tab, owner);
    for (let quarter = 0; quarter < 24 * 2 - 1; quarter += 1) {
      minutes(world, 15);
      expect((await tab.open(root)).page.path).toBe(root);
    }
    minutes(world, 15);
    expect((await tab.open(root)).page.path).toContain('/sign-in');
  });

  it('has the strictest cookie that the place allows', async () => {
    const world = await startApp({
      env: { ...settings, PUBLIC_URL: 'https://trust.company.example', BASE_PATH: '/' },
    });
    const link = new URL((await makeFirstOwnerLink(world.deps)) ?? '').pathname;
    const response = await world.fetch(link, {
      method: 'POST',
      body: new URLSearchParams({ name: `Ada ${personMark}`, address: owner }),
      headers: { 'sec-fetch-site': 'same-origin' },
    });
    const [cookie = ''] = response.headers.getSetCookie();
    expect(cookie).toMatch(
      /^__Host-annex-session=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Strict$/,
    );
  });

  it('is stored as a hash, and its times stand in the record without a name', async () => {
    const { world, tab } = await begin();
    const secret = tab.cookies.get('annex-session') ?? '';
    const { body } = await world.as('configured').get('/events?action=person.');
    expect(JSON.stringify(body)).toContain('person.signed_in');
    expect(JSON.stringify(body)).not.toContain(secret);
    const signIns = await world.as('configured').get('/sign-ins');
    expect(signIns.text).toMatch(/staff:per_/);
  });

  it('loses at once what was taken from its person, and is ended by an owner', async () => {
    const { world, tab } = await begin();
    const theirs = await invite(world, tab, 'owner');
    expect((await theirs.open(`${root}/people`)).page.status).toBe(200);
    const id = /\/people\/(per_\w+)/.exec(await personRow(tab, colleague))?.[1] ?? '';
    await tab.open(`${root}/people/${id}/role`);
    await tab.send({ role: 'viewer' });
    expect(tab.page.path).toContain('done=changed');
    expect((await theirs.open(`${root}/people`)).page.status).toBe(403);
    await tab.open(`${root}/people/${id}/removal`);
    expect(tab.page.text).toContain('One browser is signed out at once');
    await tab.send();
    expect((await theirs.open(root)).page.path).toContain('/sign-in');
    await tab.open(`${root}/people/${id}/erasure`);
    await tab.send();
    expect((await tab.open(`${root}/people`)).page.text).not.toContain(colleague);
  });
});

describe('sessions elsewhere', () => {
  it('end by one button, and nobody else’s with them', async () => {
    const { world, tab } = await begin();
    const colleagues = await invite(world, tab, 'owner');
    const others = [
      await signIn(world, openTab(world), owner),
      await signIn(world, openTab(world), owner),
    ];
    await tab.open(`${root}/account`);
    await tab.send({}, { action: `${root}/account/sessions/revocation` });
    expect(tab.page.path).toBe(`${root}/account?done=others`);
    expect(tab.page.text).not.toContain('Sign out everywhere else');
    for (const other of others) expect((await other.open(root)).page.path).toContain('/sign-in');
    expect((await colleagues.open(root)).page.path).toBe(root);
    const { body } = await world.as('configured').get('/events?action=session.revoked');
    expect(pickList(body, 'items')).toHaveLength(2);
  });
});

describe('an invitation', () => {
  it('shows nothing but the public name, and opens nothing without the code of the mailbox', async () => {
    const { world, tab } = await begin();
    await sendInvitation(world, tab, 'viewer');
    const stranger = openTab(world);
    await stranger.open(invitationIn(world));
    expect(stranger.page.text).not.toContain(personMark);
    expect(stranger.page.text).not.toContain(colleague);
    await stranger.send();
    await stranger.send({ code: '12345678' });
    expect(stranger.page.status).toBe(422);
    await stranger.open(root);
    expect(stranger.page.path).toContain('/sign-in');
  });

  it('is accepted once, and a newer one ends it', async () => {
    const { world, tab } = await begin();
    await sendInvitation(world, tab, 'viewer');
    const first = invitationIn(world);
    await tab.open(`${root}/people`);
    const id = /\/people\/(per_\w+)/.exec(await personRow(tab, colleague))?.[1] ?? '';
    await tab.open(`${root}/people/${id}`);
    await tab.send({}, { action: '/invitation' });
    await world.drain();
    const stranger = openTab(world);
    expect((await stranger.open(first)).page.status).toBe(410);
    const theirs = await accept(world);
    expect(theirs.page.path).toBe(`${root}/account`);
    expect((await stranger.open(invitationIn(world))).page.status).toBe(410);
  });
});

describe('a form', () => {
  it('is refused from another site, from a frame of it, and as anything but a form', async () => {
    const { world, tab } = await begin();
    const cookie = `annex-session=${tab.cookies.get('annex-session')}`;
    const send = (headers: Record<string, string>, body: BodyInit = 'role=viewer') =>
      world.fetch(`${root}/people/new`, { method: 'POST', body, headers: { cookie, ...headers } });
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    const origin = 'http://localhost:8787';
    for (const headers of [
      { ...form, origin: 'https://evil.example' },
      { ...form, origin: 'null' },
      { ...form },
      { ...form, origin, 'sec-fetch-site': 'cross-site' },
      { ...form, origin, 'sec-fetch-site': 'same-site' },
    ])
      expect((await send(headers)).status).toBe(403);
    expect((await send({ 'content-type': 'text/plain', origin })).status).toBe(415);
    expect((await send({ 'content-type': 'application/json', origin })).status).toBe(415);
    const page = await world.fetch(`${root}/people`, { headers: { cookie } });
    expect(page.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(page.headers.get('cache-control')).toBe('no-store');
  });

  it('does nothing without the token of its session, and keeps what was typed', async () => {
    const { world, tab } = await begin();
    await tab.open(`${root}/people/new`);
    await tab.send({
      form_token: 'x',
      name: `Bo ${personMark}`,
      address: colleague,
      role: 'viewer',
    });
    expect(tab.page.path).toBe(`${root}/kept`);
    await world.drain();
    expect(world.outside.mailbox).toHaveLength(0);
  });

  it('keeps what was typed when the session ran out, for its author alone', async () => {
    const { world, tab } = await begin();
    const typed = { name: `Bo <b>${personMark}</b>`, address: colleague, role: 'viewer' };
    await tab.open(`${root}/people/new`);
    minutes(world, 31);
    await tab.send(typed);
    expect(tab.page.path).toContain('/sign-in');
    await tab.send({ address: owner }, { action: '/sign-in' });
    await world.drain();
    await tab.send({ code: codeTo(world, owner) });
    expect(tab.page.path).toBe(`${root}/kept`);
    expect(tab.page.text).not.toContain('<b>');
    await tab.send();
    expect(tab.page.path).toBe(`${root}/people/new`);
    expect(tab.page.text).toContain(`value="${colleague}"`);
    await tab.send(typed);
    expect(tab.page.path).toBe(`${root}/people?done=invited`);
  });

  it('asks for another proof after ten minutes, and goes on with what was sent', async () => {
    const { world, tab } = await begin();
    await tab.open(`${root}/people/new`);
    minutes(world, 11);
    await tab.send({ name: `Bo ${personMark}`, address: colleague, role: 'viewer' });
    expect(tab.page.path).toContain('/proof');
    const before = tab.cookies.get('annex-session');
    await tab.send({}, { action: '/proof/code-request' });
    await world.drain();
    await tab.send({ code: codeTo(world, owner) });
    expect(tab.page.path).toBe(`${root}/kept`);
    expect(tab.cookies.get('annex-session')).not.toBe(before);
    await tab.send();
    expect(tab.page.text).toContain(`value="${colleague}"`);
  });

  it('shows both versions to the second of two who change the same', async () => {
    const { world, tab } = await begin();
    await invite(world, tab, 'viewer');
    const id = /\/people\/(per_\w+)/.exec(await personRow(tab, colleague))?.[1] ?? '';
    const stale = tab.another();
    await tab.open(`${root}/people/${id}/role`);
    await stale.open(`${root}/people/${id}/role`);
    await tab.send({ role: 'editor' });
    await stale.send({ role: 'owner' });
    expect(stale.page.status).toBe(412);
    expect(stale.page.text).toMatch(/Stored meanwhile[\s\S]*editor[\s\S]*owner/);
    await stale.send({ role: 'owner' });
    expect(stale.page.path).toContain('done=changed');
  });

  it('keeps the last owner', async () => {
    const { tab } = await begin();
    const id = /\/people\/(per_\w+)/.exec(await personRow(tab, owner))?.[1] ?? '';
    await tab.open(`${root}/people/${id}/removal`);
    await tab.send();
    expect(tab.page.status).toBe(409);
    await tab.open(root);
    expect(tab.page.path).toBe(root);
  });
});

describe('the pages', () => {
  it('show what is due and the record by its filters', async () => {
    const { tab } = await begin();
    await tab.open(root);
    expect(tab.page.text).toContain('Nothing waits but the first steps.');
    await tab.open(`${root}/record?action=person.joined`);
    expect(tab.page.text).toContain(`Ada ${personMark}`);
    expect(tab.page.text).not.toContain('organisation.');
    await tab.open(`${root}/nowhere`);
    expect(tab.page.status).toBe(404);
  });
});

async function personRow(tab: Tab, address: string): Promise<string> {
  await tab.open(`${root}/people`);
  const rows = tab.page.text.split('<tr');
  return rows.find((row) => row.includes(address)) ?? '';
}

async function sendInvitation(world: World, tab: Tab, role: string): Promise<void> {
  await tab.open(`${root}/people/new`);
  await tab.send({ name: `Bo ${personMark}`, address: colleague, role });
  expect(tab.page.path).toBe(`${root}/people?done=invited`);
  await world.drain();
}

function invitationIn(world: World): string {
  const mail = world.outside.mailbox.findLast(({ subject }) => subject.startsWith('Invitation'));
  return /\/trust\/console\/invitations\/[\w-]+/.exec(mail?.text ?? '')?.[0] ?? '';
}

async function accept(world: World): Promise<Tab> {
  const theirs = openTab(world, '203.0.113.5');
  await theirs.open(invitationIn(world));
  await theirs.send();
  await world.drain();
  return theirs.send({ code: codeTo(world, colleague) });
}

async function invite(world: World, tab: Tab, role: string): Promise<Tab> {
  await sendInvitation(world, tab, role);
  return accept(world);
}
