import type { Page } from 'playwright-core';
import { axeFindings, ofColoursAndSizes } from '../support/axe.ts';
import { isThorough } from '../support/thorough.ts';
import { overflowOf } from '../support/visitor.ts';
import { shapeOf } from './console-walk.ts';

/** What is held against a page that is open. */
export type Look = (page: Page) => Promise<readonly string[]>;

/** Of a page that is shown in light: what is held against it, in light and in the dark. */
export const inBothColours: Look = async (page) => {
  const found = [...(await axeFindings(page)), ...(await overflowOf(page))];
  await page.emulateMedia({ colorScheme: 'dark' });
  found.push(...(await axeFindings(page, ofColoursAndSizes)).map((each) => `dark: ${each}`));
  await page.emulateMedia({ colorScheme: 'light' });
  return found;
};

/**
 * Few pages that have between them every shape that all have, and that is not known yet; it is known from
 * then on. First those with most that is new, so that fewer are opened. `THOROUGH=yes` leaves none out.
 */
export function withNewShapes<P extends { readonly text: string }>(
  pages: readonly P[],
  { counts = /^/, known = new Set() }: { counts?: RegExp; known?: Set<string> } = {},
): readonly (P & { readonly shape: readonly string[] })[] {
  let rest = pages.map((page) => ({
    ...page,
    shape: shapeOf(page.text).filter((each) => counts.test(each)),
  }));
  const chosen: typeof rest = [];
  for (;;) {
    rest = rest
      .map((page) => ({ ...page, shape: page.shape.filter((each) => !known.has(each)) }))
      .toSorted((a, b) => b.shape.length - a.shape.length);
    const [most, ...others] = rest;
    if (!most || most.shape.length === 0) return isThorough ? [...chosen, ...rest] : chosen;
    chosen.push(most);
    for (const each of most.shape) known.add(each);
    rest = others;
  }
}
