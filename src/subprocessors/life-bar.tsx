import type { Day } from '../core/day.ts';
import { dayInProse } from '../http/dates.tsx';
import { useLanguage, useWords } from '../http/language.tsx';
import { type Bar, barOf, type Life, position, type Scale } from './model/lives.ts';
import { drawnWords } from './words/pages.ts';

// Heights are in em, so that bars grow with the text beside them; where they begin is in per cent.
const top = '0.79em';
const middle = '1.14em';
const bottom = '1.49em';
/** Past this share of the width the name of a tick would be cut off. */
const lastLabel = 91;

/** The years over the bars, and what every bar refers to: lines through all rows, and the sign of an open start. */
export function Axis({ scale }: { scale: Scale }) {
  const stand = position(scale.stand, scale);
  return (
    <svg class="axis" role="img" aria-label={useAxisInWords(scale)}>
      <defs>
        <g id="ticks">
          {scale.ticks.map(({ x }) => (
            <line class="tick" x1={`${x}%`} x2={`${x}%`} y2="100%" />
          ))}
          <line class="stand" x1={`${stand}%`} x2={`${stand}%`} y2="100%" />
        </g>
        <g id="open">
          <line x1="-3" x2="-3" y1={top} y2={bottom} />
          <line x1="-7" x2="-7" y1={top} y2={bottom} />
        </g>
      </defs>
      <use href="#ticks" />
      {scale.ticks.map(({ x, label }) =>
        x > lastLabel || label === '' ? null : (
          <>
            <text x={`${x}%`} y="50%" dx="0.35em" dy="0.35em">
              {label}
            </text>{' '}
          </>
        ),
      )}
    </svg>
  );
}

/** One life, with its dates as its name. */
export function LifeBar({ life, scale }: { life: Life; scale: Scale }) {
  const { past, announced, notches } = barOf(life, scale);
  const ended = life.entry.state === 'ended' ? ' ended' : '';
  return (
    <svg role="img" aria-label={useLifeInWords(life, scale)}>
      <use href="#ticks" />
      {past === undefined ? null : (
        <>
          <rect
            class={`past${ended}`}
            x={`${past.x}%`}
            y={top}
            width={`${past.width}%`}
            height="0.7em"
          />
          {life.isFromStated ? null : <use class={`open${ended}`} href="#open" x={`${past.x}%`} />}
        </>
      )}
      {announced === undefined ? null : <Announced stretch={announced} />}
      {notches.map((x) => (
        <line class="notch" x1={`${x}%`} x2={`${x}%`} y1={top} y2={bottom} />
      ))}
    </svg>
  );
}

// A dashed line as thick as the bar is a hatching that needs no pattern.
function Announced({ stretch: { x, width } }: { stretch: NonNullable<Bar['announced']> }) {
  const end = `${Math.round((x + width) * 100) / 100}%`;
  return (
    <>
      <line class="hatch" x1={`${x}%`} x2={end} y1={middle} y2={middle} />
      <rect class="frame" x={`${x}%`} y={top} width={`${width}%`} height="0.7em" />
    </>
  );
}

/** What the drawing says, for those who do not see it. */
function useLifeInWords(
  { entry, from, isFromStated, until, amendedOn }: Life,
  { stand }: Scale,
): string {
  const { bar } = useWords(drawnWords).timeline;
  const day = useDay();
  const since =
    entry.state === 'announced' ? bar.announcedFrom : isFromStated ? bar.from : bar.knownFrom;
  const [newest] = amendedOn;
  // How often is not said: only the newest changes are looked at.
  const amended = amendedOn.length === 1 ? bar.amended : bar.amendedOften;
  return [
    since(day(from)),
    until === undefined ? '' : until > stand ? bar.toEnd(day(until)) : bar.until(day(until)),
    newest === undefined ? '' : amended(day(newest)),
  ]
    .filter((part) => part !== '')
    .join(', ');
}

function useAxisInWords({ from, stand, to }: Scale): string {
  const words = useWords(drawnWords).timeline;
  const day = useDay();
  return `${words.axis(day(from), day(to))}${to === stand ? '' : words.axisBeyond(day(stand))}`;
}

function useDay(): (day: Day) => string {
  const language = useLanguage();
  return (day) => dayInProse(day, language);
}
