import { ObjectionsUntil } from '../../changes/pending.tsx';
import type { Day } from '../../core/day.ts';
import { Time } from '../../http/dates.tsx';
import { useWords } from '../../http/language.tsx';
import type { Entry } from '../model/entry.ts';
import { registerWords } from '../words/pages.ts';
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
      <span class={`is is-${entry.state}`}>{useWords(registerWords).states[entry.state]}</span>
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
  const words = useWords(registerWords).status;
  return (
    <div class="sub">
      {entry.state === 'announced'
        ? words.from(<Time day={effectiveFrom} />)
        : words.since(<Time day={effectiveFrom} />)}
    </div>
  );
}

function Ended({ day, successor }: { day: Day | undefined; successor: Entry | undefined }) {
  const words = useWords(registerWords).status;
  return (
    <div class="sub">
      {day === undefined ? null : <Time day={day} />}
      {successor === undefined
        ? null
        : words.replacedBy(
            <a href={`#${successor.slug}`}>
              <bdi>{successor.facts.name}</bdi>
            </a>,
          )}
    </div>
  );
}

function Disposed({ entry: { facts } }: { entry: Entry }) {
  if (facts.disposal === undefined) return null;
  return (
    <div class="sub">
      {useWords(registerWords).status.disposal[facts.disposal.method]}
      {facts.disposal.on === undefined ? null : (
        <>
          {' '}
          <Time day={facts.disposal.on} />
        </>
      )}
    </div>
  );
}

function Amended({ event, base }: { event: EntryEvent | undefined; base: string }) {
  if (event === undefined) return null;
  const words = useWords(registerWords).status;
  const day = <Time day={event.change.effectiveOn} />;
  return (
    <div class="sub">
      <a href={`${base}/changes/${event.change.id}`}>
        {event.item.class === 'correction' ? words.corrected(day) : words.amended(day)}
      </a>
    </div>
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
  const words = useWords(registerWords).status;
  return (
    <div class="sub sentence">
      <a href={`${base}/changes/${event.change.id}`}>
        {entry.state === 'announced'
          ? words.change(event.change.id)
          : words.to[event.item.kind](<Time day={event.change.effectiveOn} />)}
      </a>
      <ObjectionsUntil change={event.change} />
    </div>
  );
}
