import { Refusal } from '../../core/errors.ts';
import type { ListFormat, Reading } from '../model/reading.ts';
import { depthOf } from '../../http/json-body.ts';

export type Source = {
  readonly text: string;
  readonly format?: ListFormat;
  readonly mediaType?: string;
  readonly fileName?: string;
};

const maxDepth = 64;

/** Finds out what a text is and reads it. The readers are loaded when a list of their kind comes. */
export async function readList(source: Source): Promise<Reading> {
  if (source.text.trim() === '') throw new Refusal('invalid', 'The list is empty.');
  const format = source.format ?? namedFormat(source) ?? sniff(source.text);
  const reading = await readAs(format, source.text);
  const isEmpty = reading.tables.every(({ rows }) => rows.length === 0);
  if (isEmpty && reading.entries === undefined)
    throw new Refusal(
      'invalid',
      `No list was found: read as ${format}, the text has neither a table nor a list that names sub-processors.`,
    );
  return reading;
}

async function readAs(format: ListFormat, text: string): Promise<Reading> {
  if (format === 'html') return (await import('./html.ts')).readHtml(text);
  if (format === 'markdown') return (await import('./markdown.ts')).readMarkdown(text);
  const reading =
    format === 'csv'
      ? (await import('./csv.ts')).readCsv(text)
      : (await import('./json.ts')).readJson(parseJson(text));
  if (!/<\/?[a-z]/i.test(text)) return reading;
  const { holdsMarkup, withoutMarkup } = await import('./markup.ts');
  return holdsMarkup(reading) ? withoutMarkup(reading) : reading;
}

const byMediaType: Readonly<Record<string, ListFormat>> = {
  'text/csv': 'csv',
  'text/tab-separated-values': 'csv',
  'text/markdown': 'markdown',
  'text/html': 'html',
  'application/json': 'json',
};
const byEnding: Readonly<Record<string, ListFormat>> = {
  csv: 'csv',
  tsv: 'csv',
  md: 'markdown',
  mdx: 'markdown',
  markdown: 'markdown',
  html: 'html',
  htm: 'html',
  json: 'json',
};

function namedFormat({ mediaType = '', fileName = '' }: Source): ListFormat | undefined {
  const ending = /\.([a-z]+)$/i.exec(fileName)?.[1]?.toLowerCase() ?? '';
  if (Object.hasOwn(byMediaType, mediaType)) return byMediaType[mediaType];
  return Object.hasOwn(byEnding, ending) ? byEnding[ending] : undefined;
}

/** `| --- | :-: |`: what stands below the head of a table in Markdown, of two columns or more. */
function isTableRule(line: string): boolean {
  const cells = line
    .trim()
    .replaceAll(/^\||\|$/g, '')
    .split('|');
  return cells.length > 1 && cells.every((cell) => /^:?-{2,}:?$/.test(cell.trim()));
}

/** What pasted text most probably is, by what only that format has. */
function sniff(text: string): ListFormat {
  const start = text.slice(0, 100_000).trimStart();
  if (/^[{[]/.test(start) && isJson(text)) return 'json';
  if (/^(?:<!doctype|<html|<table|<body|<div|<ul)/i.test(start)) return 'html';
  if (start.split('\n').some(isTableRule)) return 'markdown';
  if (/<table[\s>]/i.test(start)) return 'html';
  const lines = start
    .split('\n')
    .slice(0, 20)
    .filter((line) => line.trim() !== '');
  if (lines.some((line) => /^(?:#{1,6} |[*+-] |\d+\. )/.test(line))) return 'markdown';
  const isCsv = [';', '\t', ','].some((separator) =>
    lines.slice(0, 2).every((line) => line.includes(separator)),
  );
  return isCsv ? 'csv' : 'markdown';
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function parseJson(text: string): unknown {
  if (depthOf(text) > maxDepth)
    throw new Refusal('invalid', `JSON may be nested ${maxDepth} levels deep here.`);
  try {
    return JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : '';
    throw new Refusal('invalid', `This is not JSON: ${reason}`, { cause: error });
  }
}
