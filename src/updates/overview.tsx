import { Moment } from '../http/dates.tsx';
import type { RenderInput } from '../publication/representation.ts';
import { kindOf, statusOf } from './words.ts';
import { ThreadEntries } from './entries.tsx';

const mostRecent = 3;

/** Above everything else of the overview: the incidents that go on. Nothing where there are none. */
export function OpenIncidents({ input: { snapshot, place } }: { input: RenderInput }) {
  const { open } = snapshot.updates;
  if (open.length === 0) return null;
  return (
    <section class="alarm" aria-label="Open incidents">
      <ul>
        {open.map((thread) => (
          <li>
            <span class="is is-announced">{kindOf(thread)}</span>{' '}
            <a href={`${place.base}/updates/${thread.number}`} dir="auto">
              {thread.title}
            </a>{' '}
            <span class="quiet">
              {statusOf(thread).word}, since{' '}
              <Moment at={thread.openedAt} zone={snapshot.organisation.timeZone} />
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
  if (recent.length === 0) return null;
  return (
    <section class="row" aria-labelledby="updates">
      <div>
        <h2 id="updates">Updates</h2>
        <p class="small go">
          <a href={`${input.place.base}/updates`}>
            {threadCount === 1 ? 'Security, incidents and more' : `All ${threadCount} updates`}
          </a>
        </p>
      </div>
      <ThreadEntries input={input} threads={recent.slice(0, mostRecent)} />
    </section>
  );
}
