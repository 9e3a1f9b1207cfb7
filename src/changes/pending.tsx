import { Time } from '../http/dates.tsx';
import { useLanguage, useWords } from '../http/language.tsx';
import type { RenderInput } from '../publication/representation.ts';
import type { Change } from './model.ts';
import { changesDue, windowOf } from './standing.ts';
import { statusOf, titleOf } from './words.ts';
import { changePageWords } from './words/pages.ts';

const most = 10;

/** The changes to come and the emergencies to object to, with their days, above what they will touch. */
export function PendingChanges({ input: { snapshot, place } }: { input: RenderInput }) {
  const due = changesDue(snapshot);
  const language = useLanguage();
  const words = changePageWords[language].parts;
  if (due.length === 0) return null;
  return (
    <section class="block due" aria-labelledby="due">
      <h2 id="due">{words.due}</h2>
      <ol class="log">
        {due.slice(0, most).map((change) => {
          const { word, shape } = statusOf(change, language);
          return (
            <li>
              <Time day={change.effectiveOn} /> <span class={`is is-${shape}`}>{word}</span>{' '}
              <span dir="auto">
                <a href={`${place.pages}/changes/${change.id}`}>{titleOf(change, language)}</a>
                <ObjectionsUntil change={change} />
              </span>
            </li>
          );
        })}
      </ol>
      {due.length > most ? (
        <p class="small go">
          <a href={`${place.pages}/changes?state=announced`}>
            {words.moreAnnounced(due.length - most)}
          </a>
        </p>
      ) : null}
    </section>
  );
}

/** Behind the title of a change, while its window is open. */
export function ObjectionsUntil({ change }: { change: Change }) {
  const window = windowOf(change);
  if (!window?.isOpen) return null;
  const { objectionsUntil } = useWords(changePageWords).parts;
  return <>{objectionsUntil(<Time day={window.objectionEndsOn} />)}</>;
}
