import Papa from 'papaparse';
import { Refusal } from '../../core/errors.ts';
import type { Reading, TableRow, Warning } from '../model/reading.ts';
import { maxColumns, maxRows, tooManyRows } from './limits.ts';

/** CSV with whatever separates its cells: comma, semicolon, tab or bar; quoted line breaks are kept. */
export function readCsv(text: string): Reading {
  // Rows above the header and blank ones do not count as data, so a few more are read.
  const { data, errors } = Papa.parse<string[]>(text, {
    preview: maxRows + 20,
    delimitersToGuess: [',', ';', '\t', '|'],
  });
  const rows = data
    .map((cells, index) => toRow(cells, index + 1))
    .filter(({ cells }) => cells.some((cell) => cell.text.trim() !== ''));
  if (rows.length > maxRows + 1) throw tooManyRows();
  const wide = rows.find(({ cells }) => cells.length > maxColumns);
  if (wide)
    throw new Refusal(
      'invalid',
      `Row ${wide.row} has more than ${maxColumns} columns. This is not a list of sub-processors.`,
    );
  return {
    format: 'csv',
    tables: [{ shape: 'table', rows }],
    isComplete: true,
    warnings: errors.flatMap(toWarning),
  };
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
