import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const source = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

type Found = {
  violations: { id: string; nodes: { html: string; failureSummary?: string }[] }[];
};

/** The tab keeps it from page to page, for to be sent it takes as long as judging a page; a sandbox keeps nothing. */
const begin = `self.origin !== 'null' && 'axe' in sessionStorage && ((0, eval)(sessionStorage.axe), true)`;

const everything = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** The size of targets alone, for what is long and was seen whole at another size. */
export const sizeOfTargets = ['wcag22aa'];

const run = (tags: readonly string[]) => `axe.run(document, {
  resultTypes: ['violations'],
  runOnly: ${JSON.stringify(tags)},
  rules: { 'target-size': { enabled: true } },
})`;

/** What axe-core holds against the page, by WCAG 2.2 AA and its own best practice. */
export async function axeFindings(
  page: Page,
  tags: readonly string[] = everything,
): Promise<readonly string[]> {
  // Evaluated by the debugger, so the page's own policy, which allows no script, stays as it is.
  if (!(await page.evaluate<boolean>(begin))) {
    await page.evaluate(await source);
    await page.evaluate(
      (text) => {
        if (self.origin !== 'null') sessionStorage['axe'] = text;
      },
      await source,
    );
  }
  const { violations } = await page.evaluate<Found>(run(tags));
  return violations.flatMap(({ id, nodes }) =>
    nodes.slice(0, 3).map(({ html, failureSummary = '' }) => {
      const where = new URL(page.url()).pathname;
      return `${where} ${id}: ${html.slice(0, 160)} ${failureSummary.replace(/\s+/g, ' ')}`;
    }),
  );
}
