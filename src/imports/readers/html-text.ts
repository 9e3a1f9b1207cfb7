import type { DefaultTreeAdapterTypes as Tree } from 'parse5';
import type { Cell } from '../model/reading.ts';

export type Node = Tree.ChildNode;
export type Element = Tree.Element;

/** What is not text of the page. */
export const unread = new Set([
  'script',
  'style',
  'template',
  'noscript',
  'svg',
  'head',
  'nav',
  'select',
  'iframe',
]);

const blocks = new Set(
  [
    'address article aside blockquote body center dd details dialog div dl dt fieldset figcaption',
    'figure footer form h1 h2 h3 h4 h5 h6 header hr html li main ol p pre section summary table',
    'tbody td tfoot th thead tr ul',
  ].flatMap((line) => line.split(' ')),
);

export function isElement(node: Node): node is Element {
  return 'tagName' in node;
}

export function isBlock(node: Node): boolean {
  return isElement(node) && blocks.has(node.tagName);
}

export function attribute(element: Element, name: string): string | undefined {
  return element.attrs.find((each) => each.name === name)?.value;
}

/** Text and links as a reader of the page sees them; blocks and `<br>` end a line. */
export function cellOf(
  nodes: readonly Node[],
  without: (element: Element) => boolean = () => false,
): Cell {
  const parts: string[] = [];
  const links: string[] = [];
  for (const node of nodes) collect(node, parts, links, without);
  const lines = parts.join('').split('\n');
  return {
    text: lines
      .map((line) => line.replace(/[ \t\f\r\u00A0]+/g, ' ').trim())
      .filter((line) => line !== '')
      .join('\n'),
    links: [...new Set(links)],
  };
}

function collect(
  node: Node,
  parts: string[],
  links: string[],
  without: (element: Element) => boolean,
): void {
  if ('value' in node) parts.push(node.value.replace(/[ \t\n\r\f]+/g, ' '));
  if (!isElement(node) || unread.has(node.tagName) || without(node)) return;
  const href = node.tagName === 'a' ? attribute(node, 'href')?.trim() : undefined;
  if (href) links.push(href);
  const around = isBlock(node) ? '\n' : '';
  parts.push(around, wordsOf(node));
  for (const child of node.childNodes) collect(child, parts, links, without);
  parts.push(around);
}

/** What an element says besides what it holds. */
function wordsOf(element: Element): string {
  if (element.tagName === 'br') return '\n';
  return element.tagName === 'img' ? (attribute(element, 'alt') ?? '') : '';
}
