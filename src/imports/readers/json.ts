import { Refusal } from '../../core/errors.ts';
import { listFileIn, UnreadableList } from '../list-file.ts';
import type { Cell, JsonObject, Reading, TableRow } from '../model/reading.ts';
import { maxColumns, maxRows, tooManyRows } from './limits.ts';

/** Annex's own list document, `subprocessor-facts/1`, or any list of objects, whose members are its columns. */
export function readJson(value: unknown): Reading {
  const own = isObject(value) && ('format' in value || 'schemaVersion' in value);
  return own ? readOwn(value) : readObjects(value);
}

function readOwn(value: unknown): Reading {
  try {
    const { kind, rows, isComplete, notes } = listFileIn(value);
    if (rows.length > maxRows) throw tooManyRows();
    return {
      format: 'json',
      tables: [],
      entries: { kind, rows, whole: kind === 'subprocessor-list/1' },
      isComplete,
      warnings: notes.map((detail) => ({ detail })),
    };
  } catch (error) {
    if (error instanceof UnreadableList)
      throw new Refusal('invalid', error.message, { cause: error });
    throw error;
  }
}

function readObjects(value: unknown): Reading {
  const lists = Array.isArray(value) ? [value] : Object.values(isObject(value) ? value : {});
  const [list, ...others] = lists.filter(
    (each): each is JsonObject[] => Array.isArray(each) && each.length > 0 && each.every(isObject),
  );
  if (list === undefined || others.length > 0)
    throw new Refusal(
      'invalid',
      'The JSON holds no list of objects, or several: send the list of sub-processors alone.',
    );
  if (list.length > maxRows) throw tooManyRows();
  const columns = [...new Set(list.flatMap((each) => Object.keys(each)))];
  if (columns.length > maxColumns)
    throw new Refusal('invalid', `Has more than ${maxColumns} members.`);
  const rows = list.map((each, index): TableRow => ({
    row: index + 1,
    cells: columns.map((column) => cellOf(Object.hasOwn(each, column) ? each[column] : undefined)),
  }));
  return {
    format: 'json',
    tables: [{ shape: 'table', columns, rows }],
    isComplete: true,
    warnings: [],
  };
}

/** Lists become lines; members of an object become `Name: values`. */
function cellOf(value: unknown): Cell {
  return { text: textOf(value, 0), links: [] };
}

function textOf(value: unknown, depth: number): string {
  if (value === null || value === undefined) return '';
  if (typeof value !== 'object') return String(value);
  if (depth > 3) return JSON.stringify(value);
  if (Array.isArray(value)) {
    return value.map((each) => textOf(each, depth + 1)).join(depth === 0 ? '\n' : ', ');
  }
  const lines = Object.entries(value).map(([name, each]) => `${name}: ${textOf(each, depth + 1)}`);
  return lines.join(depth === 0 ? '\n' : '; ');
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
