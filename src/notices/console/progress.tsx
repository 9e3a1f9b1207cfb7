import type { Progress } from '../model/desk.ts';

type Part = {
  /** Completes the class name `part-…`. */
  readonly shape: 'done' | 'told' | 'way' | 'lost';
  readonly words: string;
  readonly count: number;
};

/** How far an announcement has come, as two bars and in numbers. */
export function ProgressBars({ progress }: { readonly progress: Progress }) {
  const { agreed, told, onItsWay, unreached, deliveries } = progress;
  return (
    <>
      <Bar
        title="Customers"
        parts={[
          { shape: 'done', words: 'agreed', count: agreed },
          { shape: 'told', words: 'told, the notice has arrived', count: told },
          { shape: 'way', words: 'the notice is on its way', count: onItsWay },
          { shape: 'lost', words: 'cannot be reached', count: unreached },
        ]}
      />
      <Bar
        title="Messages, to contacts and all others who follow"
        parts={[
          { shape: 'told', words: 'accepted by the other side', count: deliveries.accepted },
          { shape: 'way', words: 'on their way', count: deliveries.onTheirWay },
          { shape: 'lost', words: 'came back', count: deliveries.returned },
          { shape: 'lost', words: 'failed', count: deliveries.failed },
        ]}
      />
    </>
  );
}

const width = 1_000;
/** A part of one among thousands is seen too. */
const narrowest = 12;

function Bar({ title, parts }: { readonly title: string; readonly parts: readonly Part[] }) {
  const shown = parts.filter(({ count }) => count > 0);
  const sum = shown.reduce((total, { count }) => total + count, 0);
  const free = width - narrowest * shown.length;
  let x = 0;
  return (
    <div class="progress">
      <h3>
        {title}: {sum}
      </h3>
      {sum === 0 ? null : (
        <svg viewBox={`0 0 ${width} 24`} preserveAspectRatio="none" aria-hidden="true">
          {shown.map(({ shape, count }) => {
            const wide = narrowest + (free * count) / sum;
            const rect = <rect class={`part-${shape}`} x={x} y="0" width={wide} height="24" />;
            x += wide;
            return rect;
          })}
        </svg>
      )}
      <ul>
        {parts.map(({ shape, words, count }) => (
          <li>
            <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
              <rect class={`part-${shape}`} width="12" height="12" />
            </svg>
            <b>{count}</b> {words}
          </li>
        ))}
      </ul>
    </div>
  );
}
