import { placeOf } from '../../src/publication/place.ts';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest';
import { headersOf } from '../../src/publication/headers.ts';
import type { Place, Snapshot } from '../../src/publication/model.ts';
import type { Published } from '../../src/publication/representation.ts';
import { embedScript } from '../../src/embedding/representations.ts';
import { embedPage, embedStylesheet } from '../../src/subprocessors/embed.ts';
import { listJson } from '../../src/subprocessors/list-document.ts';
import { startBrowser } from '../support/chromium.ts';
import { must } from '../support/client.ts';
import { startServer } from '../support/demo-server.ts';
import { renderInput, storySnapshot } from '../support/snapshot.ts';

const rows = [embedScript, embedStylesheet, embedPage, listJson];
const markup = '<img src=x onerror="document.title=1">';

let browser: Browser;
let trust: Server;
let host: Server;
let snapshot: Snapshot = storySnapshot();
let html = '';
let tamper = (body: string) => body;
/** Origin of the trust centre that the page embeds. */
let source = '';

beforeAll(async () => {
  [browser, trust, host] = await Promise.all([
    startBrowser(),
    listen(answerTrust),
    listen(answerHost),
  ]);
});

beforeEach(() => {
  source = originOf(trust);
});

afterEach(() => {
  tamper = (body) => body;
});

afterAll(async () => {
  await browser?.close();
  for (const server of [trust, host]) {
    server?.closeAllConnections();
    server?.close();
  }
});

test('the elements are under 9 kB gzipped', () => {
  expect(gzipSync(String(bodyOf(embedScript))).length).toBeLessThan(9_000);
});

test('a page of another origin with a strict policy shows the list, and nothing is logged', async () => {
  snapshot = storySnapshot();
  const { page, logged } = await open(component());
  const table = page.locator('annex-subprocessors table');
  await table.waitFor();
  const shown = snapshot.entries.filter(({ state }) => state !== 'ended');
  expect(await table.locator('tbody tr').count()).toBe(shown.length);
  expect(await table.locator('caption').innerText()).toBe('Sub-processors of Qluster Corp.');
  expect(await table.locator('thead th').allInnerTexts()).toEqual([
    'Sub-processor',
    'What for',
    'Where',
    'Status',
  ]);
  const aws = table.locator('tr', { hasText: 'Amazon Web Services' });
  expect(await aws.locator('a').first().getAttribute('href')).toBe(
    `${source}/trust/subprocessors/amazon-web-services`,
  );
  expect(await aws.locator('td').last().innerText()).toContain('Current');
  expect(await table.innerText()).toContain('Announced, from ');
  expect(await page.locator('annex-subprocessors [part=foot]').innerText()).toMatch(
    /Last changed \d+ \w+ \d{4}\./,
  );
  expect(await page.getByText('Our list').isVisible()).toBe(false);
  expect(logged).toEqual([]);
  await page.close();
});

test('the page styles it by variables and parts', async () => {
  snapshot = storySnapshot();
  const { page } = await open(
    component(),
    '.themed { --annex-link: rgb(1, 2, 3) } annex-subprocessors::part(head) { color: rgb(4, 5, 6) }',
  );
  const link = page.locator('annex-subprocessors tbody a').first();
  await link.waitFor();
  const colourOf = (selector: string) =>
    page
      .locator(selector)
      .first()
      .evaluate((element) => getComputedStyle(element).color);
  expect(await colourOf('annex-subprocessors tbody a')).toBe('rgb(1, 2, 3)');
  expect(await colourOf('annex-subprocessors thead th')).toBe('rgb(4, 5, 6)');
  await page.close();
});

test('service narrows the list, also when it changes later, and lang speaks German', async () => {
  snapshot = storySnapshot();
  const { page } = await open(component('service="website" lang="de"'));
  const rowsIn = page.locator('annex-subprocessors tbody tr');
  await rowsIn.first().waitFor();
  const inService = (service: string) =>
    snapshot.entries.filter(({ state, facts }) => {
      const services = facts.scope?.services ?? [service];
      return state !== 'ended' && services.includes(service);
    }).length;
  expect(await rowsIn.count()).toBe(inService('website'));
  expect(inService('website')).toBeLessThan(snapshot.entries.length);
  expect(await page.locator('annex-subprocessors caption').innerText()).toBe(
    'Unterauftragsverarbeiter von Qluster Corp.',
  );
  await page
    .locator('annex-subprocessors')
    .evaluate((element) => element.removeAttribute('service'));
  const all = snapshot.entries.filter(({ state }) => state !== 'ended').length;
  await expect.poll(() => rowsIn.count()).toBe(all);
  await page.close();
});

test('markup in the facts is shown as text and a javascript: link is no link', async () => {
  snapshot = withName(markup);
  tamper = (body) => body.replace(/"url":"[^"]*"/g, '"url":"javascript:document.title=1"');
  const { page, logged } = await open(component());
  const table = page.locator('annex-subprocessors table');
  await table.waitFor();
  expect(await table.locator('tbody th').first().innerText()).toContain(markup);
  expect(await table.locator('img').count()).toBe(0);
  expect(await table.locator('a').count()).toBe(0);
  expect(await page.title()).toBe('Host');
  expect(logged).toEqual([]);
  await page.close();
});

