import { readFile } from 'node:fs/promises';
import { pathOf } from './answers.js';

/** The list as a table has it: a column for each field of an entry, text as text, all else as JSON. */
export async function readTable() {
  const list = JSON.parse(await readFile(pathOf('list.json'), 'utf8'));
  const entries = list.subprocessors;
  const [fullest] = entries.toSorted((a, b) => Object.keys(b).length - Object.keys(a).length);
  const columns = Object.entries(fullest).map(([name, value]) => ({
    name,
    isJson: typeof value !== 'string',
  }));
  return { list, entries, columns };
}

/** The answer from rows: the same bytes as the product's. */
export function answerWith(list, columns, rows, read) {
  const subprocessors = rows.map((row) => {
    const entry = {};
    for (const { name, isJson } of columns)
      if (row[name] !== null) entry[name] = isJson ? read(row[name]) : row[name];
    return entry;
  });
  return { ...list, subprocessors };
}
