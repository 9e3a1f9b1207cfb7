import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { axeFindings, ofColoursAndSizes, sizeOfTargets } from '../support/axe.ts';
import { startBrowser } from '../support/chromium.ts';
import { must, pick } from '../support/client.ts';
import { type DemoServer, startServer } from '../support/demo-server.ts';
import { keyboardFindings } from '../support/keyboard.ts';
import { isThorough } from '../support/thorough.ts';
import { overflowOf, visit, type Visitor } from '../support/visitor.ts';
import { isControl } from './console-walk.ts';
import { type Look, withNewShapes } from './judging.ts';

const empty = [
  '',
  '/subprocessors',
  '/timeline',
  '/map',
  '/data-flow',
  '/search?q=nothing+of+the+kind',
  '/annex-iii',
  '/changes',
  '/diff',
  '/controls',
  '/documents',
  '/policies',
  '/retention',
  '/accessibility',
  '/updates',
  '/embed',
  '/use-this-data',
  '/nowhere',
];
const pages = [
  ...empty,
  '/subprocessors?service=website&sort=-country',
  '/subprocessors?q=nothing+of+the+kind',
  '/search?q=germany',
  `/search?q=${'x'.repeat(300)}`,
  '/subprocessors/amazon-web-services',
  '/subprocessors/intercom',
  '/subprocessors/mistral-ai',
  '/subprocessors/twilio-sendgrid',
  '/subprocessors/nobody',
  '/subprocessors/intercom/history',
  '/subprocessors/twilio-sendgrid/history',
  '/subprocessors/intercom/history?cursor=none',
  '/changes?kind=removed',
  '/changes?since=never',
  '/diff?from=2026-01-01&to=2026-11-20',
  '/diff?from=2026-11-20&to=2026-01-01',
  '/diff?from=3&to=3',
  // Announced, correction of many, amended, replaced, added.
  ...[12, 11, 6, 8, 5, 1].map((id) => `/changes/${id}`),
  ...['', '/soc-2-type-i-report', '/soc-2-bridge-letter', '/data-processing-agreement'].map(
    (path) => `/documents${path}`,
  ),
  '/log',
  '/policies/privacy-policy',
  '/policies/privacy-policy/versions/3',
  '/policies/privacy-policy/versions/1/diff/3',
  '/policies/cookie-notice?language=de',
  // An incident with its end, a table, a list; then what was withdrawn and one that goes on.
  ...[5, 6, 7, 8, 9, 10].map((number) => `/updates/${number}`),
  '/updates?topic=policy',
  '/updates?topic=gossip',
  '/privacy-request',
  '/privacy-request?residence=california',
];
const kinds = [
  '',
  '/subprocessors',
  '/subprocessors/intercom',
  '/subprocessors/intercom/history',
  '/timeline',
  '/map',
  '/data-flow',
  '/search?q=germany',
  '/changes',
  '/changes/12',
  '/diff?from=1',
  '/controls',
  '/documents',
  '/documents/soc-2-type-i-report',
  '/policies/privacy-policy',
  '/retention',
  '/accessibility',
  '/updates',
  '/updates/5',
  '/privacy-request?residence=uk',
  '/embed',
  '/use-this-data',
];
const sizes = { desk: { width: 1280, height: 900 }, phone: { width: 360, height: 740 } };

let browser: Browser;
let demo: DemoServer;
let fresh: DemoServer;
/** One tab for all that is only looked at: to open one takes as long as ten pages. */
let reader: Visitor;

beforeAll(async () => {
  [browser, demo, fresh] = await Promise.all([
    startBrowser({ looksOnly: true }),
    startServer('demo'),
    startServer('none'),
  ]);
  await postHostile(demo);
  reader = await visit(browser, demo.origin);
});

/** Written in everything that Markdown has: one that is withdrawn, and an incident that goes on. */
async function postHostile({ owner }: DemoServer): Promise<void> {
  const post = async (input: object): Promise<string> => {
    const { body, etag = '' } = must(await owner.post('/updates', input));
    const path = `/updates/${String(pick(body, 'id'))}`;
    must(await owner.put(`${path}/publication`, undefined, { 'if-match': etag }));
    return path;
  };
  const long = 'Donaudampfschifffahrt'.repeat(9);
  const path = await post({ topic: 'product', title: long, body: long });
  must(await owner.put(`${path}/withdrawal`, { reason: long }));
  await post({
    topic: 'incident',
    title: `<b>Sign-in</b> fails: חברת ענן`,
    severity: 'critical',
    status: 'investigating',
    body: [
      `# ${long}`,
      `> A quote\n\n---\n\n1. One\n   - **two** https://a.example/${long}\n\n[](https://b.example)`,
      `\`\`\`\n${long}\n\`\`\``,
      `| Service | State |\n| --- | --- |\n| Website | down |`,
      '- [x] done\n- [ ] to do\n\n<script>alert(1)</script>',
    ].join('\n\n'),
  });
}

