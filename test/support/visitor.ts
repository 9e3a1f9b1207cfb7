import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';

/** Somebody who reads the pages of one origin, and what their browser had to complain of. */
export type Visitor = {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Console messages, script errors, failed answers, requests to elsewhere, cookies and storage. */
  complaints(): Promise<readonly string[]>;
  leave(): Promise<void>;
};

export async function visit(
  browser: Browser,
  origin: string,
  options: BrowserContextOptions = {},
): Promise<Visitor> {
  const context = await browser.newContext({ baseURL: origin, ...options });
  const page = await context.newPage();
  const found: string[] = [];
  page.on('console', (message) => found.push(`console: ${message.text()}`));
  page.on('pageerror', (error) => found.push(`script: ${error.message}`));
  page.on('requestfailed', (request) => found.push(`failed: ${request.url()}`));
  context.on('request', (request) => {
    if (new URL(request.url()).origin !== origin) found.push(`elsewhere: ${request.url()}`);
  });
  context.on('response', (response) => {
    if (response.status() >= 400) found.push(`${response.status()}: ${response.url()}`);
  });
  return {
    page,
    context,
    async complaints() {
      const { cookies, origins } = await context.storageState();
      return [
        ...found,
        ...cookies.map(({ name }) => `cookie: ${name}`),
        ...origins.map((each) => `storage: ${each.origin}`),
      ];
    },
    leave: () => context.close(),
  };
}

/** By how many pixels the page is wider than its window, and what sticks out of it. */
export async function overflowOf(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const wide = [...document.querySelectorAll('body *')]
      .filter((element) => element.getBoundingClientRect().right > clientWidth + 1)
      .map((element) => `${element.tagName} ${element.textContent?.trim().slice(0, 40)}`);
    return [
      `${location.pathname} is ${scrollWidth - clientWidth} px too wide`,
      ...wide.slice(0, 5),
    ];
  });
}
