import { parse } from 'parse5';
import { Refusal } from '../../core/errors.ts';
import { findStatedDate } from '../model/days.ts';
import type { Reading, Table } from '../model/reading.ts';
import type { Block } from './html-lists.ts';
import { tablesOfLists } from './html-lists.ts';
import { rowsOfTable } from './html-table.ts';
import type { Element, Node } from './html-text.ts';
import { cellOf, isBlock, isElement, unread } from './html-text.ts';
import { maxPageCharacters, maxRows, tooLongPage, tooManyRows } from './limits.ts';

const maxDepth = 400;
const maxTableDepth = 5;

/** Tables of a page, and the lists that say who processes where; everything around them is left alone. */
export function readHtml(text: string): Reading {
  if (text.length > maxPageCharacters) throw tooLongPage('HTML');
  refuseDepth(text);
  const page: Page = { blocks: [], tables: [], rows: 0 };
  const document = parse(text);
  visitAll(document.childNodes, page, { depth: 0 });
  const stated = findStatedDate(page.blocks.map(({ cell }) => cell.text).join('\n'));
  return {
    format: 'html',
    tables: [...page.tables, ...tablesOfLists(page.blocks, page.rows)],
    isComplete: true,
    warnings: [],
    ...(stated !== undefined && { statedDate: stated }),
  };
}

type Page = { readonly blocks: Block[]; readonly tables: Table[]; rows: number };
type Where = { readonly depth: number; readonly within?: number; readonly tableDepth?: number };

function visitAll(nodes: readonly Node[], page: Page, where: Where): void {
  if (where.depth > maxDepth) throw tooDeep();
  let run: Node[] = [];
  const endRun = () => {
    const cell = cellOf(run);
    if (cell.text !== '') page.blocks.push({ kind: 'text', cell, nodes: run });
    run = [];
  };
  for (const node of nodes) {
    if (isElement(node) && unread.has(node.tagName)) continue;
    if (!isElement(node) || !isBlock(node)) {
      run.push(node);
      continue;
    }
    endRun();
    visit(node, page, { ...where, depth: where.depth + 1 });
  }
  endRun();
}

function visit(element: Element, page: Page, where: Where): void {
  const { tagName, childNodes } = element;
  if (tagName === 'table') return visitTable(element, page, where);
  const kind = kindOf(tagName);
  if (kind === undefined || (kind === 'text' && childNodes.some(isBlock)))
    return visitAll(childNodes, page, where);
  page.blocks.push({ kind, cell: cellOf(childNodes), nodes: childNodes });
  if (kind === 'list') for (const table of tablesIn(childNodes)) visitTable(table, page, where);
}

function kindOf(tagName: string): Block['kind'] | undefined {
  if (/^h[1-6]$/.test(tagName)) return 'heading';
  if (tagName === 'ul' || tagName === 'ol') return 'list';
  if (tagName === 'dl') return 'terms';
  return tagName === 'p' ? 'text' : undefined;
}

function visitTable(element: Element, page: Page, where: Where): void {
  const tableDepth = (where.tableDepth ?? 0) + 1;
  if (tableDepth > maxTableDepth) throw tooDeep();
  const rows = rowsOfTable(element, page.rows + 1);
  page.rows += rows.length;
  if (page.rows > maxRows + 500) throw tooManyRows();
  const heading = page.blocks.findLast(({ kind }) => kind === 'heading')?.cell.text;
  const within = page.tables.length;
  page.tables.push({
    shape: 'table',
    rows: rows.filter(({ cells }) => cells.some(({ text }) => text !== '')),
    ...(heading !== undefined && { heading }),
    ...(where.within !== undefined && { within: where.within }),
  });
  for (const table of tablesIn(element.childNodes))
    visitTable(table, page, { ...where, within, tableDepth });
}

/** The next tables below, however deep, and not those inside them. */
function tablesIn(nodes: readonly Node[]): readonly Element[] {
  return nodes
    .filter(isElement)
    .flatMap((node) => (node.tagName === 'table' ? [node] : tablesIn(node.childNodes)));
}

/**
 * A tree as deep as a hostile page can ask for takes more stack than there is; and the parser opens
 * what was left open (bold, links) again in every paragraph that follows.
 */
function refuseDepth(text: string): void {
  let depth = 0;
  let formatting = 0;
  let reopened = 0;
  for (const [tag] of text.matchAll(/<\/?[a-z][^\s/>]*/gi)) {
    const isEnd = tag.startsWith('</');
    const name = tag.replace(/^<\/?/, '').toLowerCase();
    const step = isEnd ? -1 : 1;
    if (nesting.has(name)) depth = Math.max(0, depth + step);
    if (formats.has(name)) formatting = Math.max(0, formatting + step);
    reopened += formatting;
    if (depth > maxDepth || formatting > maxDepth || reopened > maxReopened) throw tooDeep();
  }
}

const maxReopened = 1_000_000;
const formats = new Set('a b big code em font i nobr s small strike strong tt u'.split(' '));
// Not those whose end a page may leave out: li, p, td.
const nesting = new Set(
  'article blockquote center details div dl fieldset form main ol section span table ul'.split(' '),
);

function tooDeep(): Refusal {
  return new Refusal(
    'invalid',
    'The page is nested too deeply to be read, or leaves too many elements open.',
  );
}
