import { Hono } from 'hono';
import { Moment, Time } from '../http/dates.tsx';
import type { ConsoleEnv } from './env.ts';
import { firstStepsOf } from './first-steps.tsx';
import { answerPage, type Place, placeOf } from './layout.tsx';
import { Empty, PageTitle } from './pieces.tsx';
import { type DueGroup, type DueItem, listDue } from './service/due.ts';

/** The first page: what is due. */
export const homePages = new Hono<ConsoleEnv>();

homePages.get('/', async (c) => {
  const groups = await listDue(c.get('visit').ctx);
  const place = await placeOf(c);
  const steps = await firstStepsOf(c, place);
  return answerPage(
    c,
    { title: 'What is due', current: 'home' },
    <>
      <PageTitle title="What is due">
        <p class="lead">{leadOf(groups, steps !== undefined)}</p>
      </PageTitle>
      {groups.length === 0 && steps === undefined ? (
        <Empty>
          Nothing waits for anybody, and nothing with a legal day is due within two weeks.
        </Empty>
      ) : (
        groups.map((group) => <Group group={group} place={place} />)
      )}
      {steps}
    </>,
  );
});

function leadOf(groups: readonly DueGroup[], hasSteps: boolean): string {
  const items = groups.flatMap((group) => group.items);
  const overdue = items.filter(({ isOverdue }) => isOverdue).length;
  if (items.length === 0) return hasSteps ? 'Nothing waits but the first steps.' : 'All is done.';
  const waiting = items.length === 1 ? 'One thing waits' : `${items.length} things wait`;
  if (overdue === 0) return `${waiting} for somebody; nothing is overdue.`;
  return `${waiting} for somebody, ${overdue === 1 ? 'one of them' : `${overdue} of them`} overdue.`;
}

function Group({ group: { item, title, items, isCut }, place }: { group: DueGroup; place: Place }) {
  const id = `due-${item}-${title.length}`;
  const isPressing = items.some(({ isOverdue }) => isOverdue);
  return (
    <section class={isPressing ? 'block due' : 'block'} aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <ul class="tasks">
        {items.map((task) => (
          <li>
            <span class="when">
              <When task={task} place={place} />
            </span>
            <span dir="auto">
              {task.path === undefined ? (
                task.what
              ) : (
                <a href={`${place.base}${task.path}`}>{task.what}</a>
              )}
            </span>
          </li>
        ))}
      </ul>
      {isCut ? <p class="fine quiet">And more.</p> : null}
    </section>
  );
}

function When({ task: { on, since, isOverdue }, place }: { task: DueItem; place: Place }) {
  if (on !== undefined)
    return (
      <>
        {isOverdue ? <b class="is is-announced">Overdue</b> : 'By'} <Time day={on} />
      </>
    );
  if (since === undefined) return <>Now</>;
  return (
    <>
      Since <Moment at={since} zone={place.timeZone} />
    </>
  );
}
