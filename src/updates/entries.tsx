import { TimeOf } from '../http/dates.tsx';
import type { RenderInput } from '../publication/representation.ts';
import { severityWords, statusOf } from './words.ts';
import type { Thread } from './model.ts';

type Props = {
  readonly input: RenderInput;
  readonly threads: readonly Thread[];
  readonly label?: string;
};

/** Threads as lines of a log: when, what it is by now, and what it is about. */
export function ThreadEntries({ input, threads, label }: Props) {
  const { place, snapshot } = input;
  const zone = snapshot.organisation.timeZone;
  return (
    <ol class="log" aria-label={label}>
      {threads.map((thread) => {
        const { word, shape } = statusOf(thread);
        return (
          <li>
            <TimeOf at={thread.openedAt} zone={zone} /> <span class={`is is-${shape}`}>{word}</span>{' '}
            <span dir="auto">
              <a href={`${place.base}/updates/${thread.number}`}>{thread.title}</a>
              <Extent thread={thread} zone={zone} />
            </span>
          </li>
        );
      })}
    </ol>
  );
}

function Extent({ thread, zone }: { thread: Thread; zone: string }) {
  const { severity, postCount, changedAt } = thread;
  const follows = postCount - 1;
  return (
    <>
      {severity === undefined ? null : <span class="sub">{severityWords[severity]} incident</span>}
      {follows === 0 ? null : (
        <span class="sub">
          {follows === 1 ? '1 follow-up' : `${follows} follow-ups`}, the last on{' '}
          <TimeOf at={changedAt} zone={zone} />
        </span>
      )}
    </>
  );
}
