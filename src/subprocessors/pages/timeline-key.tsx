import type { Child } from 'hono/jsx';
import type { Day } from '../../core/day.ts';
import { Time } from '../../http/dates.tsx';
import { useWords } from '../../http/language.tsx';
import { drawnWords } from '../words/pages.ts';
import type { Life } from '../model/lives.ts';

type Props = {
  readonly lives: readonly Life[];
  readonly stand: Day;
  readonly hasClaims: boolean;
};

/** What the signs mean; those that do not occur are not explained. */
export function TimelineKey({ lives, stand, hasClaims }: Props) {
  const { signs, ...words } = useWords(drawnWords).timeline;
  const has = (test: (life: Life) => boolean) => lives.some(test);
  const isPartlyOpen = has(({ isFromStated }) => !isFromStated);
  const isAnnounced = ({ entry, until = stand }: Life) =>
    entry.state === 'announced' || until > stand;
  return (
    <div class="key">
      <ul class="inline signs">
        {has(({ entry }) => entry.state === 'current') ? (
          <Sign drawing={<rect class="past" width="24" height="10" />}>{signs.current}</Sign>
        ) : null}
        {has(({ entry }) => entry.state === 'ended') ? (
          <Sign drawing={<rect class="past ended" width="24" height="10" />}>{signs.ended}</Sign>
        ) : null}
        {has(isAnnounced) ? (
          <Sign
            drawing={
              <>
                <line class="hatch" x2="24" y1="5" y2="5" />
                <rect class="frame" width="24" height="10" />
              </>
            }
          >
            {signs.announced}
          </Sign>
        ) : null}
        {has(({ amendedOn }) => amendedOn.length > 0) ? (
          <Sign
            drawing={
              <>
                <rect class="past" width="24" height="10" />
                <line class="notch" x1="12" x2="12" y2="10" />
              </>
            }
          >
            {signs.amended}
          </Sign>
        ) : null}
        {isPartlyOpen ? (
          <Sign
            drawing={
              <g class="open">
                <line x1="2" x2="2" y2="10" />
                <line x1="6" x2="6" y2="10" />
                <rect x="9" width="15" height="10" />
              </g>
            }
          >
            {signs.unstated}
          </Sign>
        ) : null}
      </ul>
      {isPartlyOpen ? <p>{words.byMeans}</p> : null}
      {hasClaims ? <p>{words.claims}</p> : null}
      {has(isAnnounced) ? <p>{words.beyond(<Time day={stand} prose />)}</p> : null}
    </div>
  );
}

function Sign({ drawing, children }: { drawing: Child; children?: Child }) {
  return (
    <li>
      <svg width="24" height="10" aria-hidden="true">
        {drawing}
      </svg>{' '}
      {children}
    </li>
  );
}