afterAll(async () => {
  await browser?.close();
  await Promise.all([demo?.close(), fresh?.close()]);
});

/** Every page of the demo, and every one of a deployment of which nobody has said anything. */
const everywhere = () => [
  ...pages.map((path) => `${demo.origin}/trust${path}`),
  ...empty.map((path) => `${fresh.origin}/trust${path}`),
];

/** Asked for their texts before they are opened, which takes longest. */
async function ofEveryShape(counts = /^/): Promise<readonly string[]> {
  const texts = await Promise.all(
    everywhere().map(async (url) => ({ url, text: await (await fetch(url)).text() })),
  );
  return withNewShapes(texts, { counts }).map(({ url }) => url);
}

test('axe has nothing against any shape of a page, at a desk', async () => {
  const options = { colorScheme: 'light', size: 'desk' } as const;
  expect(await onEach(await ofEveryShape(), axeFindings, options)).toEqual([]);
}, 120_000);

test('axe has nothing against any shape of a page, dark, phone', async () => {
  const options = { colorScheme: 'dark', size: 'phone' } as const;
  const look: Look = (page) => axeFindings(page, ofColoursAndSizes);
  expect(await onEach(await ofEveryShape(), look, options)).toEqual([]);
}, 120_000);

test.each(['desk', 'phone'] as const)(
  'every kind of control can be used with the tab key alone, %s',
  async (size) => {
    const urls = await ofEveryShape(isControl);
    expect(await onEach(urls, keyboardFindings, { size })).toEqual([]);
  },
  120_000,
);

test('axe has nothing against the API reference, of whose operations most have one shape', async () => {
  const look: Look = async (page) => {
    const left = await page.evaluate(leaveWhatIsNew, isThorough);
    expect(left).toBeGreaterThan(2);
    const atDesk = await axeFindings(page);
    await page.setViewportSize(sizes.phone);
    return [...atDesk, ...(await axeFindings(page, sizeOfTargets))];
  };
  expect(await onEach([`${demo.origin}/trust/docs/api`], look)).toEqual([]);
});

/** Runs in the page; how many operations it leaves: those with a new element in a new place, or wholly of a new shape. */
function leaveWhatIsNew(isWhole: boolean): number {
  const seen = new Set<string>();
  const own = (element: Element) => `${element.tagName}.${element.className}`;
  const wholeOf = (element: Element): string =>
    `${own(element)}[${[...new Set([...element.children].map(wholeOf))].join(' ')}]`;
  const placesIn = (element: Element, above = ''): readonly string[] =>
    [...element.children].flatMap((child) => {
      const place = `${above} > ${own(child)}`;
      return [place, ...placesIn(child, place)];
    });
  for (const operation of document.querySelectorAll('main article')) {
    const shape = isWhole ? [wholeOf(operation)] : placesIn(operation);
    if (shape.every((each) => seen.has(each))) operation.remove();
    for (const each of shape) seen.add(each);
  }
  return document.querySelectorAll('main article').length;
}

// Each page is opened once and its window changed: to open it anew takes longest.
test('nothing scrolls sideways at 320 px, with text twice as large, or spaced as WCAG 1.4.12 says', async () => {
  const look = async (page: Page) => {
    await page.setViewportSize({ width: 320, height: 640 });
    const found = [...(await overflowOf(page))];
    // Of the API reference, for it takes as long as all other pages.
    if (!isThorough) await page.evaluate(leaveWhatIsNew, false);
    for (const [width, rules] of [
      [1280, 'html { font-size: 200% }'],
      // A window of 1280 px at a zoom of 200 %.
      [
        640,
        '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }',
      ],
    ] as const) {
      await page.setViewportSize({ width, height: 450 });
      await setRules(page, rules);
      const all = [...(await overflowOf(page)), ...(await cutOff(page))];
      found.push(...all.map((each) => `${rules}: ${each}`));
    }
    return found;
  };
  const urls = [...everywhere(), `${demo.origin}/trust/docs/api`];
  expect(await onEach(urls, look)).toEqual([]);
}, 120_000);

