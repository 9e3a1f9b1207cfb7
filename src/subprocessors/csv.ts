import type { Published } from '../publication/representation.ts';
import { columns } from './csv-columns.ts';
import { neutralise, writeCsv } from './csv-text.ts';
import { dispositionOf } from './file-name.ts';
import { listFilters } from './list-document.ts';
import { filterStrictly } from './model/filter.ts';

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
    const entries = filterStrictly(snapshot, params);
    const rows = [
      Object.keys(columns),
      ...entries.map((entry) =>
        Object.values(columns).map((cellOf) => cellOf({ entry, snapshot, place }) ?? ''),
      ),
    ];
    const body = writeCsv(params['raw'] === '1' ? rows : rows.map((row) => row.map(neutralise)));
    return {
      body: params['bom'] === '1' ? `\uFEFF${body}` : body,
      headers: dispositionOf(snapshot, 'subprocessors', 'csv'),
    };
  },
};
