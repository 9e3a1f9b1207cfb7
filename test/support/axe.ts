import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const source = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

type Found = {
  violations: { id: string; nodes: { html: string; failureSummary?: string }[] }[];
};

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
  await page.evaluate(await source);
  const { violations } = await page.evaluate<Found>(run(tags));
  return violations.flatMap(({ id, nodes }) =>
    nodes.slice(0, 3).map(({ html, failureSummary = '' }) => {
      const where = new URL(page.url()).pathname;
      return `${where} ${id}: ${html.slice(0, 160)} ${failureSummary.replace(/\s+/g, ' ')}`;
    }),
  );
}
