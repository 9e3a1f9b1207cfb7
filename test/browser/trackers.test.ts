import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cookieSentence, siteFacts } from '../../src/policies/model/site-facts.ts';
import { startBrowser } from '../support/chromium.ts';
import { type DemoServer, startServer } from '../support/demo-server.ts';
import { visit } from '../support/visitor.ts';

/** Pages that differ only by a number or a name: of each kind so many. */
const mostOfAKind = 4;

let browser: Browser;
let demo: DemoServer;
beforeAll(async () => {
  [browser, demo] = await Promise.all([startBrowser({ looksOnly: true }), startServer('demo')]);
});
afterAll(async () => {
  await browser?.close();
  await demo?.close();
});

// What the page leaves in the browser beside cookies and local storage, which the context tells of.
const traces = `(async () => {
  const databases = await indexedDB.databases();
  const caches_ = 'caches' in self ? await caches.keys() : [];
  const workers = 'serviceWorker' in navigator ? await navigator.serviceWorker.getRegistrations() : [];
  return [
    ...(sessionStorage.length > 0 ? ['sessionStorage'] : []),
    ...(localStorage.length > 0 ? ['localStorage'] : []),
    ...databases.map(({ name }) => 'indexedDB ' + name),
    ...caches_.map((name) => 'cache ' + name),
    ...workers.map(({ scope }) => 'service worker ' + scope),
    ...(document.cookie === '' ? [] : ['cookie ' + document.cookie]),
  ];
})()`;

const linksOf = `[...document.querySelectorAll('a[href]')].map((link) => link.href)`;

test('no public page asks anybody else for anything or leaves anything in the browser, as the cookie notice says', async () => {
  const visitor = await visit(browser, demo.origin);
  const waiting = [`${demo.origin}/trust`, ...(await listSitemap())];
  const kinds = new Map<string, Set<string>>();
  const read: string[] = [];
  const found: string[] = [];
  for (let url = waiting.shift(); url !== undefined; url = waiting.shift()) {
    // A file is saved, not shown; the gates of documents are tried elsewhere.
    if (!isNew(url, kinds) || /\/documents\/[^/]+\/file$/.test(url)) continue;
    const answer = await visitor.page.goto(url);
    if (!answer?.headers()['content-type']?.startsWith('text/html')) continue;
    read.push(url);
    const left: unknown = await visitor.page.evaluate(traces);
    if (Array.isArray(left)) found.push(...left.map((trace) => `${url}: ${String(trace)}`));
    const links: unknown = await visitor.page.evaluate(linksOf);
    if (Array.isArray(links)) waiting.push(...links.map(String));
  }
  const complaints = await visitor.complaints();
  await visitor.leave();
  expect([...found, ...complaints]).toEqual([]);
  // Every kind of page there is, found by its links alone.
  expect([...kinds.keys()]).toEqual(
    expect.arrayContaining([
      '/trust',
      '/trust/subprocessors/*',
      '/trust/changes/*',
      '/trust/changes/*/objection',
      '/trust/updates/*',
      '/trust/controls',
      '/trust/policies/*',
      '/trust/policies/*/versions/*',
      '/trust/policies/*/versions/*/diff/*',
      '/trust/retention',
      '/trust/accessibility',
      '/trust/subscribe',
      '/trust/log',
    ]),
  );
  expect(read.length).toBeGreaterThan(44);
  expect(siteFacts).toEqual({ cookies: [], storage: [], thirdParties: [], analytics: [] });
  const notice = await fetch(`${demo.origin}/trust/policies/cookie-notice`);
  expect(await notice.text()).toContain(cookieSentence.en);
});

async function listSitemap(): Promise<readonly string[]> {
  const xml = await (await fetch(`${demo.origin}/sitemap.xml`)).text();
  return [...xml.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, url = '']) => url);
}

/** Whether it is a page of this place that is worth a visit, which is remembered. */
function isNew(url: string, kinds: Map<string, Set<string>>): boolean {
  const { origin, pathname } = new URL(url);
  if (origin !== demo.origin || !isPage(pathname)) return false;
  const kind = pathname
    .replace(/(?<=\/(?:subprocessors|policies|versions|changes|updates|diff|proof)\/)[^/]+/g, '*')
    .replace(/\/$/, '');
  const seen = kinds.get(kind) ?? new Set();
  if (seen.has(pathname) || seen.size >= mostOfAKind) return false;
  kinds.set(kind, seen.add(pathname));
  return true;
}

/** Files are read by programs. */
function isPage(path: string): boolean {
  return !/\.[a-z0-9]+$/.test(path) && !/\/log\/|\/schema\//.test(path);
}
