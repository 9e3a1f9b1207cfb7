import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sendStaffLetters } from '../../src/accounts/service/letters.ts';
import { makeFirstOwnerLink } from '../../src/accounts/service/links.ts';
import { systemCtx } from '../../src/context.ts';
import { axeFindings } from '../support/axe.ts';
import { startBrowser } from '../support/chromium.ts';
import { type DemoServer, startServer } from '../support/demo-server.ts';

const address = 'ada@company.example';

describe('the console in a browser', () => {
  let server: DemoServer;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    [server, browser] = await Promise.all([
      startServer('demo', { name: 'localhost' }),
      startBrowser(),
    ]);
    page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  const at = () => new URL(page.url()).pathname.replace('/trust/console', '');
  const console_ = (path: string) => `${server.origin}/trust/console${path}`;
  const press = async (name: string) => {
    await page.getByRole('button', { name }).focus();
    await page.keyboard.press('Enter');
  };

  async function codeOfMail(): Promise<string> {
    await sendStaffLetters(systemCtx(server.deps, 'deliveries'));
    const [, code = ''] =
      /Your code: (\d{4} \d{4})/.exec(server.outside.mailbox.at(-1)?.text ?? '') ?? [];
    return code;
  }

  it('takes in the first owner, and passkeys, by keyboard alone', async () => {
    await page.goto((await makeFirstOwnerLink(server.deps)) ?? '');
    expect(await axeFindings(page)).toEqual([]);
    await page.getByLabel('Your name').focus();
    await page.keyboard.type('Ada Example');
    await page.keyboard.press('Tab');
    await page.keyboard.type(address);
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/account/);
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('WebAuthn.enable');
    await devtools.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
    await press('Add a passkey');
    await page.waitForURL(/passkeys\/new/);
    expect(await axeFindings(page)).toEqual([]);
    await page.getByLabel('What you call it').focus();
    await page.keyboard.type('Laptop');
    await page.keyboard.press('Enter');
    await page.waitForURL(/done=added/);
    expect(await page.getByRole('cell', { name: 'Never' }).count()).toBe(1);
    await page.context().clearCookies();
    await page.goto(console_('/people'));
    expect(at()).toBe('/sign-in');
    await press('Sign in with a passkey');
    await page.waitForURL(/sign-in\/passkey/);
    await page.getByRole('button', { name: 'Use your passkey' }).focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/people$/);
  });

  it('lets in by code, and every page is accessible', async () => {
    await page.context().clearCookies();
    await page.goto(console_('/sign-in'));
    await page.getByLabel('Mail address').focus();
    await page.keyboard.type(address);
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/sign-in\/code/);
    expect(await axeFindings(page)).toEqual([]);
    await page.keyboard.type(await codeOfMail());
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/console$/);
    await page.goto(console_('/people'));
    const id = await linkOf('Ada Example');
    for (const path of ['', '/account', '/people', '/people/new', id, `${id}/removal`, '/record']) {
      await page.goto(console_(path));
      expect(await axeFindings(page)).toEqual([]);
    }
    await page.setViewportSize({ width: 360, height: 800 });
    for (const path of ['', '/account', '/record']) {
      await page.goto(console_(path));
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
    }
    await page.goto(console_('/sign-in'));
    expect(await axeFindings(page)).toEqual([]);
  });

  async function linkOf(name: string): Promise<string> {
    const href = await page.getByRole('link', { name }).last().getAttribute('href');
    return String(href).replace('/trust/console', '');
  }
});
