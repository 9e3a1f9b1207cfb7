import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { isThorough } from './thorough.ts';

const source = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

type Found = {
  violations: { id: string; nodes: { html: string; failureSummary?: string }[] }[];
};

/** The tab keeps it from page to page, for to be sent it takes as long as judging a page; a sandbox keeps nothing. */
const begin = `self.origin !== 'null' && 'axe' in sessionStorage && ((0, eval)(sessionStorage.axe), true)`;

/** Rules by what they are of, or by their names. */
type Rules = { readonly type: 'tag' | 'rule'; readonly values: readonly string[] };

const everything: Rules = {
  type: 'tag',
  values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
};
/** The size of targets alone, for what is long and was seen whole at another size. */
export const sizeOfTargets: Rules = { type: 'rule', values: ['target-size'] };
/**
 * For what was seen whole in other colours or at another width: the rules that ask for either. The elements,
 * names and roles that all others ask for are the same there, and cost as much again.
 */
export const ofColoursAndSizes: Rules = isThorough
  ? everything
  : {
      type: 'rule',
      values: [
        'color-contrast',
        'link-in-text-block',
        'target-size',
        'scrollable-region-focusable',
      ],
    };

const run = (rules: Rules) => `axe.run(document, {
  resultTypes: ['violations'],
  selectors: false,
  runOnly: ${JSON.stringify(rules)},
  rules: { 'target-size': { enabled: true } },
})`;

/** What axe-core holds against the page, by WCAG 2.2 AA and its own best practice. */
export async function axeFindings(
  page: Page,
  rules: Rules = everything,
): Promise<readonly string[]> {
  // Evaluated by the debugger, so the page's own policy, which allows no script, stays as it is.
  if (!(await page.evaluate<boolean>(begin))) {
    const isKept = await page.evaluate(
      (text) => {
        if (self.origin !== 'null') sessionStorage['axe'] = text;
        return self.origin !== 'null';
      },
      await source,
    );
    await page.evaluate(isKept ? begin : await source);
  }
  const { violations } = await page.evaluate<Found>(run(rules));
  return violations.flatMap(({ id, nodes }) =>
    nodes.slice(0, 3).map(({ html, failureSummary = '' }) => {
      const where = new URL(page.url()).pathname;
      return `${where} ${id}: ${html.slice(0, 160)} ${failureSummary.replace(/\s+/g, ' ')}`;
    }),
  );
}
