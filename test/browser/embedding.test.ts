import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { axeFindings } from '../support/axe.ts';
import { startBrowser } from '../support/chromium.ts';
import { type DemoServer, startServer } from '../support/demo-server.ts';
import { overflowOf } from '../support/visitor.ts';
import { snippetsIn } from '../embedding/taking.ts';

// A page of another origin, with what is copied from /use-this-data as it stands there.
const names = ['subprocessors', 'changes', 'controls', 'subscribe'];

let browser: Browser;
let demo: DemoServer;
let host: Server;
let snippets: ReadonlyMap<string, string>;
let body = '';
let css = '';
let policy = '';

beforeAll(async () => {
  [browser, demo] = await Promise.all([
    startBrowser(),
    startServer('demo', {
      env: { MAIL_URL: 'smtp://127.0.0.1:9', MAIL_FROM: 'trust@qluster.example' },
    }),
  ]);
  host = createServer((request, response) => {
    const isSheet = request.url === '/host.css';
    response.writeHead(200, {
      'content-type': isSheet ? 'text/css' : 'text/html; charset=utf-8',
      ...(!isSheet && { 'content-security-policy': policy }),
    });
    response.end(
      isSheet
        ? css
        : `<!doctype html><html lang="en"><head><title>Host</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/host.css"></head><body><main><h1>Host</h1>${body}</main></body></html>`,
    );
  });
  await new Promise<void>((resolve) => host.listen(0, '127.0.0.1', resolve));
  snippets = await snippetsIn(`${demo.origin}/trust/use-this-data`);
});

afterAll(async () => {
  await browser?.close();
  await demo?.close();
  host?.closeAllConnections();
  host?.close();
});

function snippet(name: string): string {
  const found = snippets.get(name);
  if (found === undefined) throw new Error(`The page has no snippet ${name}.`);
  return found;
}

const all = () => names.map((name) => snippet(`embed-${name}`)).join('\n');

/** What the page says that a policy needs, and nothing else but the page's own stylesheet. */
const strict = () =>
  `default-src 'none'; img-src data:; style-src 'self'; require-trusted-types-for 'script'; ${snippet('embed-policy')}`;

function originOf(server: Server): string {
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('not listening');
  return `http://127.0.0.1:${address.port}`;
}

type Shown = { body?: string; css?: string; policy?: string; options?: BrowserContextOptions };

async function open({ options = {}, ...shown }: Shown): Promise<{ page: Page; logged: string[] }> {
  body = shown.body ?? all();
  css = shown.css ?? '';
  policy = shown.policy ?? strict();
  const page = await (await browser.newContext(options)).newPage();
  const logged: string[] = [];
  page.on('console', (message) => logged.push(message.text()));
  page.on('pageerror', (error) => logged.push(error.message));
  await page.goto(originOf(host));
  return { page, logged };
}

const stateOf = (page: Page, name: string) =>
  page.locator(`annex-${name}`).getAttribute('data-state');

async function settle(page: Page, state = 'ready'): Promise<void> {
  for (const name of names)
    await expect.poll(() => stateOf(page, name), { timeout: 10_000 }).toBe(state);
}

test('what is copied from the page works in a page of another origin under a strict policy', async () => {
  const { page, logged } = await open({});
  await settle(page);
  expect(await page.locator('annex-subprocessors tbody tr').count()).toBe(9);
  expect(await page.locator('annex-changes li').count()).toBe(5);
  expect(await page.locator('annex-changes .annex').innerText()).toContain('Mistral AI');
  expect(await page.locator('annex-controls table').count()).toBe(2);
  expect(await page.getByLabel('Your e-mail address').isVisible()).toBe(true);
  for (const name of names)
    expect(await page.locator(`annex-${name} > a`).isVisible(), name).toBe(false);
  expect(await axeFindings(page)).toEqual([]);
  expect(await page.context().cookies()).toEqual([]);
  expect(logged).toEqual([]);
  await page.context().close();
});

