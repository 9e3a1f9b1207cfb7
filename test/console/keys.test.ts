import { describe, expect, it } from 'vitest';
import { makeFirstOwnerLink } from '../../src/accounts/service/links.ts';
import type { Role } from '../../src/context.ts';
import { type StartOptions, startApp, type World } from '../support/app.ts';
import { must, pick, pickList } from '../support/client.ts';
import { personMark } from '../support/factories.ts';
import { codeTo, openTab, root, type Tab } from './support.ts';

const any = { 'if-match': '*' };

async function begin(options: StartOptions = {}): Promise<{ world: World; tab: Tab }> {
  const world = await startApp(options);
  const tab = openTab(world);
  await tab.open(new URL((await makeFirstOwnerLink(world.deps)) ?? '').pathname);
  await tab.send({ name: `Ada ${personMark}`, address: addressOf('Ada') });
  return { world, tab };
}

function addressOf(name: string): string {
  return `${name}.${personMark}@company.example`.toLowerCase();
}

async function invite(
  world: World,
  owner: Tab,
  name: string,
  role: Role,
): Promise<() => Promise<Tab>> {
  await owner.open(`${root}/people/new`);
  await owner.send({ name: `${name} ${personMark}`, address: addressOf(name), role });
  await world.drain();
  const mail = world.outside.mailbox.findLast(({ to }) => to === addressOf(name));
  const link = /\/trust\/console\/invitations\/[\w-]+/.exec(mail?.text ?? '')?.[0] ?? '';
  return async () => {
    const theirs = openTab(world);
    await theirs.open(link);
    await theirs.send();
    await world.drain();
    return theirs.send({ code: codeTo(world, addressOf(name)) });
  };
}

async function join(world: World, owner: Tab, name: string, role: Role): Promise<Tab> {
  return (await invite(world, owner, name, role))();
}

async function make(tab: Tab, fields: Readonly<Record<string, string>>): Promise<string> {
  await tab.open(`${root}/keys/new`);
  await tab.send({ holder: 'Build', role: 'publisher', expiresAt: '', ...fields });
  return secretOn(tab);
}

function secretOn(tab: Tab): string {
  return />(annex_\w{30})</.exec(tab.page.text)?.[1] ?? '';
}

async function addressOfAct(tab: Tab, list: string, act: string): Promise<string> {
  await tab.open(`${root}/${list}`);
  return new RegExp(`${root}/${list}/\\w+/${act}`).exec(tab.page.text)?.[0] ?? '';
}

describe('a key', () => {
  it('is shown once, in force when somebody else has approved it, and out of it when revoked', async () => {
    const { world, tab } = await begin();
    const bo = await join(world, tab, 'Bo', 'approver');
    const again = await tab.another().open(`${root}/keys/new`);
    const fields = {
      holder: `<b>Build</b> ${personMark}`,
      scope_updates: 'on',
      expiresAt: '2026-12-31',
    };
    const secret = await make(tab, fields);
    expect(tab.page).toMatchObject({ status: 201, path: `${root}/keys/new` });
    expect(secret).not.toBe('');
    expect(tab.page.text).toContain('waits for the approval of somebody else');
    expect(tab.page.text).not.toContain('<b>Build');
    expect(tab.lastHeaders.get('cache-control')).toBe('no-store');
    await again.send({ role: 'publisher', ...fields });
    expect([again.page.status, secretOn(again)]).toEqual([409, '']);
    const program = world.withKey(secret);
    expect((await program.get('/updates')).status).toBe(401);

    const approval = await addressOfAct(tab, 'keys', 'approval');
    for (const shown of [
      'Waits for approval',
      'Only updates',
      `Ada ${personMark}`,
      '1 Jan 2027, 00:00',
    ])
      expect(tab.page.text).toContain(shown);
    expect(tab.page.text).not.toContain(secret);
    expect(tab.page.text).not.toContain('<b>Build');
    await tab.open(approval);
    await tab.send();
    expect(tab.page).toMatchObject({ status: 409, path: approval });
    expect(tab.page.text).toContain('Whoever wrote it does not approve it');

    expect(await addressOfAct(bo, 'keys', 'revocation')).toBe('');
    await bo.open(approval);
    const stale = await bo.another().open(approval);
    await bo.send();
    expect(bo.page.path).toBe(`${root}/keys?done=approved`);
    await stale.send();
    expect(stale.page.status).toBe(409);
    expect(stale.page.text).toContain('This key is in-force');
    must(await program.get('/updates'));
    expect((await program.get('/batches')).status).toBe(403);

    const revocation = await addressOfAct(tab, 'keys', 'revocation');
    expect((await bo.open(revocation)).page.status).toBe(403);
    await tab.open(revocation);
    expect(tab.page.text).toContain('22 Nov 2026, 09:00');
    const late = await tab.another().open(revocation);
    await tab.send();
    expect(tab.page.path).toBe(`${root}/keys?done=revoked`);
    expect((await program.get('/updates')).status).toBe(401);
    expect((await late.send()).page.status).toBe(404);
  });

  it('is for those who may, after a fresh proof, and with what was typed when refused', async () => {
    const { world, tab } = await begin();
    const [viewer, auditor] = [
      await join(world, tab, 'Vi', 'viewer'),
      await join(world, tab, 'Au', 'auditor'),
    ];
    await make(tab, {});
    const approval = await addressOfAct(tab, 'keys', 'approval');
    for (const path of [`${root}/keys`, `${root}/keys/new`, approval])
      expect((await viewer.open(path)).page.status).toBe(403);
    expect((await auditor.open(`${root}/keys`)).page.status).toBe(200);
    expect(auditor.page.text).not.toMatch(/keys\/(new|key_)/);
    expect((await auditor.open(approval)).page.status).toBe(403);
    await make(tab, { holder: '', expiresAt: '2026-11-21', scope_record: 'on' });
    expect(tab.page.status).toBe(422);
    expect(tab.page.text).toMatch(/name="scope_record" checked/);
    await make(tab, { expiresAt: '2026-11-21' });
    expect(tab.page.status).toBe(422);
    expect(tab.page.text).toContain('<a href="#expiresAt">');
    for (const wrong of [{ scope_everything: 'on' }, { role: 'king' }, { state: 'in-force' }]) {
      await make(tab, wrong);
      expect([tab.page.status, secretOn(tab)]).toEqual([422, '']);
    }
    world.at(new Date(world.now().getTime() + 11 * 60_000));
    await tab.open(approval);
    expect(tab.page.path).toContain('/proof');
  });

  it('of the only one who could approve it is in force at once, however many others are invited', async () => {
    const { world, tab } = await begin({ env: { STAFF_API_KEY: '' }, organisation: 'none' });
    await join(world, tab, 'Vi', 'viewer');
    const enter = await invite(world, tab, 'Bo', 'approver');
    must(await world.withKey(await make(tab, {})).get('/updates'));
    expect(tab.page.text).toContain('nobody else could approve it');
    await enter();
    expect((await world.withKey(await make(tab, {})).get('/updates')).status).toBe(401);
  });
});

