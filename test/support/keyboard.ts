import type { Page } from 'playwright-core';

/** Where the tab key has led; looked for and judged in the page, so that a stop costs one key. */
type Stops = {
  /** It has been round. */
  readonly isRound: boolean;
  /** The name of what has the focus, '' between the last and the first. */
  readonly at: string;
  readonly faults: readonly string[];
};

/** Set by the page itself, in a world that its own policy does not reach. */
declare global {
  // oxlint-disable-next-line vars-on-top -- only so can a property of the window be declared
  var tabbing: { readonly look: () => Stops; readonly missed: () => readonly string[] } | undefined;
}

/** More keys than any page has stops. */
const mostKeys = 3_000;

/** With the tab key, as somebody without a mouse, to what is called so. */
export async function tabTo(page: Page, name: RegExp): Promise<void> {
  await page.evaluate(watchFocus);
  for (let keys = 0; keys < mostKeys; keys += 1) {
    await page.keyboard.press('Tab');
    const { at, faults, isRound } = await look(page);
    if (faults.length > 0) throw new Error(faults.join('\n'));
    if (name.test(at)) return;
    if (isRound) break;
  }
  throw new Error(`${page.url()}: the tab key leads to nothing called ${String(name)}`);
}

/**
 * What somebody with the tab key alone misses of a page: what can be pressed or filled in and is never
 * come to, an order that is not that of reading (WCAG 2.4.3), a focus that does not show (2.4.7) or that
 * something lies upon (2.4.11), and a place that it does not lead out of (2.1.2).
 */
export async function keyboardFindings(page: Page): Promise<readonly string[]> {
  const { pathname, search } = new URL(page.url());
  await page.evaluate(watchFocus);
  let found = await look(page);
  // Held down, with the keys in flight together: one by one they take most of the time.
  const keysAtOnce = 20;
  for (let keys = 0; !found.isRound && keys < mostKeys; keys += keysAtOnce) {
    await Promise.all(Array.from({ length: keysAtOnce }, () => page.keyboard.down('Tab')));
    found = await look(page);
  }
  await page.keyboard.up('Tab');
  const missed = await page.evaluate(() => globalThis.tabbing?.missed() ?? []);
  return [
    ...found.faults,
    ...(found.isRound ? [] : ['the tab key never comes round']),
    ...missed.map((each) => `the tab key passes over ${each}`),
  ].map((each) => `${pathname}${search} ${each}`);
}

async function look(page: Page): Promise<Stops> {
  const found = await page.evaluate(() => globalThis.tabbing?.look());
  if (!found) throw new Error(`${page.url()}: another page has come`);
  return found;
}

/** Runs in the page. */
function watchFocus(): void {
  if (globalThis.tabbing) return;
  const { activeElement: first } = document;
  // A page may begin in its middle, where a form is all that it is for; the tab key comes to what is above in the end.
  let isInMiddle = document.querySelector('[autofocus]') !== null;
  const stops = first !== null && first !== document.body ? [first] : [];
  const faults: string[] = [];
  let isRound = false;
  const nameOf = (element: Element) => {
    const labels = (element as HTMLInputElement).labels ?? null;
    return ((labels?.[0] ?? element) as HTMLElement).innerText?.trim() ?? '';
  };
  const called = (element: Element) =>
    `<${element.tagName.toLowerCase()}> “${(nameOf(element) || element.id).slice(0, 60)}”`;
  const isMarked = (element: Element) => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
    return (outlineStyle !== 'none' && parseFloat(outlineWidth) > 0) || boxShadow !== 'none';
  };
  // What a label stands for, and what is drawn by the element around it, shows it there.
  const isSeen = (element: Element) =>
    isMarked(element) ||
    // Within a date Chromium marks the part of it that has the focus.
    element.getAttribute('type') === 'date' ||
    [...((element as HTMLInputElement).labels ?? [])].some(isMarked);
  const isCovered = (element: Element) => {
    // Keys faster than frames: what is drawn once it comes near has not been drawn yet.
    if (!element.checkVisibility({ contentVisibilityAuto: true })) return false;
    const rect = element.getClientRects()[0];
    if (!rect || rect.width < 2 || rect.height < 2) return false;
    const x = (Math.max(rect.left, 0) + Math.min(rect.right, innerWidth)) / 2;
    const y = (Math.max(rect.top, 0) + Math.min(rect.bottom, innerHeight)) / 2;
    const above = document.elementFromPoint(x, y);
    return !above || !(above.contains(element) || element.contains(above));
  };
  // One of a group of choices has the tab key's stop; arrows lead to the others.
  const groupOf = (element: Element) =>
    element instanceof HTMLInputElement && element.type === 'radio'
      ? [...document.querySelectorAll<HTMLInputElement>('input[type=radio]')].filter(
          ({ name, form }) => name === element.name && form === element.form,
        )
      : [element];
  addEventListener('focusin', ({ target }) => {
    if (!(target instanceof Element) || target === document.body) return;
    if (stops.includes(target)) {
      if (target === stops[0]) isRound = true;
      return;
    }
    const before = stops.at(-1) ?? target;
    if (before.compareDocumentPosition(target) & Node.DOCUMENT_POSITION_PRECEDING) {
      if (!isInMiddle)
        faults.push(`the tab key goes back from ${called(before)} to ${called(target)}`);
      isInMiddle = false;
    }
    stops.push(target);
    if (!isSeen(target)) faults.push(`the focus on ${called(target)} does not show`);
  });
  // By then the page has been scrolled to it.
  addEventListener('focusout', ({ target }) => {
    if (target instanceof Element && isCovered(target))
      faults.push(`something lies upon ${called(target)}`);
  });
  const look = () => {
    const { activeElement: active } = document;
    const isNowhere = !active || active === document.body;
    // A page with one stop comes round through the document itself.
    if (isNowhere && stops.length > 0) isRound = true;
    return {
      isRound,
      at: isNowhere ? '' : nameOf(active),
      faults: [...faults],
    };
  };
  const missed = () =>
    [
      ...document.querySelectorAll(
        'a[href], button, input, select, textarea, summary, [tabindex], [contenteditable]',
      ),
    ]
      .filter(
        (element) =>
          (element as HTMLElement).tabIndex >= 0 &&
          !element.matches(':disabled, [type=hidden]') &&
          element.checkVisibility({ visibilityProperty: true }) &&
          !groupOf(element).some((each) => stops.includes(each)),
      )
      .map(called);
  globalThis.tabbing = { look, missed };
}
