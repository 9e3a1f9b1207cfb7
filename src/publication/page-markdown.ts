import type { Element, ElementContent, RootContent } from 'hast';
import { fromParse5 } from 'hast-util-from-parse5';
import { toMdast } from 'hast-util-to-mdast';
import { gfmToMarkdown } from 'mdast-util-gfm';
import { defaultHandlers, toMarkdown } from 'mdast-util-to-markdown';
import { parse } from 'parse5';
import { describeForm, type Where } from './page-forms.ts';
import {
  allElements,
  element,
  findElement,
  hasClass,
  inOneLine,
  keptApart,
  text,
} from './page-tree.ts';

/**
 * The content of a page as Markdown (GitHub's dialect), below its address and what stands above every
 * page of a demonstration or a past. Links are absolute; of a form it is said what it asks and where;
 * pictures are their descriptions.
 */
export function pageMarkdown(html: string, where: Where): string {
  // Where a line may end would be a sign of its own in Markdown.
  const page = fromParse5(parse(html.replaceAll('<wbr/>', '')));
  const parts = page.type === 'root' ? allElements(page.children).filter(isRead) : [];
  const tree = element('div', [
    // Against it the library resolves the links.
    element('base', [], { href: where.address }),
    element('p', [element('a', [text(where.address)], { href: where.address })]),
    ...parts.flatMap(({ children }) => readable(children, where)),
  ]);
  return toMarkdown(toMdast(tree), {
    bullet: '-',
    extensions: [gfmToMarkdown({ tablePipeAlign: false })],
    handlers: plainer,
  });
}

function isRead(part: Element): boolean {
  const isAbove = ['aside', 'div'].includes(part.tagName);
  return (
    part.tagName === 'main' || (isAbove && ['demo', 'past'].some((name) => hasClass(part, name)))
  );
}

/**
 * The raw text is read too: an ampersand that begins no character reference needs no backslash, and
 * neither does a mailbox, of which a link to write there is the worst that can come.
 */
const plainer = {
  text: (...given: Parameters<typeof defaultHandlers.text>) =>
    defaultHandlers.text(...given).replace(/\\@|\\&(?!#?\w+;)/g, (escaped) => escaped.slice(1)),
  link: (...given: Parameters<typeof defaultHandlers.link>) => {
    const written = defaultHandlers.link(...given);
    const target = written.lastIndexOf('](');
    return `${written.slice(0, target)}${written.slice(target).replace(/\\&(?!#?\w+;)/g, '&')}`;
  },
};

/** Without what only eyes need, and with words where only form or place says something. */
function readable(nodes: readonly RootContent[], where: Where): ElementContent[] {
  return nodes.flatMap((node): ElementContent[] => {
    if (node.type === 'text') return [node];
    return node.type === 'element' && !isForEyes(node) ? readableElement(node, where) : [];
  });
}

function readableElement(node: Element, where: Where): ElementContent[] {
  const { tagName, properties } = node;
  if (tagName === 'pre' || tagName === 'code') return [node];
  if (tagName === 'svg' || tagName === 'img')
    return [text(String(properties['ariaLabel'] ?? properties['alt'] ?? ''))];
  const read = { ...node, children: readable(node.children, where) };
  return (rewritten[tagName] ?? asItStands)(read, where);
}

type Rewrite = (read: Element, where: Where) => ElementContent[];

const asItStands: Rewrite = (read) => [{ ...read, children: keptApart(read.children) }];
const asCell: Rewrite = (read) => [{ ...read, children: inOneLine(read.children) }];

const rewritten: Readonly<Record<string, Rewrite>> = {
  form: describeForm,
  dl: asFacts,
  table: asTable,
  td: asCell,
  th: asCell,
};

/** `paper` is the address for those who print. */
function isForEyes(node: Element): boolean {
  return (
    node.properties['ariaHidden'] === 'true' ||
    hasClass(node, 'paper') ||
    ['script', 'style', 'template', 'button'].includes(node.tagName)
  );
}

/** Markdown has no captions: it goes before. */
function asTable(table: Element): ElementContent[] {
  const caption = findElement(table.children, ({ tagName }) => tagName === 'caption');
  const children = table.children.filter((child) => child !== caption);
  return [...(caption ? [element('p', caption.children)] : []), { ...table, children }];
}

/** Terms with their descriptions: Markdown has no list of its own for them. */
function asFacts(list: Element): ElementContent[] {
  const items: ElementContent[][] = [];
  const parts = list.children.flatMap((each) =>
    each.type === 'element' && each.tagName === 'div' ? each.children : [each],
  );
  for (const part of parts) {
    if (part.type !== 'element') continue;
    const item = items.at(-1);
    if (part.tagName === 'dt')
      items.push([element('strong', [...part.children, text(':')]), text(' ')]);
    // Of several descriptions each begins a line.
    else if (item !== undefined)
      item.push(...(item.length > 2 ? [element('br', [])] : []), ...part.children);
  }
  const facts = items.map((children) => element('li', children));
  return [element('ul', facts)];
}
