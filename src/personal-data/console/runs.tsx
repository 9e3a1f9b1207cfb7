import { RecordTable } from '../../console/pieces.tsx';
import { Moment } from '../../http/dates.tsx';
import type { Held } from './case.tsx';

/** What was erased or corrected, how far it is, and what is kept and why. */
export function Runs({ found: { shown, place } }: { readonly found: Held }) {
  return (
    <>
      {shown.runs.map((run, index) => (
        <section class="block" aria-labelledby={`run-${index}`}>
          <h2 id={`run-${index}`}>{run.act === 'erase' ? 'Erased' : 'Corrected'}</h2>
          <p class="small" role="status">
            Begun <Moment at={new Date(run.startedAt)} zone={place.timeZone} />;{' '}
            {run.finishedAt === null ? (
              'it is still under way, and is carried on by itself.'
            ) : (
              <>
                finished <Moment at={new Date(run.finishedAt)} zone={place.timeZone} />.
              </>
            )}
          </p>
          {run.records.length === 0 ? null : (
            <RecordTable
              caption="What became of the records"
              rows={run.records}
              columns={[
                { label: 'Kind', cell: ({ record }) => record.en },
                { label: 'Deleted', cell: ({ deleted }) => deleted },
                { label: 'Erased in place', cell: ({ erased }) => erased },
                { label: 'Corrected', cell: ({ corrected }) => corrected },
                { label: 'Kept', cell: ({ kept }) => kept },
              ]}
            />
          )}
          {run.kept.length === 0 ? null : (
            <>
              <h3>What is kept, and why</h3>
              <ul>
                {run.kept.map(({ words, basis }) => (
                  <li>
                    {words.en} <span class="quiet">({basis})</span>
                  </li>
                ))}
              </ul>
            </>
          )}
        </section>
      ))}
    </>
  );
}
