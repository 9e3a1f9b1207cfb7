import { TimeOf } from '../http/dates.tsx';
import { useLanguage, useTextLang, useWords } from '../http/language.tsx';
import type { RenderInput } from '../publication/representation.ts';
import type { Thread } from './model.ts';
import { kindOf, statusOf } from './words.ts';
import { updateWords } from './words/pages.ts';

type Props = {
  readonly input: RenderInput;
  readonly threads: readonly Thread[];
  readonly label?: string;
};

/** Threads as lines of a log: when, what it is by now, and what it is about. */
export function ThreadEntries({ input, threads, label }: Props) {
  const { place, snapshot } = input;
  const language = useLanguage();
  const zone = snapshot.organisation.timeZone;
  return (
    <ol class="log" aria-label={label}>
      {threads.map((thread) => {
        const { word, shape } = statusOf(thread, language);
        return (
          <li>
            <TimeOf at={thread.openedAt} zone={zone} /> <span class={`is is-${shape}`}>{word}</span>{' '}
            <div dir="auto">
              <a
                href={`${place.pages}/updates/${thread.number}`}
                lang={useTextLang(thread, 'title')}
              >
                {thread.title}
              </a>
              <Extent thread={thread} zone={zone} />
            </div>
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
      {severity === undefined ? null : <div class="sub">{kindOf(thread, useLanguage())}</div>}
      {follows === 0 ? null : (
        <div class="sub">
          {useWords(updateWords).parts.followUps(follows, <TimeOf at={changedAt} zone={zone} />)}
        </div>
      )}
    </>
  );
}