describe('a rule of access', () => {
  it('waits for who has an account only, and is approved or turned down by them', async () => {
    const { world, tab } = await begin();
    const viewer = await join(world, tab, 'Vi', 'viewer');
    const staff = world.as('configured');
    const { body: rules } = must(await staff.get('/access-rules'));
    const wanted = { ...Object(rules), customers: 'automatic', days: 60 };
    expect((await staff.put('/access-rules', wanted, any)).status).toBe(202);

    const approval = await addressOfAct(tab, 'rules', 'approval');
    expect((await viewer.open(`${root}/rules`)).page.status).toBe(200);
    expect(viewer.page.text).not.toContain('/approval');
    expect((await viewer.open(approval)).page.status).toBe(403);
    await tab.open(approval);
    expect(tab.page.text).toMatch(
      /Who is known as a customer<\/th><td[^>]*>a person decides<\/td><td[^>]*>automatic/,
    );
    expect(tab.page.text).not.toContain('Downloads of a grant');
    const stale = await tab.another().open(approval);
    await tab.send();
    expect(tab.page.path).toBe(`${root}/rules?done=approved`);
    expect((await stale.send()).page.status).toBe(404);
    expect(must(await staff.get('/access-rules')).body).toMatchObject({
      customers: 'automatic',
      days: 60,
    });

    const domain = '/access-rules/domains/customer.example';
    must(await staff.put(domain, { treatment: 'blocked' }, any));
    const allowed = { treatment: 'allowed', note: '<i>Asked for</i>' };
    expect((await staff.put(domain, allowed, any)).status).toBe(202);
    await tab.open(await addressOfAct(tab, 'rules', 'withdrawal'));
    expect(tab.page.text).toContain('blocked');
    expect(tab.page.text).not.toContain('<i>');
    await tab.send();
    expect(tab.page.text).toContain('No rule waits');
    expect(must(await staff.get(domain)).body).toMatchObject({ treatment: 'blocked' });
    expect(pickList(must(await staff.get('/access-rules/proposals')).body, 'items')).toEqual([]);
  });

  it('is like a batch: an account is enough to be a second person', async () => {
    const { world } = await begin();
    const staff = world.as('configured');
    const { body, etag = '' } = must(await staff.post('/batches', { reason: 'A reason.' }));
    const path = `/batches/${String(pick(body, 'id'))}/approval`;
    const approved = await staff.put(path, undefined, { 'if-match': etag });
    expect(approved.status).toBe(409);
    const key = must(await staff.post('/staff-keys', { holder: 'Build', role: 'viewer' }));
    expect(key.body).toMatchObject({ state: 'proposed' });
  });
});
