import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createConsole } from '../../src/staff-console.ts';
import { roles } from '../../src/staff/model/roles.ts';
import { root } from '../console/support.ts';
import { axeFindings } from '../support/axe.ts';
import { startBrowser } from '../support/chromium.ts';
import { keyboardFindings, tabTo } from '../support/keyboard.ts';
import { isThorough } from '../support/thorough.ts';
import { formsOf, isControl, pagesOf, type Read, type Shown, walk } from './console-walk.ts';
import { type FullWorld, type Person, startFullWorld } from './full-world.ts';
import { withNewShapes } from './judging.ts';

const others = roles.filter((role) => role !== 'editor' && role !== 'owner');
const routes = pagesOf(createConsole());

/** What a choice in a form of the page leads to, or a step that was refused: no link does. */
const chosen = [
  '/privacy-requests/figures?year=2025',
  '/privacy-requests?show=closed',
  '/subscribers?channel=webhook',
  '/register/bulk',
  '/retention/rules/product-accounts',
  '/customers/import/confirmed/upload',
  '/customers/import/under-way/00000000-0000-4000-8000-000000000001?lines=3&begun=1',
  '/documents/ndas/publication',
  '/proof',
  '/proof/code',
  '/kept',
];

/** What nobody opens who is in, or what takes more than a day; the test that opens it. */
const elsewhere: Readonly<Record<string, string>> = {
  '/assets/:file': 'console/sign-in.test.ts',
  '/sign-in': 'browser/console.test.ts',
  '/sign-in/code': 'browser/console.test.ts',
  '/sign-in/account/return': 'console/company-account.test.ts',
  '/invitations/:token': 'console/sign-in.test.ts',
  '/links/:token': 'browser/console.test.ts',
  '/subscribers/:id/replay': 'console/deliveries.test.ts',
  '/retention/runs/:day/:rule': 'console/retention.test.ts',
  '/documents/acceptances/:acceptance{acc_[0-9a-f]+}/copy.pdf': 'console/access-record.test.ts',
  '/privacy-requests/:id/forwarding': 'console/privacy-requests.test.ts',
  '/documents/tokens/:id/revocation': 'console/permissions.test.ts',
  // Never by who invited: here, by the approver with the keyboard.
  '/people/:id/approval': 'browser/console-roles.test.ts',
};

/** What everybody may send: their own session, account and copies. */
const ofEverybody = /\/(sign-out|first-steps|account|proof|kept)\b/;

type Task = {
  readonly role: string;
  readonly from: string;
  /** What is gone to with the tab key, and pressed; or typed into. */
  readonly steps: readonly (readonly [name: RegExp, text?: string])[];
  readonly ends: RegExp;
};

const tasks: readonly Task[] = [
  {
    role: 'owner',
    from: '',
    steps: [
      [/^People$/],
      [/^Invite somebody$/],
      [/^Name$/, 'Robin Example'],
      [/^Mail address$/, 'robin@company.example'],
      [/^Owner: /, ' '],
      [/^Send the invitation$/],
    ],
    ends: /\/people\?done=/,
  },
  {
    role: 'publisher',
    from: '/updates/new',
    steps: [[/^Title/, 'We were tested'], [/^Text/, 'Nothing was found.'], [/^Store the draft/]],
    ends: /\/updates\/upd_\w+\?done=/,
  },
  {
    role: 'approver',
    from: '/people',
    steps: [[/^Robin Example$/], [/^Look at it and approve$/], [/^Approve/]],
    ends: /\/people\/per_\w+\?done=/,
  },
  {
    role: 'document-manager',
    from: '',
    steps: [[/^Document requests$/], [/^[A-Z]{2,}-/], [/^Approve/], [/^Approve$/]],
    ends: /\/requests\/\w+\?done=/,
  },
  {
    role: 'privacy-officer',
    from: '',
    steps: [
      [/^Privacy requests$/],
      [/^[A-Z]{2,}-/],
      [/^Write a note$/],
      [/^Note/, 'Called.'],
      [/^Store the note$/],
    ],
    ends: /\/privacy-requests\/\w+\?done=/,
  },
  ...['viewer', 'auditor'].map((role) => ({
    role,
    from: '',
    steps: [[/^Record$/], [/^About/, 'organisation'], [/^Show$/]] as const,
    ends: /\/record\?.*subject=organisation/,
  })),
];

/** All pages of an owner take minutes, most of all where `THOROUGH` has each gone through by keyboard. */
const timeout = 900_000;

