import { ObjectionsUntil } from '../../changes/pending.tsx';
import type { Day } from '../../core/day.ts';
import { Time } from '../../http/dates.tsx';
import type { Entry } from '../model/entry.ts';
import { stateWords } from '../model/words.ts';
import type { EntryEvent, EntryEvents } from './entry-events.ts';

type Props = {
  readonly entry: Entry;
  readonly events: EntryEvents | undefined;
  readonly bySlug: ReadonlyMap<string, Entry>;
  readonly base: string;
};

/** A word and a shape, then the dates that belong to it. */
export function Status({ entry, events, bySlug, base }: Props) {
  return (
    <>
      <span class={`is is-${entry.state}`}>{stateWords[entry.state]}</span>
      <Since entry={entry} bySlug={bySlug} />
      {entry.state === 'ended' ? <Disposed entry={entry} /> : null}
      {entry.state === 'current' ? <Amended event={events?.amended} base={base} /> : null}
      <Pending entry={entry} event={events?.pending} base={base} />
    </>
  );
}

function Since({ entry, bySlug }: Pick<Props, 'entry' | 'bySlug'>) {
  const { effectiveFrom, effectiveUntil } = entry.facts;
  if (entry.state === 'ended')
    return <Ended day={effectiveUntil} successor={bySlug.get(entry.replacedBy ?? '')} />;
  if (effectiveFrom === undefined) return null;
  return (
    <span class="sub">
      {entry.state === 'announced' ? 'from' : 'since'} <Time day={effectiveFrom} />
    </span>
  );
}

function Ended({ day, successor }: { day: Day | undefined; successor: Entry | undefined }) {
  return (
    <span class="sub">
      {day === undefined ? null : <Time day={day} />}
      {successor === undefined ? null : (
        <>
          , replaced by{' '}
          <a href={`#${successor.slug}`}>
            <bdi>{successor.facts.name}</bdi>
          </a>
        </>
      )}
    </span>
  );
}

function Disposed({ entry: { facts } }: { entry: Entry }) {
  if (facts.disposal === undefined) return null;
  return (
    <span class="sub">
      data {facts.disposal.method.replaceAll('-', ' ')}
      {facts.disposal.on === undefined ? null : (
        <>
          {' '}
          <Time day={facts.disposal.on} />
        </>
      )}
    </span>
  );
}

function Amended({ event, base }: { event: EntryEvent | undefined; base: string }) {
  if (event === undefined) return null;
  return (
    <span class="sub">
      <a href={`${base}/changes/${event.change.id}`}>
        {event.item.class === 'correction' ? 'Corrected' : 'Amended'}{' '}
        <Time day={event.change.effectiveOn} />
      </a>
    </span>
  );
}

function Pending({
  entry,
  event,
  base,
}: {
  entry: Entry;
  event: EntryEvent | undefined;
  base: string;
}) {
  if (event === undefined) return null;
  const words = { added: 'Announced', amended: 'Amended', removed: 'Ends', replaced: 'Replaced' }[
    event.item.kind
  ];
  return (
    <span class="sub">
      <a href={`${base}/changes/${event.change.id}`}>
        {entry.state === 'announced' ? (
          `Change ${event.change.id}`
        ) : (
          <>
            {words} from <Time day={event.change.effectiveOn} />
          </>
        )}
      </a>
      <ObjectionsUntil change={event.change} />
    </span>
  );
}