test('in forced colours shapes, buttons and the current page still show', async () => {
  const options = { forcedColors: 'active', size: 'desk' } as const;
  const { page } = reader;
  expect(await onEach([`${demo.origin}/trust`], async () => [], options)).toEqual([]);
  const paper = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const edge = (selector: string, side: string, pseudo = '') =>
    page
      .locator(selector)
      .first()
      .evaluate(
        (element, [property = '', part = '']) => {
          const style = getComputedStyle(element, part);
          return `${style.getPropertyValue(`${property}-style`)} ${style.getPropertyValue(`${property}-color`)}`;
        },
        [side, pseudo],
      );
  for (const shown of [
    await edge('.is-announced', 'border-top', '::before'),
    await edge('.is-current', 'border-top', '::before'),
    await edge('.line .act', 'border-top', '::before'),
    await edge('.button', 'border-top'),
    await edge('.nav [aria-current]', 'border-bottom'),
  ]) {
    expect(shown).toMatch(/^solid rgb/);
    expect(shown).not.toContain(paper);
  }
  expect(await edge('.nav a:not([aria-current])', 'border-bottom')).toContain(paper);
  const look: Look = (each) => axeFindings(each, ofColoursAndSizes);
  const urls = kinds.map((path) => `${demo.origin}/trust${path}`);
  expect(await onEach(urls, look, options)).toEqual([]);
});

test('printed, the register shows its address and every entry, and none of the controls', async () => {
  const visitor = await visit(browser, demo.origin, { viewport: { width: 690, height: 980 } });
  const { page } = visitor;
  await page.emulateMedia({ media: 'print' });
  await page.goto('/trust/subprocessors');
  expect(await page.getByText(`${demo.origin}/trust/subprocessors`).isVisible()).toBe(true);
  expect(await page.getByRole('search').isVisible()).toBe(false);
  expect(await page.getByRole('navigation').isVisible()).toBe(false);
  expect(await page.locator('tbody tr[id]:visible').count()).toBe(10);
  expect(await page.locator('thead').evaluate((head) => getComputedStyle(head).display)).toBe(
    'table-header-group',
  );
  expect(await overflowOf(page)).toEqual([]);
  await visitor.leave();
});

test('a deployment of which nobody has said anything says so, and promises nothing', async () => {
  const visitor = await visit(browser, fresh.origin);
  const { page } = visitor;
  const said: Readonly<Record<string, string>> = {
    '': 'This register is empty: no sub-processor has been published yet.',
    '/subprocessors': 'No sub-processor is published yet.',
    '/changes': 'No change has been published yet.',
    '/embed': 'There are no sub-processors on this list.',
    '/docs/api': 'Everything published here is open to programs',
  };
  for (const [path, sentence] of Object.entries(said)) {
    await page.goto(`/trust${path}`);
    const shown = await page.locator('body').innerText();
    expect(shown).toContain(sentence);
    if (path !== '/docs/api') expect(shown).not.toMatch(/undefined|null|NaN|30 days/);
  }
  expect(await visitor.complaints()).toEqual([]);
  await visitor.leave();
});

type Options = {
  readonly size?: keyof typeof sizes;
  readonly colorScheme?: 'light' | 'dark';
  readonly forcedColors?: 'active' | 'none';
};

async function onEach(
  urls: readonly string[],
  look: Look,
  { size = 'desk', colorScheme = 'light', forcedColors = 'none' }: Options = {},
): Promise<readonly string[]> {
  const { page } = reader;
  await page.emulateMedia({ colorScheme, forcedColors });
  const all: string[] = [];
  for (const url of urls) {
    await page.setViewportSize(sizes[size]);
    await page.goto(url);
    all.push(...(await look(page)).map((each) => `${url}: ${each}`));
  }
  return all;
}

// The policy of the pages refuses style elements; a constructed stylesheet is none.
async function setRules(page: Page, rules: string): Promise<void> {
  await page.evaluate((text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    document.adoptedStyleSheets = [sheet];
  }, rules);
}

/** Elements whose text is larger than themselves while they hide what does not fit. */
function cutOff(page: Page): Promise<readonly string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('body *')]
      .filter((element) => {
        const { overflowX, overflowY, clipPath } = getComputedStyle(element);
        if (clipPath !== 'none' || ['svg', 'INPUT'].includes(element.tagName)) return false;
        const isHidden = overflowX !== 'visible' || overflowY !== 'visible';
        // What scrolls by itself, and can be reached by keyboard, cuts nothing off.
        const isReached = element.getAttribute('tabindex') === '0' && overflowX === 'auto';
        return (
          isHidden &&
          !isReached &&
          (element.scrollWidth > element.clientWidth + 1 ||
            element.scrollHeight > element.clientHeight + 1)
        );
      })
      .map((element) => `cut off: ${element.outerHTML.slice(0, 100)}`),
  );
}
