import type { Element, ElementContent, RootContent, Text } from 'hast';

export function element(
  tagName: string,
  children: ElementContent[],
  properties: Element['properties'] = {},
): Element {
  return { type: 'element', tagName, properties, children };
}

export function hasClass({ properties }: Element, name: string): boolean {
  return [properties['className']].flat().includes(name);
}

export function text(value: string): Text {
  return { type: 'text', value };
}

/** The first that fits, in document order. */
export function findElement(
  nodes: readonly RootContent[],
  fits: (found: Element) => boolean,
): Element | undefined {
  return allElements(nodes).find((each) => fits(each));
}

/** Every element in document order. */
export function allElements(nodes: readonly RootContent[]): readonly Element[] {
  return nodes.flatMap((node) =>
    node.type === 'element' ? [node, ...allElements(node.children)] : [],
  );
}

/** White space as a reader sees it. */
export function wordsOf(node: RootContent): string {
  return rawWords(node).replace(/\s+/g, ' ').trim();
}

function rawWords(node: RootContent): string {
  if (node.type === 'text') return node.value;
  return node.type === 'element' ? node.children.map(rawWords).join('') : '';
}

function isBlank(node: RootContent): boolean {
  return node.type === 'text' && node.value.trim() === '';
}

const inline = new Set(
  'a abbr b bdi bdo br cite code data del dfn em i ins kbd mark q s samp small span strong sub sup time u var wbr'.split(
    ' ',
  ),
);

/** `sub` stands on a line of its own. */
function isBlock(node: RootContent): boolean {
  return node.type === 'element' && (!inline.has(node.tagName) || hasClass(node, 'sub'));
}

/**
 * Where the stylesheet keeps things apart, words must: a dot between elements of a line that holds
 * nothing else, a space between those that touch.
 */
export function keptApart(nodes: readonly ElementContent[]): ElementContent[] {
  if (nodes.some((node) => isBlock(node))) return [...nodes];
  const elements = nodes.filter((node) => node.type === 'element');
  const isRow =
    elements.length > 1 &&
    nodes.every((node) => (node.type === 'element' ? node.tagName !== 'br' : isBlank(node)));
  return isRow
    ? separated(
        elements.map((each) => [each]),
        ' · ',
      )
    : spaced(nodes);
}

function spaced(nodes: readonly ElementContent[]): ElementContent[] {
  return nodes.flatMap((node, index) =>
    touches(nodes[index - 1], node) ? [text(' '), node] : [node],
  );
}

function touches(before: ElementContent | undefined, node: ElementContent): boolean {
  return before?.type === 'element' && node.type === 'element' && ![before, node].some(isBreak);
}

function isBreak({ tagName }: Element): boolean {
  return tagName === 'br' || tagName === 'wbr';
}

/** A cell of a table has one line: what stood on lines of its own is kept apart by semicolons. */
export function inOneLine(nodes: readonly ElementContent[]): ElementContent[] {
  const [only, ...others] = nodes.filter((node) => !isBlank(node));
  const isWrapped = only?.type === 'element' && only.tagName === 'span' && others.length === 0;
  return separated(linesOf(isWrapped ? only.children : nodes), '; ');
}

function linesOf(nodes: readonly ElementContent[]): ElementContent[][] {
  const lines: ElementContent[][] = [[]];
  nodes.forEach((node, index) => {
    if (node.type === 'element' && isBlock(node)) lines.push(...linesOf(node.children), []);
    else if (node.type === 'element' && node.tagName === 'br') lines.push([]);
    else if (touches(nodes[index - 1], node)) lines.push([node]);
    else lines.at(-1)?.push(node);
  });
  return lines.filter((line) => line.some((node) => wordsOf(node) !== ''));
}

function separated(lines: readonly ElementContent[][], by: string): ElementContent[] {
  return lines.flatMap((line, index) => (index === 0 ? line : [text(by), ...line]));
}
