/** RFC 4180 with every cell in quotes, so that no separator of any country's spreadsheet splits one. */
export function writeCsv(rows: readonly (readonly string[])[]): string {
  const quoted = rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(','));
  return `${quoted.join('\r\n')}\r\n`;
}

/** The cell with an apostrophe in front where a spreadsheet would run it. */
export function neutralise(cell: string): string {
  return formula.test(cell) ? `'${cell}` : cell;
}

// What spreadsheets take for a formula, blanks in front and full-width forms included (OWASP,
// CSV injection).
const formula = /^[^\S\t\r]*[=+\-@\t\r＝＋－＠]/u;
