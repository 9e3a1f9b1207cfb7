import { slugify } from '../core/text.ts';
import type { Snapshot } from '../publication/model.ts';
import type { Published } from '../publication/representation.ts';
import { columns } from './csv-columns.ts';
import { listFilters } from './list-document.ts';
import { filterEntries } from './model/filter.ts';

const isOne = (value: string) => value === '1';

/**
 * The list as RFC 4180 CSV: the columns of Annex III first, the rest after them; columns are only
 * ever added at the end. Cells that a spreadsheet would run are neutralised; `raw=1` leaves every
 * cell as it is for programs, `bom=1` puts the byte order mark in front by which Excel knows UTF-8.
 */
export const listCsv: Published = {
  kind: 'published',
  path: '/subprocessors.csv',
  mediaType: 'text/csv; charset=utf-8; header=present',
  params: { ...listFilters, raw: isOne, bom: isOne },
  freeParams: ['q'],
  links: [
    { rel: 'alternate', href: '/subprocessors', type: 'text/html' },
    { rel: 'alternate', href: '/subprocessors.json', type: 'application/json' },
  ],
  render: ({ snapshot, place, params }) => {
    const entries = filterEntries(snapshot.entries, params);
    const rows = [
      Object.keys(columns),
      ...entries.map((entry) =>
        Object.values(columns).map((cellOf) => cellOf({ entry, snapshot, place }) ?? ''),
      ),
    ];
    const body = writeCsv(params['raw'] === '1' ? rows : rows.map((row) => row.map(neutralise)));
    return {
      body: params['bom'] === '1' ? `\uFEFF${body}` : body,
      headers: { 'Content-Disposition': `attachment; filename="${fileName(snapshot)}"` },
    };
  },
};

/** Every cell in quotes, so that no separator of any country's spreadsheet splits one. */
function writeCsv(rows: readonly (readonly string[])[]): string {
  const quoted = rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(','));
  return `${quoted.join('\r\n')}\r\n`;
}

// What spreadsheets take for a formula, blanks in front and full-width forms included (OWASP,
// CSV injection).
const formula = /^[^\S\t\r]*[=+\-@\t\r＝＋－＠]/u;

function neutralise(cell: string): string {
  return formula.test(cell) ? `'${cell}` : cell;
}

function fileName({ organisation, listVersion }: Snapshot): string {
  const owner = slugify(organisation.name);
  return `${owner === '' ? '' : `${owner}-`}subprocessors-${listVersion}.csv`;
}
