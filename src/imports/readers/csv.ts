import Papa from 'papaparse';
import { Refusal } from '../../core/errors.ts';
import type { Reading, TableRow, Warning } from '../model/reading.ts';
import { maxCells, maxColumns, maxRows, tooManyColumns, tooManyRows } from './limits.ts';

/**
 * CSV with whatever separates its cells: comma, semicolon, tab or bar; quoted line breaks are kept. Refuses
 * `invalid` for more than `most` rows below the header.
 */
export function readCsv(text: string, most = maxRows): Reading {
  const delimiter = delimiterOf(text);
  // Rows above the header and blank ones do not count as data, so a few more are read.
  const { data, errors } = Papa.parse<string[]>(text, { preview: most + 20, delimiter });
  const rows = data
    .map((cells, index) => toRow(cells, index + 1))
    .filter(({ cells }) => cells.some((cell) => cell.text.trim() !== ''));
  if (rows.length > most + 1) throw tooManyRows();
  if (rows.some(({ cells }) => cells.length > maxColumns)) throw tooManyColumns();
  return {
    format: 'csv',
    tables: [{ shape: 'table', rows }],
    isComplete: true,
    warnings: errors.flatMap(toWarning),
  };
}

/** Found in the beginning, so that a file of nothing but separators is not read into millions of cells. */
function delimiterOf(text: string): string {
  const { meta } = Papa.parse(text.slice(0, 100_000), {
    preview: 20,
    skipEmptyLines: 'greedy',
    delimitersToGuess: [',', ';', '\t', '|'],
  });
  let cells = 0;
  for (let at = text.indexOf(meta.delimiter); at !== -1; at = text.indexOf(meta.delimiter, at + 1))
    if ((cells += 1) > maxCells)
      throw new Refusal(
        'invalid',
        'The file has more than a million cells. It is no list of sub-processors.',
      );
  return meta.delimiter;
}

function toRow(cells: readonly string[], row: number): TableRow {
  return { row, cells: cells.map((text) => ({ text, links: [] })) };
}

function toWarning({ type, row, message }: Papa.ParseError): readonly Warning[] {
  if (type !== 'Quotes') return [];
  return [
    { ...(row !== undefined && { row: row + 1 }), detail: `Quotes do not match: ${message}.` },
  ];
}