describe('the pages of the console', () => {
  let world: FullWorld;
  let browser: Browser;
  const judged = new Set<string>();
  let ofOwner: readonly Shown[] = [];

  beforeAll(async () => {
    [world, browser] = await Promise.all([
      startFullWorld(others),
      startBrowser({ looksOnly: true }),
    ]);
  });
  afterAll(async () => {
    await browser?.close();
    await world?.server.close();
  });

  it('are all reached by an owner, and each is good for everybody', { timeout }, async () => {
    // Of many recipients six are opened; only to a contact can another address be given.
    const contact = await world.owner.find(
      '/subscribers?stream=contract&channel=email',
      /\/subscribers\/sbs_\w+/,
    );
    const begin = [contact, ...world.places, ...chosen];
    ofOwner = await walk(reading(world.owner), routes, begin, 6);
    expect(ofOwner.filter(({ status }) => status !== 200).map(stateOf)).toEqual([]);
    const reached = new Set(ofOwner.map(({ route }) => route));
    const unknown = [...reached].filter((route) => route.startsWith('no route'));
    const missing = routes.map(({ path }) => path).filter((path) => !reached.has(path));
    expect([unknown, missing.toSorted()]).toEqual([[], Object.keys(elsewhere).toSorted()]);
    const page = await tabOf(world.owner);
    await judge(page, ofOwner);
    await page.context().close();
  });

  it.each(others)('show a %s what the role may do, and nothing else', { timeout }, async (role) => {
    const person = world.people[role];
    if (!person) throw new Error(`nobody is a ${role}`);
    const read = reading(person);
    const shown = await walk(read, routes, [...world.places, ...chosen], 6);
    const isBeginning = ({ url }: Shown) => isChosen(url) || isOnce(url);
    const closed = shown.filter((each) => each.status !== 200 && !isBeginning(each));
    expect(closed.map(stateOf)).toEqual([]);
    const open = shown.filter(({ status }) => status === 200);
    const reached = new Set(open.map(({ route }) => route));
    const refused: string[] = [];
    for (const { route, url } of firstOfEach(ofOwner)) {
      if (reached.has(route)) continue;
      const { status } = await read(url);
      // What is another's own is not there at all.
      if (status === 403 || status === 404) refused.push(route);
    }
    const unlinked = firstOfEach(ofOwner).filter(
      ({ route, url }) =>
        !reached.has(route) && !refused.includes(route) && !isChosen(url) && !isOnce(url),
    );
    expect(unlinked.map(({ url }) => url)).toEqual([]);
    if (role === 'auditor')
      expect(
        open
          .filter((each) => !isPreview(each))
          .flatMap(formsOf)
          .filter((path) => !mayAuditorSend(path)),
      ).toEqual([]);
    const page = await tabOf(person);
    await judge(page, open);
    await page.context().close();
  });

  it.each(tasks)('let a $role work by keyboard alone, with a focus that shows', async (task) => {
    const { role, from, steps, ends } = task;
    const somebody = role === 'owner' ? world.owner : world.people[role];
    if (!somebody) throw new Error(`nobody is a ${role}`);
    const page = await tabOf(somebody);
    await page.goto(`${world.server.origin}${root}${from}`);
    for (const [name, text] of steps) {
      await tabTo(page, name);
      if (text !== undefined) await page.keyboard.type(text);
      else
        await Promise.all([
          page.waitForNavigation({ waitUntil: 'domcontentloaded' }),
          page.keyboard.press('Enter'),
        ]);
    }
    expect(page.url()).toMatch(ends);
    await page.context().close();
  });

  const isOnce = (url: string) => world.places.some((path) => url === `${root}${path}`);

  /** By axe and in width where the shape is new, with the tab key where a control of it is. */
  async function judge(page: Page, shown: readonly Shown[]): Promise<void> {
    const own = shown.filter((each) => each.isPage && !isPreview(each));
    for (const { text, url } of own) {
      expect(text.match(/<h1\b/g), url).toHaveLength(1);
      expect(text, url).toMatch(/<title>[^<]*\S: console of Qluster Corp\.<\/title>/);
    }
    const chosen = withNewShapes(own, { known: judged });
    for (const { url, shape } of chosen) {
      // With its stylesheet: without it, it is as wide as it likes.
      await page.goto(world.server.origin + url);
      for (const width of [360, 768]) {
        await page.setViewportSize({ width, height: 900 });
        const wide = await page.evaluate(() => document.documentElement.scrollWidth);
        expect(wide, `${url} at ${width} pixels`).toBeLessThanOrEqual(width);
      }
      await page.setViewportSize({ width: 1280, height: 900 });
      if (shape.length > 0) expect(await axeFindings(page)).toEqual([]);
      // Whatever is pressed or filled in is come to: so every page that is linked is opened by keyboard alone.
      if (isThorough || shape.some((each) => isControl.test(each)))
        expect(await keyboardFindings(page)).toEqual([]);
    }
  }

  async function tabOf({ tab }: Person): Promise<Page> {
    const { origin } = world.server;
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
    await context.addCookies(
      [...tab.cookies].map(([name, value]) => ({ name, value, url: origin })),
    );
    const page = await context.newPage();
    page.on('request', (request) => {
      if (!request.url().startsWith(origin) && !request.url().startsWith('data:'))
        throw new Error(`${page.url()} asks ${request.url()}`);
    });
    return page;
  }

  function reading({ tab }: Person): Read {
    const cookie = [...tab.cookies].map((pair) => pair.join('=')).join('; ');
    const headers = { cookie, 'sec-fetch-site': 'same-origin' };
    return async (url) => {
      const answer = await fetch(world.server.origin + url, { headers });
      const type = answer.headers.get('content-type') ?? '';
      return { status: answer.status, type, text: await answer.text() };
    };
  }
});

const stateOf = ({ url, status }: Shown) => `${status} ${url}`;

/** Public pages under a banner, which the tests of public pages judge. */
const isPreview = ({ route }: Shown) => route.includes('/preview');

const isChosen = (url: string) => chosen.some((path) => url === `${root}${path}`);

const mayAuditorSend = (path: string) =>
  ofEverybody.test(path) || /\/(export|verification|trace\/upload|data\/[\w-]+)$/.test(path);

function firstOfEach(shown: readonly Shown[]): readonly Shown[] {
  const seen = new Set<string>();
  return shown.filter(({ route }) => !seen.has(route) && seen.add(route));
}
