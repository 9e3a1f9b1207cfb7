import { RecordTable } from '../../console/pieces.tsx';
import type { Warning } from '../model/reading.ts';
import type { ImportReport } from '../service.ts';
import { fieldLabels, fieldLaws } from '../words.ts';
import { rowsPerPage } from './kept.tsx';
import { Remarks } from './rows.tsx';

export function Columns({
  report,
  here,
}: {
  readonly report: ImportReport;
  readonly here: string;
}) {
  const { columns, reading } = report;
  if (reading.entries !== undefined)
    return (
      <section class="block" aria-labelledby="columns">
        <h2 id="columns">What its columns mean</h2>
        <p>The list is in words that Annex knows: each part keeps its meaning.</p>
      </section>
    );
  return (
    <section class="block" aria-labelledby="columns">
      <h2 id="columns">What its columns mean</h2>
      <RecordTable
        caption="Columns of the list"
        rows={columns}
        columns={[
          { label: 'Column', cell: ({ column }) => <bdi>{column}</bdi> },
          {
            label: 'Taken for',
            cell: ({ field, note, from }) =>
              field === null ? (
                <>
                  <span class="is is-withdrawn">Left out</span>
                  {note === undefined ? null : <span class="sub">{note}</span>}
                </>
              ) : (
                <>
                  {fieldLabels[field]}
                  <span class="sub">
                    {[fromWords[from], fieldLaws[field]].filter(Boolean).join(', ')}
                  </span>
                </>
              ),
          },
          { label: 'Rows', cell: ({ filled }) => String(filled) },
          {
            label: 'For instance',
            cell: ({ examples }) => <bdi>{examples.map(shortened).join(' · ')}</bdi>,
          },
        ]}
      />
      <p class="acts">
        <a href={`${here}/columns`}>Say what columns mean</a>
      </p>
    </section>
  );
}

const fromWords = { given: 'As you said', remembered: 'As last time', proposed: '' } as const;

function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

export function Missing({
  report,
  here,
}: {
  readonly report: ImportReport;
  readonly here: string;
}) {
  const { ends } = report.plan;
  if (ends.length === 0) return null;
  return (
    <section class="block" aria-labelledby="missing">
      <h2 id="missing">In the register, but not in the list</h2>
      <p>
        {ends.length === 1 ? 'One entry' : `${ends.length} entries`}. They stay unless you say that
        they end: to lack an entry does not end it.
      </p>
      <RecordTable
        caption="Entries that the list lacks"
        rows={ends.slice(0, rowsPerPage)}
        columns={[
          { label: 'Entry', cell: ({ name }) => <bdi>{name}</bdi> },
          {
            label: 'What happens',
            cell: ({ decided }) => (
              <span class={`is is-${decided ? 'ended' : 'removed'}`}>
                {decided ? 'Ends' : 'Stays'}
              </span>
            ),
          },
        ]}
      />
      {ends.length > rowsPerPage ? <p class="fine">And {ends.length - rowsPerPage} more.</p> : null}
      <p class="acts">
        <a href={`${here}/ends`}>Say which of them end</a>
      </p>
    </section>
  );
}

export function OfTheWhole({ report: { warnings, skipped } }: { readonly report: ImportReport }) {
  const all: readonly Warning[] = [...warnings, ...skipped];
  if (all.length === 0) return null;
  return (
    <section class="block" aria-labelledby="whole">
      <h2 id="whole">About the list as a whole</h2>
      <Remarks remarks={all.slice(0, 100)} mends={new Map()} />
      {all.length > 100 ? <p class="fine">And {all.length - 100} more of the kind.</p> : null}
    </section>
  );
}
