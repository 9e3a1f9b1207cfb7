import type { Cell, Table, TableRow } from '../model/reading.ts';
import { emptyCell } from '../model/reading.ts';
import { fieldNamed, isFieldName } from '../model/fields.ts';
import type { Element, Node } from './html-text.ts';
import { cellOf, isElement } from './html-text.ts';

/** A piece of a page, in its order. */
export type Block = {
  readonly kind: 'heading' | 'text' | 'list' | 'terms';
  readonly cell: Cell;
  readonly nodes: readonly Node[];
};

type Definition = { readonly title: Cell; readonly said: readonly (readonly [string, Cell])[] };
type Found = { readonly definitions: Definition[]; readonly bullets: Map<string, TableRow[]> };

/** What the lists of a page say: blocks of `Purpose: …` under a name, and bullets under a sentence. */
export function tablesOfLists(blocks: readonly Block[], rowsBefore: number): readonly Table[] {
  const found: Found = { definitions: [], bullets: new Map() };
  let heading = '';
  let before: Cell | undefined;
  let isAbout = false;
  for (const block of blocks) {
    const title = before ?? emptyCell;
    if (block.kind === 'list') readList(block, { heading, title, isAbout }, found);
    else if (block.kind === 'terms') readTerms(block, title, found);
    else readText(block, title, found);
    isAbout ||= namesProcessors(block.cell.text);
    if (block.kind === 'heading') heading = block.cell.text;
    if (block.kind !== 'list' && definitionsIn(linesOf(block.cell)) === undefined)
      before = block.cell;
  }
  return [
    ...tableOfDefinitions(found.definitions, rowsBefore),
    ...tablesOfBullets(found, rowsBefore),
  ];
}

type Above = {
  readonly heading: string;
  readonly title: Cell;
  /** Something on the page so far speaks of sub-processors. */
  readonly isAbout: boolean;
};

function readList({ nodes }: Block, above: Above, found: Found): void {
  const items = nodes.filter(isElement).filter(({ tagName }) => tagName === 'li');
  const nested = items.flatMap((item) => nestedDefinition(item) ?? []);
  const own = definitionsIn(items.map((item) => cellOf(item.childNodes)));
  if (nested.length > 0) found.definitions.push(...nested);
  else if (own) found.definitions.push({ title: titleOf(above.title), said: own });
  else readBullets(items, above, found);
}

/** Bullets name processors where a name is told from what it does, and something above says what they are. */
function readBullets(items: readonly Element[], above: Above, found: Found): void {
  const parts = items.map((item) => bulletParts(item));
  const isTold = (lead: boolean) =>
    2 * parts.filter((each) => each.rest !== '' && (each.hasLead || !lead)).length >= parts.length;
  const isList = namesProcessors(`${above.heading}\n${above.title.text}`)
    ? isTold(false)
    : above.isAbout && isTold(true);
  if (!isList || parts.length === 0) return;
  const rows = found.bullets.get(above.heading) ?? [];
  found.bullets.set(above.heading, rows);
  const place = { text: placeIn(above.title.text), links: [] };
  for (const { name, rest, links } of parts) {
    const cells = [
      { text: name, links: [] },
      { text: rest, links: links.slice(1) },
      place,
      { text: links[0] ?? '', links: links.slice(0, 1) },
    ];
    rows.push({ row: 0, cells });
  }
}

/** `- AWS` with `- Purpose: …` below it. */
function nestedDefinition(item: Element): readonly Definition[] | undefined {
  const inner = item.childNodes.filter(isElement).find(({ tagName }) => isListTag(tagName));
  const lines = inner?.childNodes.filter(isElement).map((each) => cellOf(each.childNodes));
  const said = lines && definitionsIn(lines);
  const title = titleOf(cellOf(item.childNodes, ({ tagName }) => isListTag(tagName)));
  return said && title.text !== '' ? [{ title, said }] : undefined;
}

/** A paragraph of lines `Purpose: …` under a heading; those that follow belong to the same name. */
function readText(block: Block, title: Cell, found: Found): void {
  const said = block.kind === 'text' ? definitionsIn(linesOf(block.cell)) : undefined;
  if (!said) return;
  const last = found.definitions.at(-1);
  const isSame = last !== undefined && last.title.text === titleOf(title).text;
  if (isSame) found.definitions.splice(-1, 1, { ...last, said: [...last.said, ...said] });
  else if (title.text !== '') found.definitions.push({ title: titleOf(title), said });
}

