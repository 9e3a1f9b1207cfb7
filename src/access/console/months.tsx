import { RecordTable } from '../../console/pieces.tsx';
import { monthInProse } from '../../http/dates.tsx';
import type { MonthCount } from '../model/record.ts';

const words = { requests: 'Documents asked for', downloads: 'Copies fetched' } as const;

/** A year as a picture, with its table. Nothing where nothing happened. */
export function Months({ counts }: { readonly counts: readonly MonthCount[] }) {
  const most = Math.max(...counts.flatMap(({ requests, downloads }) => [requests, downloads]));
  if (most === 0) return null;
  return (
    <section class="block" aria-labelledby="year">
      <h2 id="year">Twelve months</h2>
      <div class="months" aria-hidden="true">
        {counts.map(({ month, requests, downloads }) => (
          <div class="fine quiet">
            <svg viewBox="0 0 22 100" preserveAspectRatio="none">
              <Bar name="first" x={0} height={(100 * requests) / most} />
              <Bar name="second" x={11} height={(100 * downloads) / most} />
            </svg>
            {monthInProse(month).slice(0, 3)}
          </div>
        ))}
      </div>
      <p class="fine quiet key" aria-hidden="true">
        <Swatch name="first" /> {words.requests} <Swatch name="second" /> {words.downloads}; at most{' '}
        {most} in a month
      </p>
      <details>
        <summary class="small">The same as a table</summary>
        <RecordTable
          caption="Twelve months"
          rows={counts}
          columns={[
            { label: 'Month', cell: ({ month }) => monthInProse(month) },
            { label: words.requests, cell: ({ requests }) => requests },
            { label: words.downloads, cell: ({ downloads }) => downloads },
          ]}
        />
      </details>
    </section>
  );
}

function Bar({ name, x, height }: { name: string; x: number; height: number }) {
  return <rect class={name} x={x} y={100 - height} width={10} height={height} />;
}

function Swatch({ name }: { readonly name: string }) {
  return (
    <svg width="10" height="10">
      <rect class={name} width="10" height="10" />
    </svg>
  );
}
