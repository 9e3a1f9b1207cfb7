import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider, { type Configuration } from 'oidc-provider';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeFirstOwnerLink, makeSignInLink } from '../../src/accounts/service/links.ts';
import { holders } from '../../src/accounts/service/personal-data.ts';
import { startApp } from '../support/app.ts';
import { personMark } from '../support/factories.ts';
import { copyAll, subjectOf } from '../support/persons.ts';
import { enterAs } from './entering.ts';
import { openTab, root, type Tab } from './support.ts';

const owner = `owner.${personMark.toLowerCase()}@company.example`;
const client = { id: 'annex', secret: 'a-secret-that-only-the-two-know' };
const callback = `http://localhost:8787${root}/sign-in/account/return`;

type Account = { sub: string; email: string; email_verified: boolean };

describe('a company account', () => {
  let server: Server;
  let issuer = '';
  let account: Account;

  beforeAll(async () => {
    server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const provider = new Provider(issuer, configuration());
    const handle = provider.callback();
    server.on('request', (request, response) => void handle(request, response));
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  function configuration(): Configuration {
    return {
      clients: [{ client_id: client.id, client_secret: client.secret, redirect_uris: [callback] }],
      claims: { openid: ['sub'], email: ['email', 'email_verified'] },
      conformIdTokenClaims: false,
      features: { devInteractions: { enabled: true } },
      cookies: { keys: ['for tests'] },
      findAccount: (_, accountId) => ({ accountId, claims: async () => ({ ...account }) }),
    };
  }

  async function begin() {
    const world = await startApp({
      env: {
        CLIENT_ADDRESS_HEADER: 'x-forwarded-for',
        OIDC_ISSUER: issuer,
        OIDC_CLIENT_ID: client.id,
        OIDC_CLIENT_SECRET: client.secret,
      },
    });
    world.at(new Date());
    const tab = openTab(world);
    await tab.open(new URL((await makeFirstOwnerLink(world.deps)) ?? '').pathname);
    await tab.send({ name: `Ada ${personMark}`, address: owner });
    return world;
  }

  /** Goes to the provider as a browser does, and signs in there. */
  async function signInThere(tab: Tab): Promise<string> {
    await tab.open(`${root}/sign-in`);
    await tab.send({}, { action: '/sign-in/account' });
    return visitProvider(urlIn(tab.page.text), account.sub);
  }

  it('lets in by a verified address once, and from then on by its subject alone', async () => {
    const world = await begin();
    account = { sub: 'first', email: owner, email_verified: true };
    const tab = openTab(world);
    await tab.open(await signInThere(tab));
    expect(tab.page).toMatchObject({ status: 200, path: root });
    account = { sub: 'first', email: 'renamed@company.example', email_verified: false };
    const later = openTab(world);
    await later.open(await signInThere(later));
    expect(later.page.path).toBe(root);
    const copies = await copyAll(world, holders, subjectOf(world, owner));
    expect(copies['staff-accounts']).toMatchObject([
      {
        address: owner,
        identities: [{ issuer, subject: 'first' }],
        sessions: expect.arrayContaining([
          expect.objectContaining({ method: 'oidc', clientAddress: '192.0.2.7' }),
          expect.objectContaining({ browser: 'Chrome on Linux' }),
        ]),
      },
    ]);
    account = { sub: 'second', email: owner, email_verified: true };
    const other = openTab(world);
    await other.open(await signInThere(other));
    expect(other.page.status).toBe(403);
    expect(other.page.text).toContain('Another account of this provider');
  });

  it('begins a session in place of the one that the browser left with, whoever comes back', async () => {
    const world = await begin();
    account = { sub: 'first', email: owner, email_verified: true };
    const tab = openTab(world);
    await tab.open(await signInThere(tab));
    const before = tab.another();
    const back = await signInThere(tab);
    // The provider's redirect comes from another site: the browser leaves its Strict cookie behind.
    const cookies = tab.cookies as Map<string, string>;
    cookies.delete('annex-session');
    await tab.open(back);
    expect(tab.page.path).toBe(root);
    expect((await before.open(root)).page.path).toContain('/sign-in');
  });

  it('is refused with an address that is not verified, and with one of nobody', async () => {
    const world = await begin();
    for (const [email, isVerified] of [
      [owner, false],
      ['nobody@company.example', true],
    ] as const) {
      account = { sub: `liar-${email}`, email, email_verified: isVerified };
      const tab = openTab(world);
      await tab.open(await signInThere(tab));
      expect(tab.page.status).toBe(403);
      expect(tab.cookies.has('annex-session')).toBe(false);
    }
  });

  it('does not bring in whose invitation waits for a second person', async () => {
    const world = await begin();
    const tab = openTab(world);
    await tab.open(new URL((await makeSignInLink(world.deps, owner)) ?? '').pathname);
    await tab.send();
    await enterAs(world, tab, 'approver');
    const email = `colleague.${personMark.toLowerCase()}@company.example`;
    await tab.open(`${root}/people/new`);
    await tab.send({ name: `Cy ${personMark}`, address: email, role: 'owner' });
    expect(tab.page.path).toContain('done=proposed');
    account = { sub: 'colleague', email, email_verified: true };
    const theirs = openTab(world);
    await theirs.open(await signInThere(theirs));
    expect(theirs.page.status).toBe(403);
    expect(theirs.page.text).toContain('waits for a second person');
  });

  it('comes back once, and only to the browser that left', async () => {
    const world = await begin();
    account = { sub: 'first', email: owner, email_verified: true };
    const [tab, other] = [openTab(world), openTab(world)];
    const back = await signInThere(tab);
    await other.open(back);
    expect(other.page.status).toBe(410);
    const again = tab.another();
    await tab.open(back);
    expect(tab.page.path).toBe(root);
    await again.open(back);
    expect(again.page.status).toBe(410);
  });

  it('that is down is said to be, and the other ways in go on', async () => {
    const world = await startApp({
      env: { OIDC_ISSUER: 'http://127.0.0.1:9', OIDC_CLIENT_ID: 'a', OIDC_CLIENT_SECRET: 'b' },
    });
    const tab = openTab(world);
    await tab.open(`${root}/sign-in`);
    await tab.send({}, { action: '/sign-in/account' });
    expect(tab.page.status).toBe(503);
    expect(tab.page.text).toContain('does not answer right now');
  });
});

function urlIn(text: string): string {
  return (/content="0;url=([^"]*)"/.exec(text)?.[1] ?? '').replaceAll('&amp;', '&');
}

/** Follows redirects and fills in the provider's own forms; the address to which it sends the browser back. */
async function visitProvider(start: string, login: string): Promise<string> {
  const cookies = new Map<string, string>();
  let url = start;
  let init: RequestInit = {};
  for (let step = 0; step < 12; step += 1) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url, { ...init, redirect: 'manual', headers: { cookie } });
    for (const given of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(given) ?? [];
      cookies.set(name, value);
    }
    init = {};
    const location = response.headers.get('location');
    const text = await response.text();
    if (location === null) {
      const action = /action="([^"]*)"/.exec(text)?.[1] ?? '';
      const prompt = /name="prompt" value="(\w+)"/.exec(text)?.[1] ?? '';
      url = new URL(action, url).href;
      init = { method: 'POST', body: new URLSearchParams({ prompt, login, password: 'x' }) };
    } else url = new URL(location, url).href;
    if (url.startsWith(callback)) return url.slice('http://localhost:8787'.length);
  }
  throw new Error('the provider goes round in circles');
}