test('without JavaScript each is the link inside it', async () => {
  const { page, logged } = await open({ options: { javaScriptEnabled: false } });
  for (const name of names) {
    const link = page.locator(`annex-${name} > a`);
    expect(await link.isVisible(), name).toBe(true);
    expect((await fetch((await link.getAttribute('href')) ?? '')).status, name).toBe(200);
  }
  expect(logged).toEqual([]);
  await page.context().close();
});

test('the pinned script runs by its integrity, and one byte of another does not', async () => {
  const element = snippet('embed-changes').replace(/^<script.*\n/, '');
  const pinned = await open({ body: `${snippet('embed-pinned')}${element}` });
  await expect.poll(() => stateOf(pinned.page, 'changes')).toBe('ready');
  expect(pinned.logged).toEqual([]);
  await pinned.page.context().close();
  const wrong = snippet('embed-pinned').replace(
    /sha384-./,
    (start) => `${start.slice(0, -1)}${start.endsWith('A') ? 'B' : 'A'}`,
  );
  const { page, logged } = await open({ body: `${wrong}${element}` });
  await expect.poll(() => logged.join()).toContain('integrity');
  expect(await page.locator('annex-changes > a').isVisible()).toBe(true);
  expect(await stateOf(page, 'changes')).toBeNull();
  await page.context().close();
});

const hostile = `
  main * { display: none !important; visibility: hidden !important; font-size: 90px !important;
    line-height: 0 !important; text-indent: -999em !important; letter-spacing: 1em !important;
    text-transform: uppercase !important; white-space: nowrap !important; color: #111 !important }
  * { all: revert }`;

test.each([
  ['wide', 1280],
  ['narrow', 360],
] as const)('hostile rules of the page reach nothing inside, %s', async (_, width) => {
  const { page, logged } = await open({
    css: hostile,
    options: { viewport: { width, height: 800 } },
  });
  await settle(page);
  const cell = page.locator('annex-subprocessors tbody th a').first();
  expect(await cell.isVisible()).toBe(true);
  const style = await cell.evaluate((element) => {
    const { fontSize, textIndent, textTransform, whiteSpace, letterSpacing } =
      getComputedStyle(element);
    return {
      fontSize: Number.parseFloat(fontSize),
      textIndent,
      textTransform,
      whiteSpace,
      letterSpacing,
    };
  });
  expect(style).toEqual({
    fontSize: 40,
    textIndent: '0px',
    textTransform: 'none',
    whiteSpace: 'normal',
    letterSpacing: 'normal',
  });
  expect(await page.getByLabel('Your e-mail address').isVisible()).toBe(true);
  expect(await overflowOf(page)).toEqual([]);
  expect(logged).toEqual([]);
  await page.context().close();
});

test('where the trust centre cannot be reached by scripts, the links stay, whatever the page hides', async () => {
  const blocked = strict().replace(/connect-src [^;]+/, "connect-src 'none'");
  const { page } = await open({ policy: blocked, css: 'main * { display: none !important }' });
  await settle(page, 'failed');
  for (const name of names)
    expect(await page.locator(`annex-${name} > a`).isVisible(), name).toBe(true);
  await page.context().close();
});

test('offline the links stay', async () => {
  const { page } = await open({ body: snippet('embed-changes'), policy: strict() });
  await expect.poll(() => stateOf(page, 'changes')).toBe('ready');
  await page.context().setOffline(true);
  await page.locator('annex-changes').evaluate((element) => element.setAttribute('limit', '2'));
  await expect.poll(() => stateOf(page, 'changes')).toBe('failed');
  expect(await page.locator('annex-changes > a').isVisible()).toBe(true);
  await page.context().close();
});

test('the form is sent to the trust centre by the browser, with no referrer, and answered in a tab of its own', async () => {
  const { page, logged } = await open({ body: snippet('embed-subscribe') });
  await page.getByLabel('Your e-mail address').fill('somebody@customer.example');
  const answered = page.context().waitForEvent('page');
  await page.keyboard.press('Enter');
  const answer = await answered;
  await answer.waitForLoadState();
  expect(new URL(answer.url()).pathname).toBe('/trust/subscribe');
  expect(await answer.locator('h1').innerText()).toMatch(/inbox|mail/i);
  expect(await answer.evaluate(() => [document.referrer, window.opener])).toEqual(['', null]);
  expect(await page.context().cookies()).toEqual([]);
  expect(logged).toEqual([]);
  await page.context().close();
});