function readTerms({ nodes }: Block, title: Cell, found: Found): void {
  const elements = nodes.filter(isElement);
  const said = elements.flatMap((term, index): (readonly [string, Cell])[] => {
    const next = elements[index + 1];
    return term.tagName === 'dt' && next?.tagName === 'dd'
      ? [[cellOf(term.childNodes).text.replace(/:$/, ''), cellOf(next.childNodes)]]
      : [];
  });
  if (said.some(([key]) => isFieldName(key)))
    found.definitions.push({ title: titleOf(title), said });
}

/** Every line is `Key: value` and at least one key is what lists call a field. */
function definitionsIn(lines: readonly Cell[]): readonly (readonly [string, Cell])[] | undefined {
  const pairs = lines.map((cell): readonly [string, Cell] => {
    const [, key = '', text = ''] = /^([^:\n]{1,60}?)\s*:\s*([\s\S]*)$/.exec(cell.text) ?? [];
    return [key, { ...cell, text }];
  });
  const isWhole = pairs.length > 0 && pairs.every(([key]) => key !== '');
  return isWhole && pairs.some(([key]) => isFieldName(key)) ? pairs : undefined;
}

function linesOf({ text, links }: Cell): readonly Cell[] {
  return text.split('\n').map((line) => ({ text: line, links }));
}

function titleOf({ text, links }: Cell): Cell {
  return { text: withoutColon(text.split('\n').at(-1) ?? ''), links };
}

function tableOfDefinitions(found: readonly Definition[], rowsBefore: number): readonly Table[] {
  if (found.length === 0) return [];
  const keys = [...new Set(found.flatMap(({ said }) => said.map(([key]) => key)))];
  const isNamed = keys.some((key) => fieldNamed(key) === 'name');
  const columns = isNamed ? keys : ['Name', ...keys];
  const rows = found.map(({ title, said }, index): TableRow => {
    const cells = new Map(said);
    const doubled = said.filter(([key, cell]) => cells.get(key) !== cell);
    return {
      row: rowsBefore + index + 1,
      cells: columns.map(
        (key) => cells.get(key) ?? (key === 'Name' && !isNamed ? title : emptyCell),
      ),
      notes: doubled.map(([key, { text }]) => `“${key}” is stated twice; “${text}” is not read.`),
    };
  });
  return [{ shape: 'definitions', columns, rows }];
}

const bulletColumns = ['Name', 'Description', 'Location', 'Link'];

function tablesOfBullets({ bullets, definitions }: Found, rowsBefore: number): readonly Table[] {
  let row = rowsBefore + definitions.length;
  return [...bullets].map(([heading, rows]) => ({
    shape: 'bullets',
    columns: bulletColumns,
    ...(heading !== '' && { heading }),
    rows: rows.map((each) => ({ ...each, row: (row += 1) })),
  }));
}

function namesProcessors(text: string): boolean {
  return /sub-?\s?processor|third[ -]part(y|ies)|vendors|service providers|\blocated in\b/i.test(
    text,
  );
}

/** A name that is a link or bold, or what stands before a dash or colon; then what it does. */
function bulletParts(item: Element) {
  const { text, links } = cellOf(item.childNodes);
  const lead = leadOf(item);
  if (lead === '' || !text.startsWith(lead)) {
    const [, name = text, rest = ''] =
      /^([^\n]{1,200}?)(?:\s[-–—]+\s|:\s|\n)([\s\S]+)$/.exec(text) ?? [];
    return { name: name.trim(), rest: rest.trim(), links, hasLead: false };
  }
  const [bracket = ''] = /^\s*\([^)]{1,60}\)/.exec(text.slice(lead.length)) ?? [];
  const rest = text.slice(lead.length + bracket.length).replace(/^[\s.:,–—-]+/, '');
  return { name: `${withoutColon(lead)}${bracket}`, rest, links, hasLead: true };
}

/** The link or bold words with which an item begins. */
function leadOf(item: Element): string {
  const [first] = item.childNodes
    .flatMap((node) => (isElement(node) && node.tagName === 'p' ? node.childNodes : [node]))
    .filter((node) => isElement(node) || ('value' in node && node.value.trim() !== ''));
  const isLead = first && isElement(first) && ['a', 'strong', 'b'].includes(first.tagName);
  return isLead ? cellOf([first]).text : '';
}

/** `These subprocessors are all located in the United States:` names the place of all below it. */
function placeIn(sentence: string): string {
  const said = /\b(?:located|based|hosted|established|stored)\b.*?\bin\s+(?:the\s+)?([^.:]+)/i;
  return said.exec(sentence.slice(0, 500))?.[1]?.trim() ?? '';
}

function withoutColon(text: string): string {
  return text.replace(/:$/, '').trimEnd();
}

function isListTag(tagName: string): boolean {
  return tagName === 'ul' || tagName === 'ol';
}
