import { dayInTable } from '../../http/dates.tsx';
import { RecordTable } from '../../console/pieces.tsx';
import type { DayFigures } from '../model/figures.ts';

const width = 10;
const gap = 2;
const height = 100;

const kinds = [
  ['told', 'Told'],
  ['failed', 'Did not arrive'],
  ['waiting', 'Waits'],
] as const;
type Kind = (typeof kinds)[number][0];

/** Days as stacked bars, with the numbers in words and in a table. */
export function DayChart({ days }: { readonly days: readonly DayFigures[] }) {
  const [first] = days;
  const last = days.at(-1);
  if (first === undefined || last === undefined) return null;
  const most = Math.max(1, ...days.map(({ told, failed, waiting }) => told + failed + waiting));
  const sum = (kind: Kind) => days.reduce((total, each) => total + each[kind], 0);
  const words = kinds.map(([kind, label]) => `${label} ${sum(kind)}`).join(', ');
  return (
    <figure class="chart">
      <ul class="key">
        {kinds.map(([kind, label]) => (
          <li>
            <span class={`swatch of-${kind}`} /> {label}: <b>{sum(kind)}</b>
          </li>
        ))}
      </ul>
      <p class="fine quiet">
        The highest bar is {most === 1 ? 'one delivery' : `${most} deliveries`}.
      </p>
      <svg
        viewBox={`0 0 ${days.length * (width + gap) - gap} ${height}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`Deliveries of ${days.length} days: ${words}`}
      >
        {days.map((each, at) => (
          <Bar of={each} x={at * (width + gap)} most={most} />
        ))}
      </svg>
      <figcaption>
        <span>{dayInTable(first.day)}</span>
        <span>{dayInTable(last.day)}, today</span>
      </figcaption>
      <details>
        <summary>The numbers</summary>
        <RecordTable
          caption="Deliveries by day, newest first"
          rows={days.toReversed()}
          columns={[
            { label: 'Day', cell: ({ day }) => <time datetime={day}>{dayInTable(day)}</time> },
            ...kinds.map(([kind, label]) => ({
              label,
              cell: (each: DayFigures) => each[kind],
            })),
          ]}
        />
      </details>
    </figure>
  );
}

/** Told at the foot, then what did not arrive, then what waits; what is there at all can be seen. */
function Bar({
  of,
  x,
  most,
}: {
  readonly of: DayFigures;
  readonly x: number;
  readonly most: number;
}) {
  let foot = height;
  return (
    <g>
      {kinds.map(([kind]) => {
        const count = of[kind];
        const part = count === 0 ? 0 : Math.max(1.5, (count / most) * height);
        foot = Math.max(0, foot - part);
        return part === 0 ? null : (
          <rect
            class={`of-${kind}`}
            x={x}
            y={foot.toFixed(2)}
            width={width}
            height={part.toFixed(2)}
          />
        );
      })}
    </g>
  );
}