test('a policy that keeps forms at home leaves the link', async () => {
  const policyOfForms = strict().replace(/form-action [^;]+/, "form-action 'self'");
  const { page } = await open({ body: snippet('embed-subscribe'), policy: policyOfForms });
  await page.getByLabel('Your e-mail address').fill('somebody@customer.example');
  await page.getByRole('button').click();
  await expect.poll(() => stateOf(page, 'subscribe')).toBe('failed');
  expect(await page.locator('annex-subscribe > a').isVisible()).toBe(true);
  await page.context().close();
});

test('language and theme: of the page unless said, German where asked for, dark where told', async () => {
  const { page, logged } = await open({
    body: all().replaceAll(/<annex-(\w+)>/g, '<annex-$1 lang="de" theme="dark">'),
    options: { colorScheme: 'light' },
  });
  await settle(page);
  const text = (await page.locator('.annex').allInnerTexts()).join('\n');
  for (const said of [
    'Unterauftragsverarbeiter von Qluster Corp.',
    'Alle Änderungen',
    'Sicherheitsmaßnahmen',
    'Ihre E-Mail-Adresse',
  ])
    expect(text).toContain(said);
  const paper = await page.locator('annex-changes').evaluate((element) => {
    const inner = element.shadowRoot?.querySelector('.annex');
    return inner ? getComputedStyle(inner).backgroundColor : '';
  });
  expect(paper).toBe('rgb(16, 19, 20)');
  expect(await axeFindings(page)).toEqual([]);
  expect(logged).toEqual([]);
  await page.context().close();
});

const odd = `<img src=x onerror="document.title=1">חברת 😀${'long'.repeat(65)}`;

test.each([
  ['two thousand', 2_000],
  ['no', 0],
] as const)('%s entries of odd and very long names stay whole, and text', async (_, count) => {
  const { page, logged } = await open({
    body: '',
    options: { viewport: { width: 360, height: 800 } },
  });
  const entry = {
    name: odd,
    legalName: `${odd}.`,
    description: odd,
    state: 'current',
    url: 'javascript:alert(1)',
  };
  const item = { slug: 'a', name: odd, kind: 'added' };
  const documents: Readonly<Record<string, object>> = {
    subprocessors: {
      subprocessors: Array.from({ length: count }, () => entry),
      publisher: { name: odd },
    },
    changes: {
      items:
        count === 0
          ? []
          : [
              {
                items: Array.from({ length: count }, () => item),
                state: 'in-effect',
                effectiveOn: '2026-01-01',
                url: 'javascript:alert(1)',
              },
            ],
    },
    controls: {
      attestations: [],
      controls: Array.from({ length: count }, () => ({
        title: odd,
        category: odd,
        status: 'planned',
      })),
    },
  };
  for (const [name, json] of Object.entries(documents))
    await page.route(new RegExp(`/${name}[.]json`), (route) =>
      route.fulfill({ json, headers: { 'access-control-allow-origin': '*' } }),
    );
  body = all();
  await page.reload();
  await settle(page);
  expect(await page.locator('annex-subprocessors tbody tr').count()).toBe(count);
  expect(await page.locator('annex-changes li').count()).toBe(Math.min(count, 1));
  if (count > 0) {
    expect(await page.locator('annex-changes bdi').count()).toBe(3);
    expect(await page.locator('annex-changes li').innerText()).toContain('1997 more');
  } else
    expect(await page.locator('annex-controls p').first().innerText()).toBe(
      'Nothing is stated about security.',
    );
  expect(await page.locator('.annex img, .annex a[href^=javascript]').count()).toBe(0);
  expect(await page.title()).toBe('Host');
  expect(await overflowOf(page)).toEqual([]);
  expect(logged).toEqual([]);
  await page.context().close();
});
