import { Moment } from '../http/dates.tsx';
import { useLanguage, useTextLang, useWords } from '../http/language.tsx';
import type { RenderInput } from '../publication/representation.ts';
import { ThreadEntries } from './entries.tsx';
import { kindOf, statusOf } from './words.ts';
import { updateWords } from './words/pages.ts';

const mostRecent = 3;

/** Above everything else of the overview: the incidents that go on. Nothing where there are none. */
export function OpenIncidents({ input: { snapshot, place } }: { input: RenderInput }) {
  const { open } = snapshot.updates;
  const language = useLanguage();
  const words = updateWords[language].parts;
  if (open.length === 0) return null;
  return (
    <section class="alarm" aria-label={words.open}>
      <ul>
        {open.map((thread) => (
          <li>
            <span class="is is-announced">{kindOf(thread, language)}</span>{' '}
            <a
              href={`${place.pages}/updates/${thread.number}`}
              dir="auto"
              lang={useTextLang(thread, 'title')}
            >
              {thread.title}
            </a>{' '}
            <span class="quiet">
              {words.since(
                statusOf(thread, language).word,
                <Moment at={thread.openedAt} zone={snapshot.organisation.timeZone} />,
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The newest posts; nothing where there are none. */
export function RecentUpdates({ input }: { input: RenderInput }) {
  const { recent, threadCount } = input.snapshot.updates;
  const words = useWords(updateWords).parts;
  if (recent.length === 0) return null;
  return (
    <section class="row" aria-labelledby="updates">
      <div>
        <h2 id="updates">{words.updates}</h2>
        <p class="small go">
          <a href={`${input.place.pages}/updates`}>{words.all(threadCount)}</a>
        </p>
      </div>
      <ThreadEntries input={input} threads={recent.slice(0, mostRecent)} />
    </section>
  );
}