test('when the list cannot be had, the link inside stays', async () => {
  snapshot = storySnapshot();
  const { page } = await open(component(`src="${source}/trust/nowhere.json"`));
  await page.locator('annex-subprocessors[data-state=failed]').waitFor();
  expect(await page.getByText('Our list').isVisible()).toBe(true);
  expect(await page.locator('annex-subprocessors table').count()).toBe(0);
  await page.close();
});

test('a frame is refused to an origin that is not on the list of the profile', async () => {
  snapshot = storySnapshot();
  const { page, logged } = await open(frame());
  await expect.poll(() => logged.join()).toContain('frame-ancestors');
  expect(await page.frameLocator('iframe').locator('table').count()).toBe(0);
  await page.close();
});

test('an allowed origin shows the frame, without script and with links that leave it', async () => {
  const story = storySnapshot();
  const frameAncestors = [originOf(host), "https://a.example; script-src 'unsafe-inline'"];
  snapshot = { ...story, organisation: { ...story.organisation, frameAncestors } };
  const { page, logged } = await open(frame());
  const inside = page.frameLocator('iframe');
  await inside.locator('tbody tr').first().waitFor();
  expect(await inside.locator('tbody tr').count()).toBe(
    story.entries.filter(({ state }) => state !== 'ended').length,
  );
  const targets = await inside
    .locator('a')
    .evaluateAll((links) => links.map((link) => link.getAttribute('target')));
  expect(new Set(targets)).toEqual(new Set(['_top']));
  expect(await inside.locator('body').evaluate((body) => getComputedStyle(body).marginTop)).toBe(
    '0px',
  );
  expect(logged).toEqual([]);
  await page.close();
});

test('both ways of embedding work with the running product, within its own policy', async () => {
  const product = await startServer('demo');
  onTestFinished(() => product.close());
  source = product.origin;
  const { body, etag = '' } = must(await product.owner.get('/organisation'));
  const profile = { ...Object(body), frameAncestors: [originOf(host)] };
  must(await product.owner.put('/organisation', profile, { 'if-match': etag }));
  const { page, logged } = await open(`${component()}${frame()}`);
  const names = ['Amazon Web Services', 'Mistral AI'];
  const inside = page.frameLocator('iframe').locator('tbody');
  const shown = page.locator('annex-subprocessors tbody');
  for (const table of [inside, shown]) {
    await table.waitFor();
    for (const name of names) expect(await table.innerText()).toContain(name);
    expect(await table.innerText()).not.toContain('Twilio');
    expect(await table.locator('tr').count()).toBe(9);
  }
  expect(logged).toEqual([]);
  await page.close();
});

function component(attributes = ''): string {
  return `<script src="${source}/trust/embed.js" async></script>
    <annex-subprocessors class="themed" ${attributes}><a href="${source}/trust/subprocessors">Our list</a></annex-subprocessors>`;
}

function frame(): string {
  return `<iframe title="Sub-processors" src="${source}/trust/embed"></iframe>`;
}

function withName(name: string): Snapshot {
  const story = storySnapshot();
  const entries = story.entries
    .filter(({ state }) => state === 'current')
    .map((entry) => ({ ...entry, facts: { ...entry.facts, name, description: name } }));
  return { ...story, entries };
}

async function open(body: string, css = ''): Promise<{ page: Page; logged: string[] }> {
  html = `<!doctype html><html lang="en"><meta charset="utf-8"><link rel="icon" href="data:,"><title>Host</title><link rel="stylesheet" href="/host.css?${encodeURIComponent(css)}">${body}</html>`;
  const page = await browser.newPage();
  const logged: string[] = [];
  page.on('console', (message) => logged.push(message.text()));
  page.on('pageerror', (error) => logged.push(error.message));
  await page.goto(originOf(host));
  return { page, logged };
}

type Answer = { status?: number; headers: Readonly<Record<string, string>>; body: string };

function answerHost(url: URL): Answer {
  if (url.pathname === '/host.css') {
    return {
      headers: { 'content-type': 'text/css' },
      body: decodeURIComponent(url.search.slice(1)),
    };
  }
  const policy = `default-src 'none'; style-src 'self'; img-src data:; script-src ${source}; connect-src ${source}; frame-src ${source}; require-trusted-types-for 'script'`;
  return {
    headers: { 'content-type': 'text/html', 'content-security-policy': policy },
    body: html,
  };
}

function answerTrust(url: URL): Answer {
  const row = rows.find(({ path }) => `/trust${path}` === url.pathname);
  if (row === undefined) return { status: 404, headers: {}, body: '' };
  const place = placeOfTrust();
  const params = Object.fromEntries(url.searchParams);
  const rendered = row.render(renderInput({ snapshot, place, params }));
  if (rendered instanceof Promise) throw new TypeError('these rows render at once');
  const headers = headersOf({ representation: row, rendered, snapshot, place, params: {} });
  return { headers, body: tamper(String(rendered.body)) };
}

function placeOfTrust(): Place {
  return placeOf({ origin: source, base: '/trust' });
}

function bodyOf(row: Published) {
  const rendered = row.render(renderInput());
  return rendered instanceof Promise ? '' : rendered.body;
}

function originOf(server: Server): string {
  return `http://127.0.0.1:${portOf(server)}`;
}

function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('not listening');
  return address.port;
}

async function listen(answer: (url: URL) => Answer): Promise<Server> {
  const server = createServer((request, response) => {
    const { status = 200, headers, body } = answer(new URL(request.url ?? '/', 'http://127.0.0.1'));
    response.writeHead(status, { ...headers }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}
