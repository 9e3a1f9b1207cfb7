import { fieldLines, fieldWords, plainLine } from '../../changes/field-text.ts';
import { RecordTable } from '../../console/pieces.tsx';
import type { Fault } from '../../core/errors.ts';
import type { Service } from '../../organisation/model.ts';
import type { Facts } from '../../subprocessors/model/facts.ts';
import type { PlannedRow } from '../model/plan.ts';
import type { Warning } from '../model/reading.ts';
import type { ImportReport } from '../service.ts';
import { actionWords, mendWords } from '../words.ts';

const mostOfCell = 120;

/** Words for how a cell is mended, by its column. */
type Mends = ReadonlyMap<string, string>;

function mendsOf({ columns }: ImportReport): Mends {
  return new Map(
    columns.flatMap(({ column, field }) => {
      const words = field === null ? undefined : mendWords[field];
      return words === undefined ? [] : [[column, words] as const];
    }),
  );
}

/** What a fault is about, as people call it. */
export function labelOf({ pointer }: Fault): string {
  const [, field = ''] = pointer.split('/');
  const words: Readonly<Record<string, { label: string }>> = fieldWords;
  return words[field]?.label ?? field;
}

function mendOf({ detail }: Fault): string {
  return `${detail} Correct the cell, say which column holds it, or leave the row out.`;
}

/** Each row with what it would do, what it says, and what is doubtful about it. */
export function RowTable({
  rows,
  report,
  here,
}: {
  readonly rows: readonly PlannedRow[];
  readonly report: ImportReport;
  readonly here: string;
}) {
  const mends = mendsOf(report);
  return (
    <RecordTable
      caption="Rows of the list"
      rows={rows}
      columns={[
        {
          label: 'Name',
          cell: ({ row, name }) => (
            <>
              <bdi>{name || 'No name'}</bdi>
              <span class="sub">Row {row}</span>
            </>
          ),
        },
        {
          label: 'Would be',
          cell: ({ action, entry }) => {
            const { word, shape } = actionWords[action];
            return (
              <>
                <span class={`is is-${shape}`}>{word}</span>
                {entry === undefined ? null : <span class="sub">{entry.slug}</span>}
              </>
            );
          },
        },
        { label: 'What it says', cell: (row) => <Says row={row} services={report.services} /> },
        {
          label: 'Remarks',
          cell: ({ warnings, faults }) => (
            <Remarks
              remarks={[
                ...faults.map((fault) => ({ column: labelOf(fault), detail: mendOf(fault) })),
                ...warnings.map(({ row: _, ...others }) => others),
              ]}
              mends={mends}
            />
          ),
        },
        {
          label: '',
          cell: ({ slug, name, action }) => (
            <a href={`${here}/decisions?row=${encodeURIComponent(slug)}`}>
              {action === 'undecided' || action === 'faulty' ? 'Decide' : 'Change'}
              <span class="unseen"> on {name}</span>
            </a>
          ),
        },
      ]}
    />
  );
}

function Says({
  row,
  services,
}: {
  readonly row: PlannedRow;
  readonly services: readonly Service[];
}) {
  const after: Facts = { kind: 'third-party', description: '', ...row.facts, name: row.name };
  const before = row.entry?.facts;
  const stated = Object.keys(after).filter((field) => field !== 'name') as (keyof Facts)[];
  const fields = row.action === 'amend' || row.action === 'end' ? row.fields : stated;
  if (fields.length === 0) return <>The same</>;
  const isChange = before !== undefined && fields === row.fields;
  const words = (field: keyof Facts, facts: Facts) =>
    fieldLines(field, facts, services).map(plainLine).join('; ') || 'Nothing';
  return (
    <details>
      <summary>
        {isChange
          ? fields.map((field) => fieldWords[field].label).join(', ')
          : `${fields.length} ${fields.length === 1 ? 'fact' : 'facts'}`}
      </summary>
      <dl class="said-of">
        {fields.map((field) => (
          <div>
            <dt>{fieldWords[field].label}</dt>
            {isChange ? (
              <dd dir="auto">
                <del>{words(field, before)}</del>
              </dd>
            ) : null}
            <dd dir="auto">{isChange ? <ins>{words(field, after)}</ins> : words(field, after)}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

/** Where it stands, what was read, what is the matter with it, and how it is mended. */
export function Remarks({
  remarks,
  mends,
}: {
  readonly remarks: readonly Warning[];
  readonly mends: Mends;
}) {
  if (remarks.length === 0) return <span class="quiet">None</span>;
  return (
    <ul class="remarks">
      {remarks.map((remark) => {
        const place = placeOf(remark);
        const mend = mends.get(remark.column ?? '');
        return (
          <li>
            {place === '' ? null : (
              <b>
                <bdi>{place}</bdi>:{' '}
              </b>
            )}
            <span dir="auto">{remark.detail}</span>
            {mend === undefined ? null : <span class="quiet"> {mend}</span>}
          </li>
        );
      })}
    </ul>
  );
}

/** `Row 3, Location “Varies”`. */
function placeOf({ row, column, cell }: Warning): string {
  const where = [...(row === undefined ? [] : [`Row ${row}`]), ...(column ? [column] : [])];
  const read = cell && `“${cell.length > mostOfCell ? `${cell.slice(0, mostOfCell)}…` : cell}”`;
  return [where.join(', '), read].filter(Boolean).join(' ');
}
